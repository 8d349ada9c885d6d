import { covers, hasExpired, type Waiver } from '../contract/waivers.ts';
import type { WaiverReport } from './report.ts';
import type { Verdict } from './verdicts.ts';

/**
 * What became of each waiver. On a whole run one that has expired, that matches nothing or whose failure has gone is a problem, which
 * says what to do; a partial run cannot tell.
 */
export function waiverReports(
  waivers: readonly Waiver[],
  verdicts: readonly Verdict[],
  { now, isWhole }: { now: Date; isWhole: boolean },
): WaiverReport[] {
  return waivers.map((waiver) => {
    const state = stateOf(waiver, verdicts, now);
    if (state === 'used') return { ...waiver, state };
    if (!isWhole) return { ...waiver, state: state === 'expired' ? state : 'not judged' };
    return { ...waiver, state, problem: problemOf(waiver, state) };
  });
}

type State = Exclude<WaiverReport['state'], 'not judged'>;

function stateOf(waiver: Waiver, verdicts: readonly Verdict[], now: Date): State {
  if (hasExpired(waiver, now)) return 'expired';
  if (verdicts.some((verdict) => verdict.verdict === 'waived' && covers(waiver, verdict))) return 'used';
  const { pointer: _, ...anywhere } = waiver;
  const isJudged = verdicts.some(
    ({ verdict, ...place }) => verdict !== 'not tested' && covers(anywhere, place),
  );
  return isJudged ? 'stale' : 'unmatched';
}

function problemOf(waiver: Waiver, state: Exclude<State, 'used'>): string {
  const { requirement, operation, pointer, place, owner, ticket, expires } = waiver;
  const what = [requirement, operation, pointer].filter((each) => each !== undefined).join(' ');
  const whom = `${owner}, ${ticket}`;
  const words = {
    expired: `expired after ${expires}: mend what it covers and remove the waiver, or agree on a later day with ${whom}`,
    stale: `covers nothing any more, since what it is about was judged and does not fail: remove it (${whom})`,
    unmatched: `matches nothing that was judged: correct its requirement, operation or pointer, or remove it (${whom})`,
  };
  return `${place}  the waiver of ${what} ${words[state]}`;
}
