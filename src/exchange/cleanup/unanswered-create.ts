import { markedEmailIn, markOf, signsOf } from '../../contract/privacy/ownership-mark.ts';
import type { Operation, OperationId } from '../../contract/operations.ts';
import { isObject, memberOf, textOf, valueAt, type Json } from '../../contract/schema/pointers.ts';
import type { RequestParts } from '../../contract/validation/requests.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import { sentOnce, settle } from '../send-once.ts';
import type { ClientContext } from '../client-context.ts';
import type { ReadyRequest } from '../transport/prepared-request.ts';
import { noteCreated } from './ownership-claims.ts';
import { isClaimed } from './ownership-record.ts';
import type { Recorder } from '../recorder.ts';
import { TransportError } from '../transport/transport.ts';
import { wireRequest } from '../transport/wire-request.ts';

/**
 * Looks up the customer of a create that got no response, and notes it as created so that it is removed. If it is not found, it may
 * still appear, and is left to a sweep. The create itself is not sent again, since that could create two customers.
 */
export async function noteLost(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
): Promise<void> {
  const { operation, wire } = request;
  const email = markedEmailIn(parsedJson(wire.body ?? ''), context);
  if (operation.removal?.parameter !== 'customerId' || email === undefined) return;
  if (await noteMade(context, recorder, request, wire.headers.authorization)) return;
  recorder.leftOver(
    operation.id as OperationId,
    email,
    'the create received no response, so the customer may exist',
  );
}

/**
 * Looks up the customer that a create made, by the values that only this create sent, and notes it as created so that it is removed.
 * Returns whether it was found.
 */
export async function noteMade(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
  authorization: string | undefined,
): Promise<boolean> {
  const { removal } = request.operation;
  const list = context.contract.table.operations.find(({ id }) => id === 'listCustomers');
  if (!removal || !list) return false;
  try {
    for (const query of lookups(context, list, parsedJson(request.wire.body ?? ''))) {
      const found = await lookedUp(context, recorder, request, { list, query, authorization });
      for (const entry of found ?? [])
        noteCreated(recorder, context.ledger, { removal, id: textOf(valueAt(entry, removal.pointer)) });
      if (found?.length === 0) continue;
      if (found) settle(context, request);
      return found !== undefined;
    }
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
  }
  return false;
}

/** The queries that may find the customer of a create body, the most specific first. */
function lookups(
  context: ClientContext,
  { parameters }: Operation,
  body: Json | undefined,
): Lookup['query'][] {
  const contact = memberOf(memberOf(body, 'contacts'), 0);
  const [name = ''] = [body, contact].flatMap((each) =>
    [memberOf(each, 'businessName'), memberOf(each, 'lastName')].map(textOf).filter(Boolean),
  );
  const queries: [parameter: string, value: string][] = [
    ['primaryEmail', markedEmailIn(body, context) ?? ''],
    ['externalId', textOf(memberOf(body, 'externalId'))],
    ['name', name],
    ['search', name],
  ];
  const isDescribed = (of: string): boolean =>
    parameters.some((each) => each.in === 'query' && each.name === of);
  return queries.flatMap(([of, value]) => (value !== '' && isDescribed(of) ? [{ [of]: value }] : []));
}

interface Lookup {
  list: Operation;
  query: NonNullable<RequestParts['query']>;
  authorization: string | undefined;
}

/** The customers in a list that a create made; undefined when the list is refused. Throws a `TransportError` when it gets no response. */
async function lookedUp(
  context: ClientContext,
  recorder: Recorder,
  { wire }: ReadyRequest,
  { list, query, authorization }: Lookup,
): Promise<Json[] | undefined> {
  const lookup = wireRequest(context.target, list, { query }, authorization);
  const { response, body } = await sentOnce(context, recorder, {
    ...{ operation: list, parts: { query } },
    wire: lookup,
  });
  if (response.status >= 300) return undefined;
  const signs = new Map(signsOf(parsedJson(wire.body ?? '')).map((sign) => [sign, '']));
  const entries = isObject(body) && Array.isArray(body.content) ? body.content : [];
  const { standings } = recorder.belongings;
  return entries.filter(
    (entry) =>
      signsOf(entry).some((sign) => signs.has(sign)) &&
      markOf(entry, { ...context, signs }) !== undefined &&
      isClaimed(standings.get(textOf(memberOf(entry, 'id')))),
  );
}
