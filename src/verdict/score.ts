import { requirements } from '../../specs/requirements/index.ts';
import type { RequirementReport, TestedShare } from './reports/report-types.ts';

/** How many of the requirements that a run was about passed, by level. What was observed besides takes nothing away. */
export function scoreOf(reports: readonly RequirementReport[]): Record<'MUST' | 'SHOULD', TestedShare> {
  const share = (level: 'MUST' | 'SHOULD'): TestedShare => {
    const own = reports.filter(({ id }) => requirements[id].level === level);
    const tested = own.filter(({ verdict }) => verdict !== 'not tested');
    return { passed: own.filter(isMet).length, tested: tested.length, total: own.length };
  };
  return { MUST: share('MUST'), SHOULD: share('SHOULD') };
}

/** A share in words, of what was tested: what was not is told apart. */
export function shareInWords({ passed, tested, total }: TestedShare): string {
  const rest = total > tested ? `, ${String(total - tested)} not tested` : '';
  return `${String(passed)} of ${String(tested)} tested passed${rest}`;
}

/** How many points that the documentation leaves open were recorded: what is level MAY judges nothing. */
export function recordedOf(reports: readonly RequirementReport[]): number {
  return reports.filter(({ level, verdict }) => level === 'MAY' && verdict !== 'not tested').length;
}

/** Whether all of a requirement that was judged is met. */
export function isMet({ verdict, verdicts }: RequirementReport): boolean {
  return (
    verdict === 'passed' || (verdict === 'observed' && verdicts.some((each) => each.verdict === 'passed'))
  );
}
