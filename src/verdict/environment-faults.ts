import type { EnvironmentFault, Finding } from '../contract/evidence.ts';
import { nextStepFor } from '../contract/next-steps.ts';
import type { Hindrance } from './reports/report-types.ts';
import { grouped, type TestOutcome } from './verdicts.ts';

/** The environment faults that kept requirements from being judged, most frequent first. */
export function hindrancesOf(findings: readonly Finding[], outcomes: readonly TestOutcome[]): Hindrance[] {
  const ended = new Set(outcomes.filter(({ status }) => status !== 'passed').map(({ id }) => id));
  const ofEnvironment = findings.flatMap((finding) =>
    finding.blame === 'environment' && finding.fault && ended.has(finding.test)
      ? [{ finding, fault: finding.fault }]
      : [],
  );
  const groups = [...grouped(ofEnvironment, ({ fault }): EnvironmentFault => fault)];
  return groups
    .map(([fault, found]) => ({
      fault,
      tests: new Set(found.map(({ finding }) => finding.test)).size,
      first: found[0]?.finding.message ?? '',
      nextStep: nextStepFor(fault),
    }))
    .sort((a, b) => b.tests - a.tests);
}
