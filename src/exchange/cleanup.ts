import type { OperationId } from '../contract/operations.ts';
import { requestViolations } from '../contract/requests.ts';
import { exchangedFor, type Line } from './exchange.ts';
import type { Created, Recorder } from './recorder.ts';
import type { Session } from './session.ts';

/** Removes what a test created, the newest first. What cannot be removed is recorded as left over, and fails nothing. */
export async function removeCreated(line: Line, recorder: Recorder, session: Session): Promise<void> {
  const quiet = { ...recorder, found: () => undefined }; // trouble here is no finding about what the test verified
  for (const created of recorder.created.splice(0).reverse()) {
    const reason = await removed(line, quiet, session, created);
    if (reason !== undefined) recorder.leftOver(created.removal.operation as OperationId, created.id, reason);
  }
}

/** Removes one resource: undefined when it is gone, otherwise why it is not. */
async function removed(
  line: Line,
  recorder: Recorder,
  session: Session,
  { removal, id }: Created,
): Promise<string | undefined> {
  try {
    const operation = line.contract.operation(removal.operation);
    const parts = { path: { [removal.parameter]: id } };
    if (requestViolations(line.contract, operation, parts).length > 0)
      return 'its id is malformed, so no removal was sent';
    const answer = await exchangedFor(line, recorder, session, operation, parts);
    recorder.examine(answer, 'cleanup'); // a removal that goes wrong is found by the tests of removal, not by every test
    const { status } = answer;
    return status < 300 || status === 404 ? undefined : `${operation.method} answered ${String(status)}`;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}
