import type { OperationId } from '../contract/operations.ts';
import { isObject, textOf, valueAt, type Json } from '../contract/pointers.ts';
import { attempted, noteCreated, settle, type Line, type ReadyRequest } from './attempt.ts';
import type { Recorder } from './recorder.ts';
import { TransportError } from './transport.ts';
import { wireRequest } from './wire-request.ts';

/** An email address that only this suite makes up. */
const ourEmail = /"([^"@\\]+@[^"@\\]+\.kor-conformance\.example)"/;

/**
 * Looks up the customer that a create has made whose answer never came, by the email address that it was sent with, and notes it
 * as created so that it is removed; where it is not found it may come to be still, and a sweep has to look. The create itself is not
 * sent again: there could be two.
 */
export async function noteLost(line: Line, recorder: Recorder, request: ReadyRequest): Promise<void> {
  const { operation, wire } = request;
  const { removal } = operation;
  const [, email] = ourEmail.exec(wire.body ?? '') ?? [];
  if (removal?.parameter !== 'customerId' || email === undefined) return;
  const found = await lookedUp(line, recorder, request, email);
  for (const entry of found)
    noteCreated(recorder, line.ledger, { removal, id: textOf(valueAt(entry, removal.pointer)) });
  if (found.length > 0) {
    settle(line, request);
    return;
  }
  recorder.leftOver(
    operation.id as OperationId,
    email,
    'its creation was not answered, so that it may be there',
  );
}

/** The customers that a list shows for an email address; none where it does not answer. */
async function lookedUp(
  line: Line,
  recorder: Recorder,
  { wire }: ReadyRequest,
  primaryEmail: string,
): Promise<Json[]> {
  const list = line.contract.table.operations.find(({ id }) => id === 'listCustomers');
  if (!list) return [];
  const parts = { query: { primaryEmail } };
  const lookup = wireRequest(line.target, list, parts, wire.headers.authorization);
  try {
    const { body } = await attempted(line, recorder, { operation: list, parts, wire: lookup });
    const entries = isObject(body) && Array.isArray(body.content) ? body.content : [];
    return entries.filter((each) => JSON.stringify(each).includes(`"${primaryEmail}"`));
  } catch (error) {
    if (error instanceof TransportError) return [];
    throw error;
  }
}
