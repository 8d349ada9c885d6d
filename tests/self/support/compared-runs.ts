import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import type { Finding } from '../../../src/contract/evidence.ts';
import { comparisonOf, isRegression, type Comparison } from '../../../src/verdict/comparison/comparison.ts';
import { conformanceOf } from '../../../src/verdict/conformance.ts';
import { sectionsOf } from '../../../src/verdict/comparison/sections.ts';
import type { Conformance, ReportFacts } from '../../../src/verdict/reports/report-types.ts';
import type { RunResult } from '../../../src/verdict/run-extent.ts';
import type { TestOutcome } from '../../../src/verdict/verdicts.ts';
import { evidenceOf, everySuccess, factsOf, findingOf, outcomeOf, recordOf } from './run-records.ts';

const tested = (Object.keys(requirements) as RequirementId[]).filter(
  (id) => !requirements[id].everyResponse && requirements[id].notTested === undefined,
);

/** A passing test of every requirement that has one; `some` replaces outcomes. */
export function allBut(some: Partial<Record<RequirementId, Partial<TestOutcome>>> = {}): TestOutcome[] {
  return tested.map((requirement) => outcomeOf({ id: requirement, requirement, ...some[requirement] }));
}

/** A whole run in which every test passed and every operation succeeded, unless the arguments say otherwise. */
export function runOf(parts: Partial<RunResult> = {}, facts: Partial<ReportFacts> = {}): Conformance {
  const evidence = evidenceOf({ exchanges: everySuccess });
  return conformanceOf(factsOf(facts), recordOf({ outcomes: allBut(), evidence, ...parts }, factsOf(facts)));
}

/** A whole run in which all passed except for findings of these requirements, one place each. */
export function runFinding(...findings: Partial<Finding>[]): Conformance {
  return runFindingAs({}, ...findings);
}

/** Such a run with other circumstances. */
export function runFindingAs(facts: Partial<ReportFacts>, ...findings: Partial<Finding>[]): Conformance {
  const found = findings.map((parts) => {
    const { requirement = 'CUS-001' } = parts;
    return findingOf({ requirement, test: requirement, ...parts });
  });
  const failed = found.filter(({ level, judged }) => level === 'MUST' || !judged);
  const some = Object.fromEntries(
    failed.map(({ requirement }) => [requirement, { status: 'failed', message: 'why' }]),
  );
  return runOf(
    { outcomes: allBut(some), evidence: evidenceOf({ exchanges: everySuccess, findings: found }) },
    facts,
  );
}

/** A changed copy of a run. */
export function altered(run: Conformance, alter: (copy: Conformance) => void): Conformance {
  const copy = structuredClone(run);
  alter(copy);
  return copy;
}

/** A comparison as lines, each with its heading; details after a dash; a regression on the first line. */
export function told(old: Conformance, now: Conformance): string[] {
  return linesOf(comparisonOf({ ...old, runId: 'earlier' }, now));
}

function linesOf(comparison: Comparison): string[] {
  const lines = sectionsOf(comparison).flatMap(({ heading, entries }) =>
    entries.map(({ text, details }) => [`${heading}: ${text}`, ...details].join(' - ')),
  );
  return [isRegression(comparison) ? 'REGRESSION' : 'fine', ...lines];
}
