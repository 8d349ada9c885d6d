import type { Exchange } from '../../contract/evidence.ts';
import { momentOf } from '../../contract/schema/date-times.ts';
import { count } from '../../verdict/page/words.ts';
import type { Conformance } from '../../verdict/reports/report-types.ts';
import type { StepOutcome } from './verification.ts';

/** Milliseconds by which a clock may be corrected during a run. */
const tolerance = 10_000;
/** Milliseconds by which two machines may disagree. */
const clocksApart = 5 * 60_000;

/** Whether all exchanges lie within their run, and whether the `Date` headers of the responses agree with the clock of the run. */
export function timesCheck(
  { startedAt, finishedAt }: Pick<Conformance, 'startedAt' | 'finishedAt'>,
  exchanges: readonly Exchange[],
): StepOutcome {
  const [from, to] = [startedAt, finishedAt].map((each) => momentOf(each) ?? NaN) as [number, number];
  const isWithin = (each: Exchange): boolean => {
    const moment = momentOf(each.startedAt) ?? NaN;
    return moment >= from - tolerance && moment + each.milliseconds <= to + tolerance;
  };
  const outside = exchanges.find((each) => !isWithin(each));
  if (outside)
    return {
      problem: `an exchange is of ${JSON.stringify(outside.startedAt)}, and the run went from ${startedAt} to ${finishedAt}`,
    };
  const apart = exchanges.flatMap(delayOf).toSorted((a, b) => a - b);
  const usual = apart[Math.floor(apart.length / 2)];
  if (usual === undefined || Math.abs(usual) <= clocksApart)
    return {
      found: `from ${startedAt} to ${finishedAt}${usual === undefined ? '' : ', as the responses are dated'}`,
    };
  return {
    note: `the responses are dated ${inWords(Math.abs(usual))} ${usual > 0 ? 'after' : 'before'} the times of the run: the clock of the target was wrong, or that of the issuer`,
  };
}

function inWords(milliseconds: number): string {
  const hours = Math.round(milliseconds / 3_600_000);
  return hours < 2 ? count(Math.round(milliseconds / 60_000), 'minute') : count(hours, 'hour');
}

/** Milliseconds from the arrival of a response, by the clock of the run, to its `Date` header. */
function delayOf({ answer: response, startedAt, milliseconds }: Exchange): number[] {
  const [, date = ''] = response?.headers.find(([name]) => name.toLowerCase() === 'date') ?? [];
  const delay = Date.parse(date) - (momentOf(startedAt) ?? NaN) - milliseconds;
  return Number.isNaN(delay) ? [] : [delay];
}
