import { membersOf, memberOf, type Json } from '../contract/pointers.ts';
import type { RequestParts } from '../contract/requests.ts';
import { bodyOf, type Answer } from './answer.ts';
import { createApi } from './api.ts';
import { remove } from './cleanup.ts';
import type { Line } from './exchange.ts';
import { isRunning, type WrittenLedger } from './ledger.ts';
import { NotTestable } from './not-testable.ts';
import type { Created, Recorder } from './recorder.ts';
import type { Session } from './session.ts';

/** What a sweep is done with. */
export interface Broom {
  line: Line;
  recorder: Recorder;
  session: Session;
}

/** A resource of ours that an earlier run left, and what says so: its ledger, or the list of customers. */
export interface Left extends Created {
  place: string;
  /** When the target says it was created. */
  createdAt: string | undefined;
}

/** A resource that is not removed, and why. */
export interface Untouched {
  id: string;
  reason: string;
}

/** What earlier runs left at a target. */
export interface LeftBehind {
  found: Left[];
  /** What ledgers name and must not be touched, or could not be read. */
  untouched: Untouched[];
  /** Ledgers of runs that go on: what these created is left alone. */
  running: WrittenLedger[];
  /** Ledgers of runs that have ended. */
  ended: WrittenLedger[];
}

/** Milliseconds after which what carries our mark cannot be of a run that goes on elsewhere. */
export const longestRun = 3_600_000;

const pageSize = 50;
const mostPages = 10_000;
const markedEmail = /^[^\s@]+@([a-z0-9-]+)\.kor-conformance\.example$/i;

/**
 * What earlier runs left, the newest first. Everything is read before it counts as ours: by the mark in its email address, and by a
 * ledger of an ended run or an age of more than an hour. Throws a `NotTestable` when the target cannot be asked at all.
 */
export async function leftBehind(
  broom: Broom,
  ledgers: readonly WrittenLedger[],
  now = Date.now(),
): Promise<LeftBehind> {
  const running = ledgers.filter(({ run }) => isRunning(run.process));
  const ended = ledgers.filter((each) => !running.includes(each));
  const isOurs = ownership(running, ended, now);
  const untouched: Untouched[] = [];
  const listed = await listedIds(broom, untouched);
  const noted = ended.flatMap(({ file, remaining }) => remaining.map((each) => ({ ...each, place: file })));
  const isNoted = new Set(noted.map(({ id }) => id));
  const others = listed.filter(({ id }) => !isNoted.has(id));
  const found: Left[] = [];
  for (const { removal, id, place } of [...noted, ...others]) {
    const isOfLedger = isNoted.has(id);
    const body = await read(broom, { removal, id });
    if (body === undefined) continue;
    if (body instanceof Error) untouched.push({ id, reason: body.message });
    else if (isOfLedger ? marksOf(body).length > 0 : isOurs(body))
      found.push({ removal, id, place, createdAt: timeOf(body) });
    else if (isOfLedger) untouched.push({ id, reason: 'its email address does not carry our mark' });
  }
  return { found: found.reverse(), untouched, running, ended };
}

/** Removes what was left. Returns what is still there, with the reason. */
export async function swept(
  { line, recorder, session }: Broom,
  found: readonly Left[],
): Promise<Untouched[]> {
  const kept: Untouched[] = [];
  for (const left of found) {
    const reason = await remove(line, recorder, session, left);
    if (reason !== undefined) kept.push({ id: left.id, reason });
  }
  return kept;
}

/** Tells what an earlier run left from what others made, and from what a run of this machine still needs. */
function ownership(
  running: readonly WrittenLedger[],
  ended: readonly WrittenLedger[],
  now: number,
): (body: Json) => boolean {
  const runs = (ledgers: readonly WrittenLedger[]): string[] => ledgers.map(({ run }) => run.run);
  return (body) => {
    const marks = marksOf(body);
    if (marks.length === 0 || marks.some((mark) => runs(running).includes(mark))) return false;
    const age = now - Date.parse(timeOf(body) ?? '');
    return age > longestRun || marks.every((mark) => runs(ended).includes(mark));
  };
}

/** The run ids in the email addresses of a resource. */
function marksOf(value: Json | undefined): string[] {
  if (typeof value !== 'string') return membersOf(value).flatMap(([, member]) => marksOf(member));
  const mark = markedEmail.exec(value)?.[1];
  return mark === undefined ? [] : [mark.toLowerCase()];
}

function timeOf(body: Json): string | undefined {
  const time = memberOf(body, 'createdAt');
  return typeof time === 'string' ? time : undefined;
}

/** Every customer of the list that may be ours: that carries the mark, or shows no email address. */
async function listedIds(broom: Broom, untouched: Untouched[]): Promise<(Created & { place: string })[]> {
  const { table } = broom.line.contract;
  const removal = table.operations.find(({ id }) => id === 'createCustomer')?.removal;
  if (!removal || !table.operations.some(({ id }) => id === 'listCustomers')) return [];
  const ids = new Set<string>();
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await send(broom, 'listCustomers', { query: { page, size: pageSize } });
    const body = bodyOf(answer);
    const content = memberOf(body, 'content');
    if (answer.status >= 300 || !Array.isArray(content)) {
      untouched.push({ id: 'the list of customers', reason: `was answered ${String(answer.status)}` });
      break;
    }
    for (const entry of content) {
      const id = memberOf(entry, 'id');
      const isPossible = marksOf(entry).length > 0 || !JSON.stringify(entry).includes('@');
      if (typeof id === 'string' && isPossible) ids.add(id);
    }
    if (content.length === 0 || memberOf(body, 'hasNext') !== true) break;
  }
  return [...ids].map((id) => ({ removal, id, place: 'the list of customers' }));
}

/** A resource as the target shows it; undefined when it is gone, an error when it cannot be read. */
async function read(broom: Broom, { removal, id }: Created): Promise<Json | Error | undefined> {
  const { operations } = broom.line.contract.table;
  const remover = operations.find((each) => each.id === removal.operation);
  const reader = operations.find(({ method, path }) => method === 'GET' && path === remover?.path);
  if (!reader) return new Error(`the description has no way to read what ${removal.operation} removes`);
  try {
    const answer = await send(broom, reader.id, { path: { [removal.parameter]: id } });
    if (answer.status === 404) return undefined;
    const body = answer.status < 300 ? bodyOf(answer) : undefined;
    return body ?? new Error(`GET answered ${String(answer.status)}`);
  } catch (error) {
    if (error instanceof NotTestable) return new Error(error.reason.split('\n')[0]);
    throw error;
  }
}

function send({ line, recorder, session }: Broom, operation: string, parts: RequestParts): Promise<Answer> {
  const { send: sent } = createApi(line, recorder, session) as unknown as DynamicDoor;
  return sent(operation, parts);
}

/** The door for operations that only the description knows by name. */
interface DynamicDoor {
  send: (operation: string, parts: RequestParts) => Promise<Answer>;
}
