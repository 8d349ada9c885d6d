import { isObject, textOf, valueAt } from '../contract/pointers.ts';
import { attempted, noteCreated, type Line, type ReadyRequest } from './attempt.ts';
import type { Recorder } from './recorder.ts';
import { TransportError } from './transport.ts';
import { wireRequest } from './wire-request.ts';

/** An email address that only this suite makes up. */
const ourEmail = /"([^"@\\]+@[^"@\\]+\.kor-conformance\.example)"/;

/**
 * Looks up the customer that a create has made whose answer never came, by the email address that it was sent with, and notes it
 * as created so that it is removed. The create itself is not sent again: there could be two.
 */
export async function noteLost(
  line: Line,
  recorder: Recorder,
  { operation, wire }: ReadyRequest,
): Promise<void> {
  const { removal } = operation;
  const list = line.contract.table.operations.find(({ id }) => id === 'listCustomers');
  const [, primaryEmail] = ourEmail.exec(wire.body ?? '') ?? [];
  if (removal?.parameter !== 'customerId' || !list || primaryEmail === undefined) return;
  const parts = { query: { primaryEmail } };
  const lookup = wireRequest(line.target, list, parts, wire.headers.authorization);
  try {
    const { body } = await attempted(line, recorder, { operation: list, parts, wire: lookup });
    const entries = isObject(body) && Array.isArray(body.content) ? body.content : [];
    for (const entry of entries.filter((each) => JSON.stringify(each).includes(`"${primaryEmail}"`))) {
      noteCreated(recorder, line.ledger, { removal, id: textOf(valueAt(entry, removal.pointer)) });
    }
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
  }
}
