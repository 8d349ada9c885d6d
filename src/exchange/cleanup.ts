import type { OperationId } from '../contract/operations.ts';
import { requestViolations } from '../contract/requests.ts';
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
      line.ledger?.kept(created, reason);
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
): Promise<string | undefined> {
  const operation = line.contract.operation(removal.operation);
  const parts = { path: { [removal.parameter]: id } };
  if (requestViolations(line.contract, operation, parts).length > 0)
    return 'its id is malformed, so no removal was sent';
  const answer = await exchangedFor(line, recorder, session, operation, parts);
  recorder.examine(answer, 'cleanup'); // a removal that goes wrong is found by the tests of removal, not by every test
  const { status } = answer;
  return status < 300 || status === 404 ? undefined : `${operation.method} answered ${String(status)}`;
}

function firstLineOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
