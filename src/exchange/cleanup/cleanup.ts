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

/** Why a resource still exists; `isHindered`: whether the environment is the cause, so that a later removal may succeed. */
export interface RemainingResource {
  reason: string;
  isHindered: boolean;
}

/** After this number of consecutive removals that the environment hindered, no other is tried: each may take a full timeout. */
const mostHindered = 3;

/**
 * Removes what a test created, the newest first, including customers of creates whose response showed another one. A removal that the
 * environment hinders is postponed to the end of the run. With `last`, or when the API refuses the removal, the resource is recorded as
 * left over, which fails no test.
 */
export async function removeCreated(
  context: ClientContext,
  recorder: Recorder,
  session: Session,
  last?: 'last',
): Promise<void> {
  const quiet = { ...recorder, found: () => undefined }; // problems here are no findings about what the test verified
  const isPutOff = last === undefined && hasFarewell(context);
  await removeAll(context, recorder, { quiet, session, isPutOff });
  await findStrayed(context, quiet, session); // the last removals may have shown that a resource belongs to others
  await removeAll(context, recorder, { quiet, session, isPutOff });
}

/** Looks up and notes what creates have created whose response showed another customer. Without an access token, that is left to a sweep. */
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
  let hindrances: RemainingResource[] = []; // consecutive ones
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

/** Whether the end of the run removes what remains in its ledger; a rejudgement does what the recorded run did. */
function hasFarewell({ ledger, target, transport }: ClientContext): boolean {
  return ledger !== undefined || (transport.recorded !== undefined && target.kind !== 'embedded');
}

/** Faults after which a removal is immediately tried once more: it may have been carried out, or succeed now. */
const passing: readonly (EnvironmentFault | undefined)[] = ['unavailable', 'reset'];

/**
 * Removes one resource. Returns undefined when it no longer exists, otherwise why it still does. When the target is temporarily
 * unavailable or the connection is lost, the removal is sent once more, which is safe because DELETE is idempotent (RFC 9110,
 * section 9.2.2).
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
  recorder.examine(response, 'cleanup'); // a wrong removal is a finding for the tests of removal, not for every test
  const { status } = response;
  if (status === 404) noteAbsent(recorder, id);
  if (status < 300 || status === 404 || status === 410) return undefined;
  const reason = `${operation.method} returned ${String(status)}`;
  const kept = { reason, isHindered: false };
  if (status >= 500 || removal.operation !== 'removeCustomer' || isSecond) return kept;
  const unsuspended = await unsuspension(context, recorder, session, parts);
  if (unsuspended === undefined) return kept;
  return unsuspended
    ? refusal(context, recorder, session, { removal, id }, true)
    : { reason: permanent, isHindered: false };
}

/** Unsuspends a suspended customer, who may have to be active to be removed. Returns whether that worked; undefined if not suspended. */
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

/** After a 404: if only the response to the create showed this id, the customer may exist under another id, which is looked up later. */
function noteAbsent({ belongings: { standings, strayed } }: Recorder, id: string): void {
  const standing = standings.get(id);
  if (typeof standing === 'object' && standing.made) strayed.push(standing.made);
}

function hindranceOf(error: unknown): RemainingResource {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { reason, isHindered: error instanceof NotTestable && error.fault !== undefined };
}
