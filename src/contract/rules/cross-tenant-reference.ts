import type { Operation } from '../operations.ts';
import { isObject, type Json } from '../schema/pointers.ts';
import { listed, type JudgedResponse, type Violation } from '../validation/violation.ts';

/** The statuses with which an API may refuse a request that names a resource of another business account. */
export const withholdingStatuses: readonly string[] = ['400', '403', '404', '422'];

/** The violation of a response to such a request that is neither a refusal nor an empty list. */
export function disclosedToOthers(
  { method, pointer: source }: Operation,
  response: JudgedResponse,
): Violation[] {
  const { body, status } = response;
  const isNothing = method === 'GET' && status < 300 && isEmpty(body);
  if (isNothing || withholdingStatuses.includes(String(status))) return [];
  const message = `status must be ${listed(withholdingStatuses)}, or the list empty, for a caller from another business account, received ${String(status)}`;
  return [{ pointer: 'status', rule: 'status', message, level: 'MUST', source }];
}

function isEmpty(body: Json | undefined): boolean {
  const list = isObject(body) ? body.content : body;
  return Array.isArray(list) && list.length === 0;
}
