import { requirements, type RequirementId } from '../../specs/requirements/index.ts';
import { isBinding, type Level } from '../contract/schema/certainty.ts';
import {
  gatewayFaults,
  type Blame,
  type EnvironmentFault,
  type Exchange,
  type Finding,
} from '../contract/evidence.ts';
import { fromPointer } from '../contract/schema/pointers.ts';
import { placeOf } from '../contract/validation/violation.ts';
import { covers, type Waiver } from '../contract/waivers.ts';
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
  /** How often it was found, or how many tests say so. */
  count: number;
  /** Where the description says otherwise: a JSON Pointer into it. */
  source?: string | undefined;
  /** The exchange that shows it: its test, and which one of that test. */
  exchange?: Finding['exchange'];
  /** What of the environment it was. */
  fault?: EnvironmentFault | undefined;
  /** Where the waiver stands that covers it. */
  waiver?: string | undefined;
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
  /** Whether it was not run since the target does without what it is about, as the documentation lets it. */
  isNotOffered?: boolean;
  /** How many derived cases it tried. */
  cases?: number | undefined;
  /** Why what it did could not all be recorded. */
  unrecorded?: string | undefined;
}

/** What decides how bad a finding is. */
export interface Judging {
  /** Whether a broken SHOULD counts as failed. */
  strict: boolean;
  /** Known deviations that hold. */
  waivers: readonly Waiver[];
}

/** The verdicts of a run: one per requirement, operation and place, the worst of all tests. */
export function verdictsOf(outcomes: TestOutcome[], evidence: Evidence, judging: Judging): Verdict[] {
  const findings = grouped(evidence.findings, ({ test }) => test);
  const all = [
    ...outcomes.flatMap((outcome) => verdictsOfTest(outcome, findings.get(outcome.id) ?? [], judging)),
    ...everyResponseVerdicts(evidence, judging),
  ];
  return [...grouped(all, keyOf).values()].map(mergedVerdict);
}

/** One verdict for several on the same: the worst, and how often it was found. */
function mergedVerdict(alike: Verdict[]): Verdict {
  const worst = worstOf(alike);
  const same = alike.filter(({ verdict }) => verdict === worst);
  const [first] = same as [Verdict, ...Verdict[]];
  const count = same.reduce((sum, each) => sum + each.count, 0);
  const operations = new Set(same.map(({ operation }) => operation));
  operations.delete(first.operation);
  const others = [...operations].sort().join(', ');
  const reason = others === '' ? first.reason : `${first.reason ?? ''}, nor in responses of ${others}`;
  return { ...first, count, ...(reason !== undefined && { reason }) };
}

/** What one verdict is on: a field that is not described is one, wherever it is. */
function keyOf({ requirement, operation, pointer }: Verdict): string {
  const isField = requirement === 'ANS-005' && pointer !== '';
  return isField
    ? [requirement, fromPointer(pointer).at(-1)].join('\n')
    : [requirement, operation, pointer].join('\n');
}

/** Values in groups, by what `keyOf` says of each. */
export function grouped<Value, Key>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
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

function verdictsOfTest(outcome: TestOutcome, findings: Finding[], judging: Judging): Verdict[] {
  const { requirement, operation, status, message } = outcome;
  const whole = { requirement, level: requirements[requirement].level, operation, pointer: '', count: 1 };
  const own = findings.filter((finding) => finding.requirement === requirement);
  const contradictions = own.filter((finding) => !finding.judged && finding.blame === 'description');
  const judged = [
    ...own.filter((finding) => finding.judged).map((finding) => verdictOfFinding(finding, judging)),
    ...contradictions.map((finding) => unjudgedVerdict(finding, judging)),
  ];
  if (status === 'passed') return [{ ...whole, verdict: 'passed' }, ...judged];
  if (status === 'skipped' || status === 'interrupted')
    return [{ ...whole, verdict: 'not tested', reason: message || 'the run ended before it' }, ...judged];
  if (judged.some(({ verdict }) => verdict === 'failed')) return judged;
  if (outcome.unrecorded !== undefined)
    return [
      { ...whole, verdict: 'not testable', blame: 'environment', reason: outcome.unrecorded },
      ...judged,
    ];
  if (contradictions.some(({ level }) => isBinding(level, judging.strict))) return judged;
  if (outcome.expectationFailed) {
    const found = {
      ...whole,
      verdict: failure(whole.level, judging),
      blame: 'api' as const,
      reason: message,
    };
    return [waived(found, judging), ...judged];
  }
  const hindrance = own.find((finding) => !finding.judged);
  if (hindrance) return [waived({ ...whole, ...unjudgedAs(hindrance) }, judging), ...judged];
  if (outcome.errors === 1 && findings.some(({ failedTest }) => failedTest === true)) {
    return [{ ...whole, verdict: 'passed' }, ...judged]; // all that failed the test is another requirement
  }
  return [{ ...whole, verdict: 'not testable', blame: 'suite', reason: message.split('\n')[0] }];
}

/** What a requirement that could not be judged shows of the reason. */
function unjudgedAs({ blame, message: reason, fault, exchange, source }: Finding) {
  return { verdict: 'not testable', blame, reason, fault, exchange, source } as const;
}

function unjudgedVerdict(finding: Finding, judging: Judging): Verdict {
  return { ...verdictOfFinding(finding, judging), ...unjudgedAs(finding), waiver: undefined };
}

function verdictOfFinding(finding: Finding, judging: Judging): Verdict {
  const { operation, level, blame, message, pointer, source, exchange } = finding;
  const requirement = finding.requirement as RequirementId;
  const found = { requirement, level, operation, pointer: placeOf(pointer), blame, source, exchange };
  return waived({ ...found, verdict: failure(level, judging), reason: message, count: 1 }, judging);
}

/** A verdict that the target is to blame for as the waiver has it that covers it, if one does. */
function waived(verdict: Verdict, { waivers }: Judging): Verdict {
  const isOfTarget =
    ['failed', 'warned', 'not testable'].includes(verdict.verdict) && verdict.blame === 'api';
  const waiver = isOfTarget ? waivers.find((each) => covers(each, verdict)) : undefined;
  return waiver ? { ...verdict, verdict: 'waived', waiver: waiver.place } : verdict;
}

function failure(level: Level, { strict }: Judging): VerdictName {
  if (isBinding(level, strict)) return 'failed';
  return level === 'SHOULD' ? 'warned' : 'observed';
}

/** Requirements on every answer that speak of some answers only: nothing passes where there were none. */
const concerns: Partial<Record<RequirementId, (status: number, exchange: Exchange) => boolean>> = {
  'ANS-003': (status) => status < 300,
  'ANS-006': (status) => status >= 400,
  'ANS-008': (status) => status >= 400,
  'ANS-009': (status, { operation, request }) =>
    status < 300 && request.method === 'POST' && operation !== 'exchangeApiKey',
  'ANS-010': (status, { request }) => status < 300 && request.body !== undefined,
};

/** Requirements on every answer: passed for each operation that answered, unless something was found. */
function everyResponseVerdicts({ exchanges, findings }: Evidence, judging: Judging): Verdict[] {
  const ids = (Object.keys(requirements) as RequirementId[]).filter((id) => requirements[id].everyResponse);
  const tested = exchanges.filter(
    ({ test, answer: response }) => test !== 'preflight' && response && !gatewayFaults.has(response.status),
  );
  const passed = ids.flatMap((requirement) => {
    const concerned = tested.filter(
      (each) => each.answer && (concerns[requirement]?.(each.answer.status, each) ?? true),
    );
    return [...new Set(concerned.map(({ operation }) => operation))].map((operation): Verdict => {
      return {
        requirement,
        level: requirements[requirement].level,
        operation,
        pointer: '',
        verdict: 'passed',
        count: 1,
      };
    });
  });
  const own = findings.filter((finding) => (ids as string[]).includes(finding.requirement));
  const found = own.map((finding) => (finding.judged ? verdictOfFinding : unjudgedVerdict)(finding, judging));
  return [...passed, ...found];
}
