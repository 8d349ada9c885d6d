import { covers, hasExpired, type Waiver } from '../contract/waivers.ts';
import type { WaiverReport } from './reports/report-types.ts';
import type { Verdict } from './verdicts.ts';

/**
 * The state of each waiver. In a whole run, a waiver that has expired, that matches nothing or whose failure is gone has a `problem`,
 * which says what to do. Without a whole run, or if the run could not judge the requirement, there is no problem. `isInReach`: whether a
 * requirement applies to profile and target, and some test judges it.
 */
export function waiverReports(
  waivers: readonly Waiver[],
  verdicts: readonly Verdict[],
  { now, isWhole, isInReach }: { now: Date; isWhole: boolean; isInReach: (requirement: string) => boolean },
): WaiverReport[] {
  return waivers.map((waiver) => {
    const state = stateOf(waiver, verdicts, now, isInReach(waiver.requirement));
    if (state === 'used' || state === 'not judged') return { ...waiver, state };
    if (!isWhole) return { ...waiver, state: state === 'expired' ? state : 'not judged' };
    return { ...waiver, state, problem: problemOf(waiver, state, verdicts) };
  });
}

function stateOf(
  waiver: Waiver,
  verdicts: readonly Verdict[],
  now: Date,
  isInReach: boolean,
): WaiverReport['state'] {
  if (hasExpired(waiver, now)) return 'expired';
  if (verdicts.some((verdict) => verdict.verdict === 'waived' && covers(waiver, verdict))) return 'used';
  const { pointer: _, ...anywhere } = waiver;
  const own = verdicts.filter((verdict) => covers(anywhere, verdict));
  const isHindered = own.some(({ verdict, blame }) => verdict === 'not testable' && blame !== 'api');
  const isJudged = own.some(({ verdict }) => verdict !== 'not tested');
  if (isHindered || (own.length > 0 && !isJudged)) return 'not judged';
  if (own.some(isBroken)) return 'unmatched';
  if (isJudged) return 'stale';
  return isInReach ? 'unmatched' : 'not judged';
}

function isBroken({ verdict }: Verdict): boolean {
  return verdict === 'failed' || verdict === 'warned';
}

function problemOf(
  waiver: Waiver,
  state: 'expired' | 'stale' | 'unmatched',
  verdicts: readonly Verdict[],
): string {
  const { requirement, operation, pointer, place, owner, ticket, expires } = waiver;
  const what = [requirement, operation, pointer].filter((each) => each !== undefined).join(' ');
  const whom = `${owner}, ${ticket}`;
  const broken = verdicts.filter((each) => isBroken(each) && each.requirement === requirement);
  const places = [...new Set(broken.map((each) => `${each.operation ?? ''} ${each.pointer}`.trim()))];
  const where = places.length > 0 ? ` (it fails at ${places.slice(0, 3).join(', ')})` : '';
  const words = {
    expired: `expired after ${expires}: fix what it covers and remove the waiver, or agree on a later day with ${whom}`,
    stale: `covers nothing any more, since its requirement was judged there and does not fail: remove it (${whom})`,
    unmatched: `matches nothing that failed${where}: correct its requirement, operation or pointer, or remove it (${whom})`,
  };
  return `${place}  the waiver of ${what} ${words[state]}`;
}
