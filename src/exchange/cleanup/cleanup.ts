import { permanent, type EnvironmentFault } from '../../contract/evidence.ts';
import type { OperationId } from '../../contract/operations.ts';
import { valueAt } from '../../contract/schema/pointers.ts';
import { requestViolations, type RequestParts } from '../../contract/validation/requests.ts';
import { bodyOf, type ApiResponse } from '../response.ts';
import { currentToken, exchangedFor } from '../exchange.ts';
import type { ClientContext } from '../client-context.ts';
import { noteMade } from './unanswered-create.ts';
import { NotTestable } from '../not-testable.ts';
import type { Recorder } from '../recorder.ts';
import type { Created } from './ledger-entries.ts';
import type { Session } from '../session.ts';

/** Why a resource is still there, and whether that is the environment's doing, so that another time it may go. */
export interface RemainingResource {
  reason: string;
  isHindered: boolean;
}

/** Removals in a row that the environment hinders, before no other is tried: each may take as long as an exchange may. */
const mostHindered = 3;

/**
 * Removes what a test created, the newest first, and whatever creates have made that were answered with something else. What the
 * environment keeps from being removed is put off to the end of the run; with `last`, or where it is refused, it is recorded as left
 * over, and fails nothing.
 */
export async function removeCreated(
  context: ClientContext,
  recorder: Recorder,
  session: Session,
  last?: 'last',
): Promise<void> {
  const quiet = { ...recorder, found: () => undefined }; // trouble here is no finding about what the test verified
  const isPutOff = last === undefined && hasFarewell(context);
  await removeAll(context, recorder, { quiet, session, isPutOff });
  await findStrayed(context, quiet, session); // what is removed last may show itself as somebody else's
  await removeAll(context, recorder, { quiet, session, isPutOff });
}

/** Notes as created what creates have made that were answered with something else; where the target gives no token, a sweep has to look. */
export async function findStrayed(
  context: ClientContext,
  recorder: Recorder,
  session: Session,
): Promise<void> {
  const { strayed } = recorder.belongings;
  const quiet = { ...recorder, found: () => undefined };
  if (strayed.length === 0) return;
  try {
    const authorization = `Bearer ${await currentToken(context, quiet, session)}`;
    for (const request of strayed.splice(0)) await noteMade(context, quiet, request, authorization);
  } catch (error) {
    if (!(error instanceof NotTestable)) throw error;
  }
}

async function removeAll(
  context: ClientContext,
  recorder: Recorder,
  { quiet, session, isPutOff }: { quiet: Recorder; session: Session; isPutOff: boolean },
): Promise<void> {
  const most = isPutOff ? 1 : mostHindered;
  let hindrances: RemainingResource[] = []; // in a row
  for (const created of recorder.created.splice(0).reverse()) {
    const kept =
      hindrances.length < most ? await remove(context, quiet, session, created) : hindrances.at(-1);
    if (recorder.belongings.standings.get(created.id) === 'disowned') continue;
    hindrances = kept?.isHindered ? [...hindrances, kept] : [];
    if (!kept) context.ledger?.removed(created);
    else if (!kept.isHindered || !isPutOff) {
      if (kept.reason === permanent) context.ledger?.removed(created);
      else context.ledger?.kept(created, kept.reason);
      recorder.leftOver(created.removal.operation as OperationId, created.id, kept.reason);
    }
  }
}

/** Whether the end of the run removes what its ledger still holds then; in a run that is judged again, as it did. */
function hasFarewell({ ledger, target, transport }: ClientContext): boolean {
  return ledger !== undefined || (transport.recorded !== undefined && target.kind !== 'embedded');
}

/** Faults after which a removal is tried a second time at once: it may have come to pass, or passes now. */
const passing: readonly (EnvironmentFault | undefined)[] = ['unavailable', 'reset'];

/**
 * Removes one resource: undefined when it is gone, otherwise why it is not. Where the target is unavailable for a while or the
 * connection is lost it is asked a second time, since a removal comes to the same however often it is carried out (RFC 9110, section
 * 9.2.2).
 */
export async function remove(
  context: ClientContext,
  recorder: Recorder,
  session: Session,
  created: Created,
): Promise<RemainingResource | undefined> {
  try {
    return await refusal(context, recorder, session, created);
  } catch (error) {
    if (!(error instanceof NotTestable) || !passing.includes(error.fault)) return hindranceOf(error);
  }
  return refusal(context, recorder, session, created).catch(hindranceOf);
}

async function refusal(
  context: ClientContext,
  recorder: Recorder,
  session: Session,
  { removal, id }: Created,
  isSecond = false,
): Promise<RemainingResource | undefined> {
  const operation = context.contract.operation(removal.operation);
  const parts = { path: { [removal.parameter]: id } };
  if (requestViolations(context.contract, operation, parts).length > 0)
    return { reason: 'its id is malformed, so no removal was sent', isHindered: false };
  const response = await exchangedFor(context, recorder, session, operation, parts);
  recorder.examine(response, 'cleanup'); // a removal that goes wrong is found by the tests of removal, not by every test
  const { status } = response;
  if (status === 404) noteAbsent(recorder, id);
  if (status < 300 || status === 404 || status === 410) return undefined;
  const reason = `${operation.method} answered ${String(status)}`;
  const kept = { reason, isHindered: false };
  if (status >= 500 || removal.operation !== 'removeCustomer' || isSecond) return kept;
  const unsuspended = await unsuspension(context, recorder, session, parts);
  if (unsuspended === undefined) return kept;
  return unsuspended
    ? refusal(context, recorder, session, { removal, id }, true)
    : { reason: permanent, isHindered: false };
}

/** Whether a suspended customer was unsuspended, since it may have to be active to be removed; undefined for one who is active. */
async function unsuspension(
  context: ClientContext,
  recorder: Recorder,
  session: Session,
  parts: RequestParts,
): Promise<boolean | undefined> {
  const sent = async (id: string): Promise<ApiResponse | undefined> => {
    const operation = context.contract.table.operations.find((each) => each.id === id);
    const response = operation && (await exchangedFor(context, recorder, session, operation, parts));
    if (response) recorder.examine(response, 'cleanup');
    return response;
  };
  const read = await sent('retrieveCustomer');
  if (!read || valueAt(bodyOf(read), '/status') !== 'SUSPENDED') return undefined;
  const response = await sent('unsuspendCustomer');
  return response !== undefined && response.status < 300;
}

/** What nothing but the answer to its creation has shown, and is not there, is there under another id. */
function noteAbsent({ belongings: { standings, strayed } }: Recorder, id: string): void {
  const standing = standings.get(id);
  if (typeof standing === 'object' && standing.made) strayed.push(standing.made);
}

function hindranceOf(error: unknown): RemainingResource {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { reason, isHindered: error instanceof NotTestable && error.fault !== undefined };
}
