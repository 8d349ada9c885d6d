import { permanent } from '../contract/evidence.ts';
import type { OperationId } from '../contract/operations.ts';
import { valueAt } from '../contract/pointers.ts';
import { requestViolations, type RequestParts } from '../contract/requests.ts';
import { bodyOf, type Answer } from './answer.ts';
import { exchangedFor, type Line } from './exchange.ts';
import { NotTestable } from './not-testable.ts';
import type { Created, Recorder } from './recorder.ts';
import type { Session } from './session.ts';

/** Removes what a test created, the newest first. What cannot be removed is recorded as left over, and fails nothing. */
export async function removeCreated(line: Line, recorder: Recorder, session: Session): Promise<void> {
  const quiet = { ...recorder, found: () => undefined }; // trouble here is no finding about what the test verified
  for (const created of recorder.created.splice(0).reverse()) {
    const reason = await remove(line, quiet, session, created);
    if (reason === undefined) {
      line.ledger?.removed(created);
    } else {
      if (reason === permanent) line.ledger?.removed(created);
      else line.ledger?.kept(created, reason);
      recorder.leftOver(created.removal.operation as OperationId, created.id, reason);
    }
  }
}

/**
 * Removes one resource: undefined when it is gone, otherwise why it is not. A target that is unavailable for a while is asked a second
 * time, since a removal comes to the same however often it is carried out (RFC 9110, section 9.2.2).
 */
export async function remove(
  line: Line,
  recorder: Recorder,
  session: Session,
  created: Created,
): Promise<string | undefined> {
  try {
    return await refusal(line, recorder, session, created);
  } catch (error) {
    if (!(error instanceof NotTestable) || error.fault !== 'unavailable') return firstLineOf(error);
  }
  return refusal(line, recorder, session, created).catch(firstLineOf);
}

async function refusal(
  line: Line,
  recorder: Recorder,
  session: Session,
  { removal, id }: Created,
  isSecond = false,
): Promise<string | undefined> {
  const operation = line.contract.operation(removal.operation);
  const parts = { path: { [removal.parameter]: id } };
  if (requestViolations(line.contract, operation, parts).length > 0)
    return 'its id is malformed, so no removal was sent';
  const answer = await exchangedFor(line, recorder, session, operation, parts);
  recorder.examine(answer, 'cleanup'); // a removal that goes wrong is found by the tests of removal, not by every test
  const { status } = answer;
  if (status < 300 || status === 404 || status === 410) return undefined;
  const reason = `${operation.method} answered ${String(status)}`;
  if (status >= 500 || removal.operation !== 'removeCustomer' || isSecond) return reason;
  const unsuspended = await unsuspension(line, recorder, session, parts);
  if (unsuspended === undefined) return reason;
  return unsuspended ? refusal(line, recorder, session, { removal, id }, true) : permanent;
}

/** Whether a suspended customer was unsuspended, since it may have to be active to be removed; undefined for one who is active. */
async function unsuspension(
  line: Line,
  recorder: Recorder,
  session: Session,
  parts: RequestParts,
): Promise<boolean | undefined> {
  const sent = async (id: string): Promise<Answer | undefined> => {
    const operation = line.contract.table.operations.find((each) => each.id === id);
    const answer = operation && (await exchangedFor(line, recorder, session, operation, parts));
    if (answer) recorder.examine(answer, 'cleanup');
    return answer;
  };
  const read = await sent('retrieveCustomer');
  if (!read || valueAt(bodyOf(read), '/status') !== 'SUSPENDED') return undefined;
  const answer = await sent('unsuspendCustomer');
  return answer !== undefined && answer.status < 300;
}

function firstLineOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
