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

/** What an answer teaches of whose the things in it are. Returns whether it shows that what its request has made is ours. */
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
 * Finds out whether what a create was answered with, and what does not show that it is ours, is so by one read of it. Returns whether
 * it is not: then what the request has really made has to be looked for.
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

/** Notes that what a request has made is ours, as far as is known by now: in the ledger first, where it can be removed. */
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

/** Takes what another test, or another process of the run, has seen to be ours for ours; `others`: what it has seen not to be. */
export function own(
  { belongings, known }: Recorder,
  ids: readonly string[],
  others: readonly string[] = [],
): void {
  known.push(...ids);
  for (const id of others) belongings.standings.set(id, 'others');
  for (const id of ids) belongings.standings.set(id, 'ours');
}

/** Takes resources that an answer shows as ours for those of others: a check of the answer says so. */
export function disownAll(response: ApiResponse, ids: readonly string[]): void {
  if (ids.length === 0) return;
  const recorder = recorderOf(response);
  own(recorder, [], ids);
  const recorded = recorder.responses.find((each) => each.response === response);
  const { pointer: source } = recorder.contract.operation(response.operation);
  const message = `responded with resources that are not ours: what it shows as those of a customer who is new, it shows for another customer too, or not when asked again`;
  recorded?.violations.push({ pointer: '', rule: 'ownership', level: 'MUST', message, source });
}

/** Takes what an earlier process has created for claimed: it is read before anything is done to it. */
export function claimEarlier(context: ClientContext, recorder: Recorder, all: readonly Created[]): void {
  for (const created of all) {
    const reading = readingOfRemovable(context.contract, created);
    recorder.created.push(created);
    recorder.known.push(created.id);
    recorder.belongings.standings.set(created.id, { reading });
  }
}

/** Notes what has come into being: in the ledger first. */
export function noteCreated(recorder: Recorder, ledger: ClientContext['ledger'], created: Created): void {
  ledger?.created(created);
  recorder.created.push(created);
  recorder.known.push(created.id);
}

/**
 * Takes back that something is ours, of which a read shows that it is not: nothing is sent to it, and nothing of it shown. Where the
 * read shows something else than was asked for, nobody can tell, and it is left where it is.
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
    const reason = 'a read of it shows something else, so that nothing was sent to it';
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

/** Takes out of a list, in place, what is meant. */
export function withdraw<Item>(items: Item[], isMeant: (item: Item) => boolean): void {
  for (let at = items.findIndex(isMeant); at >= 0; at = items.findIndex(isMeant)) items.splice(at, 1);
}

/** That a create was answered with something that was not made by it. */
export function notOurs(request: ReadyRequest): Violation {
  const { pointer: source } = request.operation;
  const message =
    'responded with a resource that is not ours: neither the answer nor a read of it shows anything of what was sent';
  return { pointer: '', rule: 'ownership', level: 'MUST', message, source };
}
