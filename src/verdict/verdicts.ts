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

/** The names of the verdicts, the worst first. */
export const verdictNames = [
  'failed',
  'not testable',
  'warned',
  'waived',
  'observed',
  'not tested',
  'passed',
] as const;

/** The name of a verdict. */
export type VerdictName = (typeof verdictNames)[number];

/** The verdict on one requirement at one place of one operation. */
export interface Verdict {
  requirement: RequirementId;
  level: Level;
  operation: string | undefined;
  /** A JSON Pointer into the response body, the name of another part of the response, or empty for the whole response. */
  pointer: string;
  verdict: VerdictName;
  blame?: Blame | undefined;
  /** What was found, or why nothing was judged. */
  reason?: string | undefined;
  /** How often it was found, or how many tests have this verdict. */
  count: number;
  /** The place in the description that the finding contradicts, as a JSON Pointer. */
  source?: string | undefined;
  /** The exchange that shows it: the id of the test, and the index of the exchange in that test. */
  exchange?: Finding['exchange'];
  /** The environment fault that caused it. */
  fault?: EnvironmentFault | undefined;
  /** File and line of the waiver that covers it. */
  waiver?: string | undefined;
}

/** How a test ended, as the runner reports it. */
export interface TestOutcome {
  id: string;
  requirement: RequirementId;
  /** The operation that the test is about. */
  operation: string;
  status: 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';
  /** Whether an `expect` of the test failed, as opposed to an error that was thrown. */
  expectationFailed: boolean;
  /** How many errors the test ended with. */
  errors: number;
  /** The first error, or why the test was not run. */
  message: string;
  /** Whether it was skipped because the target does not offer what it tests, which the documentation makes optional. */
  isNotOffered?: boolean;
  /** How many derived cases it tried. */
  cases?: number | undefined;
  /** Why some of its evidence could not be recorded. */
  unrecorded?: string | undefined;
}

/** What decides the verdict on a finding. */
export interface Judging {
  /** Whether a broken SHOULD counts as failed. */
  strict: boolean;
  /** The waivers that have not expired. */
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

/** Merges verdicts on the same place into the worst of them, and adds up how often that was found. */
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

/** The key by which verdicts are merged. An undescribed property has one key for its name, wherever it was returned. */
function keyOf({ requirement, operation, pointer }: Verdict): string {
  const isField = requirement === 'ANS-005' && pointer !== '';
  return isField
    ? [requirement, fromPointer(pointer).at(-1)].join('\n')
    : [requirement, operation, pointer].join('\n');
}

/** Groups values by the key that `keyOf` returns. */
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
    return [{ ...whole, verdict: 'passed' }, ...judged]; // only another requirement failed the test
  }
  return [{ ...whole, verdict: 'not testable', blame: 'suite', reason: message.split('\n')[0] }];
}

/** The parts of a `not testable` verdict that come from the finding. */
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

/** Returns a verdict with blame `api` as `waived` if a waiver covers it, and any other verdict as it is. */
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

/** Requirements on every response that are about some responses only: they pass only if there was one of these. */
const concerns: Partial<Record<RequirementId, (status: number, exchange: Exchange) => boolean>> = {
  'ANS-003': (status) => status < 300,
  'ANS-006': (status) => status >= 400,
  'ANS-008': (status) => status >= 400,
  'ANS-009': (status, { operation, request }) =>
    status < 300 && request.method === 'POST' && operation !== 'exchangeApiKey',
  'ANS-010': (status, { request }) => status < 300 && request.body !== undefined,
};

/** The verdicts of requirements on every response: one `passed` for each operation that responded, and one for each finding. */
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
