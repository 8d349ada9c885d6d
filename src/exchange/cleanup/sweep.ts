import { markOf, showsOthers, type MarkContext } from '../../contract/privacy/ownership-mark.ts';
import { memberOf, textOf, type Json } from '../../contract/schema/pointers.ts';
import type { RequestParts } from '../../contract/validation/requests.ts';
import { headerOf } from '../../contract/validation/violation.ts';
import { shown } from '../../contract/words.ts';
import { bodyOf, type ApiResponse } from '../response.ts';
import { createApi } from '../api.ts';
import { readingOfRemovable } from './ownership-record.ts';
import { remove } from './cleanup.ts';
import type { ClientContext } from '../client-context.ts';
import type { Shelf } from './ledger.ts';
import { NotTestable } from '../not-testable.ts';
import type { Recorder } from '../recorder.ts';
import type { Created } from './ledger-entries.ts';
import type { Session } from '../session.ts';
import { ageOf, spared } from './sweep-scope.ts';

/** What a sweep is done with. */
export interface Broom {
  context: ClientContext;
  recorder: Recorder;
  session: Session;
}

/** A resource that may be ours, and what says so: a ledger, or the list of customers. */
interface Possible extends Created {
  place: string;
  /** The run that it is of, as far as that is known. */
  run: string | undefined;
}

/** A resource of ours that an earlier run left. */
export interface Left extends Possible {
  /** When the target says it was created. */
  createdAt: string | undefined;
}

/** A resource that is not removed, and why. */
export interface Untouched {
  id: string;
  reason: string;
  /** The run that it is of, as far as that is known. */
  run?: string | undefined;
}

/** What earlier runs left at a target. */
export interface LeftBehind extends Shelf {
  found: Left[];
  /** What is of a run that goes on, or may, must not be touched, or could not be read. */
  untouched: Untouched[];
}

/** What is swept, and when. */
export interface Sweeping {
  /** What ledgers say at the moment. */
  shelf: () => Promise<Shelf>;
  /** The one run that is judged, whatever its age; all of them where nothing is said. */
  only?: string | undefined;
  /** Milliseconds since 1970. */
  now: number;
  signal?: AbortSignal | undefined;
}

/** The place of what no ledger names. */
export const listPlace = 'the list of customers';
const pageSize = 50;
const mostPages = 10_000;

/**
 * What earlier runs left, the newest first. Everything is read before it counts as ours, by its mark; {@link spared} says what of it is
 * left alone. Throws a `NotTestable` when the target cannot be asked at all.
 */
export async function leftBehind(broom: Broom, sweeping: Sweeping): Promise<LeftBehind> {
  const { only, signal } = sweeping;
  const isOther = (run: string | undefined): boolean =>
    only !== undefined && run !== undefined && run !== only;
  const untouched: Untouched[] = [];
  const listed = await listedResources(broom, knownOf(broom, await sweeping.shelf()), untouched);
  const shelf = await sweeping.shelf(); // after the list: the ledger of whatever run it shows has begun by then
  const known = knownOf(broom, shelf);
  for (const [sign, run] of known.signs ?? []) broom.context.memory.signs.set(sign, run);
  const noted = shelf.ledgers
    .filter(({ run, standing }) => standing !== 'running' && !isOther(run.run))
    .flatMap(({ file, run, remaining }) =>
      remaining.map(({ removal, id }) => ({ removal, id, place: file, run: run.run })),
    );
  const isNoted = new Set(noted.map(({ id }) => id));
  const possible = new Map(
    [...noted, ...listed.filter(({ id }) => !isNoted.has(id))].map((each) => [each.id, each]),
  );
  const found: Left[] = [];
  for (const each of possible.values()) {
    if (signal?.aborted || isOther(each.run)) continue;
    const fate = judged(each, await seen(broom, each, sweeping.now), { known, shelf, only });
    if (fate && 'removal' in fate) found.push(fate);
    else if (fate) untouched.push(fate);
  }
  return { ...shelf, found: found.reverse(), untouched };
}

/** What becomes of a resource that may be ours; nothing where it is gone, or not ours. */
function judged(
  possible: Possible,
  shown: Seen | Error | undefined,
  { known, shelf, only }: { known: MarkContext; shelf: Shelf; only: string | undefined },
): Left | Untouched | undefined {
  const { id, place } = possible;
  if (!shown) return undefined;
  if (shown instanceof Error) return { id, reason: shown.message, run: possible.run };
  const run = markOf(shown.body, known);
  if (run === undefined) {
    const reason = 'it does not carry our mark';
    if (place !== listPlace) return { id, reason, run: possible.run };
    if (possible.run === undefined) return undefined;
    return { id, reason: `${reason} where it is read, and does in the list`, run: possible.run };
  }
  if ((only ?? run) !== run) return undefined;
  const reason = spared({ id, run, age: shown.age }, shelf.ledgers, only);
  return reason === undefined ? { ...possible, run, createdAt: shown.createdAt } : { id, reason, run };
}

/** Removes what was left. Returns what is still there, with the reason. */
export async function swept(
  { context, recorder, session }: Broom,
  found: readonly Left[],
  signal?: AbortSignal,
): Promise<Untouched[]> {
  const kept: Untouched[] = [];
  for (const left of found) {
    const refused = signal?.aborted
      ? { reason: 'the sweep was interrupted' }
      : await remove(context, recorder, session, left);
    if (refused) kept.push({ id: left.id, reason: refused.reason, run: left.run });
  }
  return kept;
}

/** What tells what is ours: the domain of now, and whatever was sent according to ledgers. */
function knownOf({ context: { emailDomain } }: Broom, { ledgers }: Shelf): MarkContext {
  const signs = ledgers.flatMap((each) => each.signs.map((sign) => [sign, each.run.run] as const));
  return { emailDomain, signs: new Map(signs) };
}

/** Every customer of the list that may be ours: that carries the mark, or shows no email address of somebody else. */
async function listedResources(
  broom: Broom,
  known: MarkContext,
  untouched: Untouched[],
): Promise<Possible[]> {
  const { table } = broom.context.contract;
  const removal = table.operations.find(({ id }) => id === 'createCustomer')?.removal;
  if (!removal || !table.operations.some(({ id }) => id === 'listCustomers')) return [];
  const listed: Possible[] = [];
  const seen = new Set<unknown>();
  for (let page = 0; ; page += 1) {
    const response = await send(broom, 'listCustomers', { query: { page, size: pageSize } });
    const body = bodyOf(response);
    const content = memberOf(body, 'content');
    if (response.status >= 300 || !Array.isArray(content)) {
      untouched.push({ id: listPlace, reason: `was answered ${String(response.status)}` });
      break;
    }
    const before = seen.size;
    for (const entry of content) {
      const id = memberOf(entry, 'id');
      seen.add(id);
      const run = markOf(entry, known);
      const isPossible = run !== undefined || !showsOthers(entry, known);
      if (typeof id === 'string' && isPossible) listed.push({ removal, id, place: listPlace, run });
      else if (run !== undefined)
        untouched.push({
          id: `an entry of ${listPlace}`,
          reason: `carries our mark, and its id is no text: ${shown(id)}`,
          run,
        });
    }
    if (content.length === 0 || memberOf(body, 'hasNext') !== true) break;
    if (seen.size > before && page + 1 < mostPages) continue;
    const reason = `goes on after page ${String(page)} with nobody new, or for too long, and was not read on`;
    untouched.push({ id: listPlace, reason });
    break;
  }
  return listed;
}

/** A resource as the target shows it. */
interface Seen {
  body: Json;
  createdAt: string | undefined;
  age: number | undefined;
}

/** A resource as the target shows it; undefined when it is gone, an error when it cannot be read. */
async function seen(broom: Broom, { removal, id }: Created, now: number): Promise<Seen | Error | undefined> {
  const reading = readingOfRemovable(broom.context.contract, { removal, id });
  if (!reading) return new Error(`the description has no way to read what ${removal.operation} removes`);
  try {
    const response = await send(broom, reading.reader.id, { path: reading.path });
    if (response.status === 404) return undefined;
    const body = response.status < 300 ? bodyOf(response) : undefined;
    if (body === undefined) return new Error(`GET answered ${String(response.status)}`);
    if (memberOf(body, 'id') !== id) return new Error('a read of it shows something else');
    const createdAt = textOf(memberOf(body, 'createdAt')) || undefined;
    return { body, createdAt, age: ageOf(createdAt, now, headerOf(response, 'date')) };
  } catch (error) {
    if (error instanceof NotTestable) return new Error(error.reason.split('\n')[0]);
    throw error;
  }
}

function send(
  { context, recorder, session }: Broom,
  operation: string,
  parts: RequestParts,
): Promise<ApiResponse> {
  const { send: sent } = createApi(context, recorder, session) as unknown as DynamicDoor;
  return sent(operation, parts);
}

/** The door for operations that only the description knows by name. */
interface DynamicDoor {
  send: (operation: string, parts: RequestParts) => Promise<ApiResponse>;
}
