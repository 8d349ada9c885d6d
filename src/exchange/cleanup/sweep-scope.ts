import type { Shelf } from './ledger.ts';
import { runnerText } from '../../files/running.ts';

/** A resource with our mark. */
export interface Marked {
  id: string;
  /** The run whose mark it carries. */
  run: string;
  /** Milliseconds since its creation; undefined if unknown. */
  age: number | undefined;
}

/** Maximum duration of a run in milliseconds: an older resource with our mark cannot belong to a run that is still running elsewhere. */
export const longestRun = 3_600_000;

/**
 * Why a sweep does not remove a resource of ours; undefined if it may be removed. It may if a ledger of an ended run names it or has
 * unsettled requests, and if it is too old for any running run. `only`: a run that the user knows to have ended; its resources may
 * always be removed.
 */
export function spared(
  { id, run, age }: Marked,
  ledgers: Shelf['ledgers'],
  only?: string,
): string | undefined {
  if (run === only) return undefined;
  const own = ledgers.filter((each) => each.run.run === run);
  const naming = own.filter(({ remaining }) => remaining.some((each) => each.id === id));
  if (naming.length > 0 && naming.every(({ standing }) => standing === 'ended')) return undefined;
  const [going, doubtful] = (['running', 'uncertain'] as const).map((standing) =>
    own.find((each) => each.standing === standing),
  );
  if (going) return `of run ${run}, which is still running: ${runnerText(going.run.process)}`;
  if (doubtful)
    return `of run ${run}, which may still be running: it is unknown whether ${runnerText(doubtful.run.process)} has ended`;
  if (own.some(({ hasLost }) => hasLost)) return undefined;
  if (age === undefined) return `of run ${run}, which may still be running elsewhere: its age is unknown`;
  const minutes = Math.floor(Math.max(0, age) / 60_000);
  return age > longestRun
    ? undefined
    : `of run ${run}, which may still be running elsewhere: it is ${String(minutes)} min old`;
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;
/** Maximum difference of clocks in milliseconds. */
const clocksApart = 60_000;

/**
 * Milliseconds since a time of creation, by the clock of this machine or of the target (its `Date` header), whichever gives the lower
 * age: one of them may be wrong. Undefined for a time in another format, or in the future.
 */
export function ageOf(createdAt: unknown, now: number, date: string | undefined): number | undefined {
  if (typeof createdAt !== 'string' || !rfc3339.test(createdAt)) return undefined;
  const there = Date.parse(date ?? '');
  const age = Math.min(now, Number.isNaN(there) ? now : there) - Date.parse(createdAt);
  return age >= -clocksApart ? age : undefined; // also undefined for NaN
}
