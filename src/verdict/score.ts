import { requirements } from '../../specs/requirements/index.ts';
import type { RequirementReport, TestedShare } from './reports/report-types.ts';

/** How many requirements passed, by level. A requirement that passed and was also observed counts as passed. */
export function scoreOf(reports: readonly RequirementReport[]): Record<'MUST' | 'SHOULD', TestedShare> {
  const share = (level: 'MUST' | 'SHOULD'): TestedShare => {
    const own = reports.filter(({ id }) => requirements[id].level === level);
    const tested = own.filter(({ verdict }) => verdict !== 'not tested');
    return { passed: own.filter(isMet).length, tested: tested.length, total: own.length };
  };
  return { MUST: share('MUST'), SHOULD: share('SHOULD') };
}

/** A share in words: how many of the tested requirements passed, and how many were not tested. */
export function shareInWords({ passed, tested, total }: TestedShare): string {
  const rest = total > tested ? `, ${String(total - tested)} not tested` : '';
  return `${String(passed)} of ${String(tested)} tested passed${rest}`;
}

/** How many MAY requirements were recorded. They are points that the documentation leaves open, and are not judged. */
export function recordedOf(reports: readonly RequirementReport[]): number {
  return reports.filter(({ level, verdict }) => level === 'MAY' && verdict !== 'not tested').length;
}

/** Whether a requirement is met in everything that was judged. */
export function isMet({ verdict, verdicts }: RequirementReport): boolean {
  return (
    verdict === 'passed' || (verdict === 'observed' && verdicts.some((each) => each.verdict === 'passed'))
  );
}
