import type { Shelf } from './ledger.ts';
import { runnerText } from '../../files/running.ts';

/** A resource of ours. */
export interface Marked {
  id: string;
  /** The run whose mark it carries. */
  run: string;
  /** Milliseconds since its creation; undefined where nothing tells. */
  age: number | undefined;
}

/** Milliseconds after which what carries our mark cannot be of a run that goes on elsewhere. */
export const longestRun = 3_600_000;

/**
 * Why a sweep leaves a resource of ours alone; undefined where it may be removed. It may where a ledger of a run that has ended names it,
 * or says that something of the run was lost, and where it is too old for any run. `only`: the run that is judged alone, since somebody
 * knows that it has ended.
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
  if (going) return `of run ${run}, which goes on: ${runnerText(going.run.process)}`;
  if (doubtful)
    return `of run ${run}, which may go on: nothing here tells what became of ${runnerText(doubtful.run.process)}`;
  if (own.some(({ hasLost }) => hasLost)) return undefined;
  if (age === undefined) return `of run ${run}, which may go on elsewhere: nothing tells how old it is`;
  const minutes = Math.floor(Math.max(0, age) / 60_000);
  return age > longestRun
    ? undefined
    : `of run ${run}, which may go on elsewhere: it is ${String(minutes)} min old`;
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;
/** Milliseconds by which clocks may differ. */
const clocksApart = 60_000;

/**
 * Milliseconds since a time of creation by the clock of this machine, or by that of the target (its `Date` header) where less have gone
 * by there: one of them may be wrong. Undefined for a time of another form, or in the future.
 */
export function ageOf(createdAt: unknown, now: number, date: string | undefined): number | undefined {
  if (typeof createdAt !== 'string' || !rfc3339.test(createdAt)) return undefined;
  const there = Date.parse(date ?? '');
  const age = Math.min(now, Number.isNaN(there) ? now : there) - Date.parse(createdAt);
  return age >= -clocksApart ? age : undefined; // so is what is no number
}
