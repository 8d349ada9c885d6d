import type { Json } from '../../../src/contract/schema/pointers.ts';
import { documentOf, validatorsOf } from './small-contract.ts';

const all = { absent: 'accepted', null: 'accepted', empty: 'accepted' };
const made = new Map<string, ReturnType<typeof validatorsOf>>();

/** Whether a body of a schema is valid in each view, in a document with the given forms of being unset (default: all). */
export function valid(schema: Json, body: Json, unset: Json = all): { request: boolean; response: boolean } {
  const document = documentOf({ schemas: { Pet: schema }, 'x-unset-fields': unset });
  const views = made.get(JSON.stringify(document)) ?? validatorsOf(document);
  made.set(JSON.stringify(document), views);
  const at = '/components/schemas/Pet';
  return { request: views.request[at]?.(body) === true, response: views.response[at]?.(body) === true };
}
