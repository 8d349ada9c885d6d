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

/** The tools of a sweep. */
export interface Broom {
  context: ClientContext;
  recorder: Recorder;
  session: Session;
}

/** A resource that may be ours; `place`: where it was found, a ledger file or {@link listPlace}. */
interface Possible extends Created {
  place: string;
  /** The run that created it, if known. */
  run: string | undefined;
}

/** A resource of ours that an earlier run left. */
export interface Left extends Possible {
  /** Its time of creation, as the target states it. */
  createdAt: string | undefined;
}

/** A resource that is not removed, and why. */
export interface Untouched {
  id: string;
  reason: string;
  /** The run that created it, if known. */
  run?: string | undefined;
}

/** What earlier runs left at a target. */
export interface LeftBehind extends Shelf {
  found: Left[];
  /** Resources that are not removed: their run is or may still be running, they lack our mark or could not be read. */
  untouched: Untouched[];
}

/** The scope and the time of a sweep. */
export interface Sweeping {
  /** Reads the ledgers as they are now. */
  shelf: () => Promise<Shelf>;
  /** The only run to sweep, whatever its age; undefined to sweep all runs. */
  only?: string | undefined;
  /** Milliseconds since 1970. */
  now: number;
  signal?: AbortSignal | undefined;
}

/** The `place` of resources that no ledger names. */
export const listPlace = 'the list of customers';
const pageSize = 50;
const mostPages = 10_000;

/**
 * What earlier runs left, the newest first. Every resource is read first and counts as ours only by its mark; {@link spared} decides
 * which of ours are not removed. Throws a `NotTestable` when the list of customers gets no usable response.
 */
export async function leftBehind(broom: Broom, sweeping: Sweeping): Promise<LeftBehind> {
  const { only, signal } = sweeping;
  const isOther = (run: string | undefined): boolean =>
    only !== undefined && run !== undefined && run !== only;
  const untouched: Untouched[] = [];
  const listed = await listedResources(broom, knownOf(broom, await sweeping.shelf()), untouched);
  const shelf = await sweeping.shelf(); // after the list, so that every run in the list has a ledger by now
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

/** Decides whether a resource is to be removed or not touched; undefined if it no longer exists or is not ours. */
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
    return { id, reason: `${reason} when it is read, but does in the list`, run: possible.run };
  }
  if ((only ?? run) !== run) return undefined;
  const reason = spared({ id, run, age: shown.age }, shelf.ledgers, only);
  return reason === undefined ? { ...possible, run, createdAt: shown.createdAt } : { id, reason, run };
}

/** Removes what earlier runs left. Returns what still exists, with the reason. */
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

/** What identifies our resources: the current email domain, and the signs in ledgers. */
function knownOf({ context: { emailDomain } }: Broom, { ledgers }: Shelf): MarkContext {
  const signs = ledgers.flatMap((each) => each.signs.map((sign) => [sign, each.run.run] as const));
  return { emailDomain, signs: new Map(signs) };
}

/** All customers in the list that may be ours: they carry our mark, or show no email address of others. */
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
      untouched.push({ id: listPlace, reason: `returned ${String(response.status)}` });
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
          reason: `carries our mark, but its id is not a string: ${shown(id)}`,
          run,
        });
    }
    if (content.length === 0 || memberOf(body, 'hasNext') !== true) break;
    if (seen.size > before && page + 1 < mostPages) continue;
    const reason = `has no new customers after page ${String(page)}, or too many pages; the rest was not read`;
    untouched.push({ id: listPlace, reason });
    break;
  }
  return listed;
}

/** A resource as the target returns it. */
interface Seen {
  body: Json;
  createdAt: string | undefined;
  age: number | undefined;
}

/** Reads a resource; undefined when it no longer exists, an `Error` when it cannot be read. */
async function seen(broom: Broom, { removal, id }: Created, now: number): Promise<Seen | Error | undefined> {
  const reading = readingOfRemovable(broom.context.contract, { removal, id });
  if (!reading) return new Error(`the description has no way to read what ${removal.operation} removes`);
  try {
    const response = await send(broom, reading.reader.id, { path: reading.path });
    if (response.status === 404) return undefined;
    const body = response.status < 300 ? bodyOf(response) : undefined;
    if (body === undefined) return new Error(`GET returned ${String(response.status)}`);
    if (memberOf(body, 'id') !== id) return new Error('a read of it shows another resource');
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

/** `api.send` for operations whose ids come from the description only. */
interface DynamicDoor {
  send: (operation: string, parts: RequestParts) => Promise<ApiResponse>;
}
