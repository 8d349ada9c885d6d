import { requirements } from '../../specs/requirements/index.ts';
import type { RequirementReport, Share } from './reports/report-types.ts';

/** How many of the requirements that a run was about passed, by level. What was observed besides takes nothing away. */
export function scoreOf(reports: readonly RequirementReport[]): Record<'MUST' | 'SHOULD', Share> {
  const share = (level: 'MUST' | 'SHOULD'): Share => {
    const own = reports.filter(({ id }) => requirements[id].level === level);
    return { passed: own.filter(isMet).length, total: own.length };
  };
  return { MUST: share('MUST'), SHOULD: share('SHOULD') };
}

/** Whether all of a requirement that was judged is met. */
export function isMet({ verdict, verdicts }: RequirementReport): boolean {
  return (
    verdict === 'passed' || (verdict === 'observed' && verdicts.some((each) => each.verdict === 'passed'))
  );
}
