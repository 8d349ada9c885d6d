import { requirements, type RequirementId } from '../../specs/requirements/index.ts';
import { isBinding, type Level } from '../contract/certainty.ts';
import type { Blame, Finding } from '../contract/evidence.ts';
import { placeOf } from '../contract/violations.ts';
import type { Evidence } from './evidence-file.ts';

/** What a run says of a requirement, the worst first. */
export const verdictNames = [
  'failed',
  'not testable',
  'warned',
  'waived',
  'observed',
  'not tested',
  'passed',
] as const;
/** What a run says of a requirement. */
export type VerdictName = (typeof verdictNames)[number];

/** The verdict on one requirement at one place of one operation. */
export interface Verdict {
  requirement: RequirementId;
  level: Level;
  operation: string | undefined;
  /** A JSON Pointer into the answer, a part of it by name, or empty for the whole. */
  pointer: string;
  verdict: VerdictName;
  blame?: Blame | undefined;
  /** What was found, or why nothing was. */
  reason?: string | undefined;
}

/** How a test ended, as the runner tells. */
export interface TestOutcome {
  id: string;
  requirement: RequirementId;
  /** The operation that the test's file is about. */
  operation: string;
  status: 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';
  /** Whether a built-in expectation failed, as opposed to something that was thrown. */
  expectationFailed: boolean;
  /** How many errors the test ended with. */
  errors: number;
  /** The first error, or why the test was not run. */
  message: string;
}

/**
 * The verdicts of a run: one per requirement, operation and place, the worst of all tests.
 * `strict`: whether a broken SHOULD counts as failed.
 */
export function verdictsOf(outcomes: TestOutcome[], evidence: Evidence, strict: boolean): Verdict[] {
  const findings = grouped(evidence.findings, ({ test }) => test);
  const all = [
    ...outcomes.flatMap((outcome) => verdictsOfTest(outcome, findings.get(outcome.id) ?? [], strict)),
    ...everyAnswerVerdicts(evidence, strict),
  ];
  const byKey = new Map<string, Verdict>();
  for (const verdict of all) {
    const key = [verdict.requirement, verdict.operation, verdict.pointer].join('\n');
    const known = byKey.get(key);
    if (!known || rank(verdict.verdict) < rank(known.verdict)) byKey.set(key, verdict);
  }
  return [...byKey.values()];
}

/** Values in groups, by what `keyOf` says of each. */
export function grouped<Value, Key>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}

/** The worst of several verdicts; `not tested` for none. */
export function worstOf(verdicts: Verdict[]): VerdictName {
  const [worst = 'not tested'] = verdicts.map(({ verdict }) => verdict).sort((a, b) => rank(a) - rank(b));
  return worst;
}

function rank(name: VerdictName): number {
  return verdictNames.indexOf(name);
}

function verdictsOfTest(outcome: TestOutcome, findings: Finding[], strict: boolean): Verdict[] {
  const { requirement, operation, status, message } = outcome;
  const whole = { requirement, level: requirements[requirement].level, operation, pointer: '' };
  const own = findings.filter((finding) => finding.judged && finding.requirement === requirement);
  const judged = own.map((finding) => verdictOfFinding(finding, strict));
  if (status === 'passed') return [{ ...whole, verdict: 'passed' }, ...judged];
  if (status === 'skipped' || status === 'interrupted')
    return [{ ...whole, verdict: 'not tested', reason: message }];
  if (judged.some(({ verdict }) => verdict === 'failed')) return judged;
  if (outcome.expectationFailed) {
    return [{ ...whole, verdict: failure(whole.level, strict), blame: 'api', reason: message }, ...judged];
  }
  const hindrance = findings.find((finding) => !finding.judged);
  if (hindrance) {
    return [{ ...whole, verdict: 'not testable', blame: hindrance.blame, reason: hindrance.message }];
  }
  if (outcome.errors === 1 && findings.some(({ failedTest }) => failedTest === true)) {
    return [{ ...whole, verdict: 'passed' }, ...judged]; // all that failed the test is another requirement
  }
  return [{ ...whole, verdict: 'not testable', blame: 'suite', reason: message }];
}

function verdictOfFinding(finding: Finding, strict: boolean): Verdict {
  const { operation, level, blame, message, pointer } = finding;
  const requirement = finding.requirement as RequirementId;
  return {
    requirement,
    level,
    operation,
    pointer: placeOf(pointer),
    verdict: failure(level, strict),
    blame,
    reason: message,
  };
}

function failure(level: Level, strict: boolean): VerdictName {
  if (isBinding(level, strict)) return 'failed';
  return level === 'SHOULD' ? 'warned' : 'observed';
}

/** Requirements on every answer that speak of some statuses only: nothing passes where there were none. */
const concerns: Partial<Record<RequirementId, (status: number) => boolean>> = {
  'ANS-003': (status) => status < 300,
  'ANS-006': (status) => status >= 400,
};

/** Requirements on every answer: passed for each operation that answered, unless something was found. */
function everyAnswerVerdicts({ exchanges, findings }: Evidence, strict: boolean): Verdict[] {
  const ids = (Object.keys(requirements) as RequirementId[]).filter((id) => requirements[id].everyAnswer);
  const isJudged = (status: number): boolean => ![429, 502, 503, 504].includes(status);
  const tested = exchanges.filter(
    ({ test, answer }) => test !== 'preflight' && answer && isJudged(answer.status),
  );
  const passed = ids.flatMap((requirement) => {
    const concerned = tested.filter(
      ({ answer }) => answer && (concerns[requirement]?.(answer.status) ?? true),
    );
    return [...new Set(concerned.map(({ operation }) => operation))].map((operation): Verdict => {
      return {
        requirement,
        level: requirements[requirement].level,
        operation,
        pointer: '',
        verdict: 'passed',
      };
    });
  });
  const broken = findings.filter(
    (finding) => finding.judged && (ids as string[]).includes(finding.requirement),
  );
  return [...passed, ...broken.map((finding) => verdictOfFinding(finding, strict))];
}
