import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import type { Waiver } from '../../../src/contract/waivers.ts';
import { conformanceOf } from '../../../src/verdict/conformance.ts';
import type { Conformance, ReportFacts } from '../../../src/verdict/reports/report-types.ts';
import type { TestOutcome } from '../../../src/verdict/verdicts.ts';
import {
  evidenceOf,
  everySuccess,
  factsOf,
  findingOf,
  outcomeOf,
  recordOf,
  waiverOf,
} from './run-records.ts';

/** Requirements that have a test. */
export const tested = (Object.keys(requirements) as RequirementId[]).filter(
  (id) => !requirements[id].everyResponse && requirements[id].notTested === undefined,
);
/** A passing test for every requirement that has one. */
export const allPassed = tested.map((requirement) => outcomeOf({ id: requirement, requirement }));
/** A requirement (MUST) that every run judges. */
export const must: RequirementId = 'CUS-001';
/** A SHOULD requirement. */
export const should: RequirementId = 'CUS-033';
/** The outcome of a test that failed. */
export const failing = { status: 'failed', expectationFailed: true, message: 'why' } as const;

/** A run in which every test passed except for one requirement's. */
export const allBut = (requirement: RequirementId, parts: Partial<TestOutcome>): TestOutcome[] =>
  allPassed.map((outcome) => (outcome.requirement === requirement ? { ...outcome, ...parts } : outcome));

/** The result of a run in which every operation succeeded once, unless the arguments say otherwise. */
export const of = (parts: Parameters<typeof recordOf>[0], facts: Partial<ReportFacts> = {}): Conformance =>
  conformanceOf(
    factsOf(facts),
    recordOf({ evidence: evidenceOf({ exchanges: everySuccess }), ...parts }, factsOf(facts)),
  );

/** A run in which one requirement could not be judged, with this blame. */
export const hindered = (
  requirement: RequirementId,
  blame: 'api' | 'suite' | 'environment',
): Parameters<typeof of>[0] => ({
  outcomes: allBut(requirement, { status: 'failed' }),
  evidence: evidenceOf({
    exchanges: everySuccess,
    findings: [findingOf({ test: requirement, requirement, judged: false, blame })],
  }),
});

const known = findingOf({ test: must, pointer: '/status', operation: 'createCustomer' });
/** A run in which one MUST is broken at one place, with waivers. */
export const waived = (...waivers: Partial<Waiver>[]): Parameters<typeof of>[0] => ({
  outcomes: allBut(must, {}),
  evidence: evidenceOf({ exchanges: everySuccess, findings: [known] }),
  waivers: waivers.map(waiverOf),
});
