import type { OperationId } from '../../contract/operations.ts';
import { memberOf, type Json } from '../../contract/schema/pointers.ts';
import type { Violation } from '../../contract/validation/violation.ts';
import { bodyOf, type ApiResponse } from '../response.ts';
import type { ClientContext } from '../client-context.ts';
import {
  isClaimed,
  learn,
  madeId,
  proofIn,
  readingOf,
  readingOfRemovable,
  type Disowned,
  type ObservedResponse,
} from './ownership-record.ts';
import { statusOfRead, type Send } from './ownership-check.ts';
import type { ReadyRequest } from '../transport/prepared-request.ts';
import { recorderOf, type Recorder } from '../recorder.ts';
import type { Created } from './ledger-entries.ts';

/** Updates the ownership record from a response. Returns the id in the response to a create if that does not show that it is ours. */
export function learnOwnership(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
  { status, body }: { status: number; body: Json | undefined },
): { id: string; isKnown: boolean } | undefined {
  const { belongings } = recorder;
  const lesson = lessonOf(context, request, body);
  const made = status < 300 ? madeId(request.operation, body) : undefined;
  const before = made === undefined ? undefined : belongings.standings.get(made);
  const disowned = learn(belongings, lesson, status < 300);
  if (disowned) disown(context, recorder, disowned, body);
  if (made === undefined) return undefined;
  if (before === 'disowned') return { id: made, isKnown: true };
  const proof = body === undefined ? undefined : proofIn(belongings, lesson, body);
  if (proof !== undefined) {
    claim(context, recorder, request, { id: made, ...(proof !== 'mark' && proof) });
    return undefined;
  }
  belongings.standings.delete(made);
  return { id: made, isKnown: false };
}

function lessonOf(
  { contract, emailDomain, memory }: ClientContext,
  request: ReadyRequest,
  body: Json | undefined,
): ObservedResponse {
  return { contract, known: { emailDomain, signs: memory.signs }, request, body };
}

/**
 * Finds out, with one read, whether the resource in the response to a create is ours although the response does not show it. Returns
 * true if it is not; then what the request really created has to be looked up.
 */
export async function isThirdParty(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
  { id, isKnown, send }: { id: string; isKnown: boolean; send: Send },
): Promise<boolean> {
  const { standings, strayed } = recorder.belongings;
  const reading = readingOf(context.contract, request, id);
  const { authorization } = request.wire.headers;
  if (reading && !isKnown) await statusOfRead(context, reading, { authorization, send });
  if (isClaimed(standings.get(id))) {
    claim(context, recorder, request, { id });
    return false;
  }
  standings.set(id, 'disowned');
  strayed.push(request);
  return true;
}

/** Notes that the resource that a request created is claimed as ours: in the ledger first, if it can be removed. */
function claim(
  context: ClientContext,
  recorder: Recorder,
  request: ReadyRequest,
  { id, holder }: { id: string; holder?: string },
): void {
  const { removal } = request.operation;
  const { standings } = recorder.belongings;
  const known = standings.get(id);
  const reading = readingOf(context.contract, request, id);
  const claimed = { reading, holder, ...(typeof known === 'object' && known), made: request };
  if (known !== 'ours') standings.set(id, claimed);
  if (removal) noteCreated(recorder, context.ledger, { removal, id });
  else recorder.known.push(id);
}

/** Adopts what another test or process of the run found out: `ids` are ours, `others` are not. */
export function own(
  { belongings, known }: Recorder,
  ids: readonly string[],
  others: readonly string[] = [],
): void {
  known.push(...ids);
  for (const id of others) belongings.standings.set(id, 'others');
  for (const id of ids) belongings.standings.set(id, 'ours');
}

/** Notes that resources that a response shows as ours belong to others, and adds a violation to the response. */
export function disownAll(response: ApiResponse, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const recorder = recorderOf(response);
  own(recorder, [], ids);
  const recorded = recorder.responses.find((each) => each.response === response);
  const { pointer: source } = recorder.contract.operation(response.operation);
  const message = `responded with resources that are not ours: it shows them as those of a new customer, but also for another customer, or not when read again`;
  recorded?.violations.push({ pointer: '', rule: 'ownership', level: 'MUST', message, source });
}

/** Notes what an earlier process created as claimed, so that it is read before it is changed or removed. */
export function claimEarlier(context: ClientContext, recorder: Recorder, all: readonly Created[]): void {
  for (const created of all) {
    const reading = readingOfRemovable(context.contract, created);
    recorder.created.push(created);
    recorder.known.push(created.id);
    recorder.belongings.standings.set(created.id, { reading });
  }
}

/** Notes a created resource: in the ledger first. */
export function noteCreated(recorder: Recorder, ledger: ClientContext['ledger'], created: Created): void {
  ledger?.created(created);
  recorder.created.push(created);
  recorder.known.push(created.id);
}

/**
 * Withdraws the claim to a resource after a read showed that it is not ours: nothing is sent to it, and none of its data is shown. If
 * the read returned a resource with another id, the owner is unknown, and the resource is recorded as left over.
 */
function disown(
  context: ClientContext,
  recorder: Recorder,
  { id, claim: { made } }: Disowned,
  shown: Json | undefined,
): void {
  const { responses, belongings, created, known } = recorder;
  withdraw(known, (each) => each === id);
  withdraw(created, (each) => each.id === id);
  if (!made) return;
  const { removal } = made.operation;
  if (removal && memberOf(shown, 'id') !== id) {
    const reason = 'a read of it shows another resource, so that nothing was sent to it';
    context.ledger?.kept({ removal, id }, reason);
    recorder.leftOver(made.operation.id as OperationId, id, reason);
    return;
  }
  if (removal) {
    made.sent = context.ledger?.sending(made.operation.id, []);
    context.ledger?.removed({ removal, id });
    belongings.strayed.push(made);
  }
  const answered = responses.find(
    ({ response }) => madeId(context.contract.operation(response.operation), bodyOf(response)) === id,
  );
  if (!answered) return;
  answered.response.foreign = true;
  answered.violations.push(notOurs(made));
}

/** Removes the matching items from a list, in place. */
export function withdraw<Item>(items: Item[], isMeant: (item: Item) => boolean): void {
  for (let at = items.findIndex(isMeant); at >= 0; at = items.findIndex(isMeant)) items.splice(at, 1);
}

/** The violation of a create that responded with a resource that it did not create. */
export function notOurs(request: ReadyRequest): Violation {
  const { pointer: source } = request.operation;
  const message =
    'responded with a resource that is not ours: neither the response nor a read of it shows anything of what was sent';
  return { pointer: '', rule: 'ownership', level: 'MUST', message, source };
}
