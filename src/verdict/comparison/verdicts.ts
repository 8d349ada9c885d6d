import { isBinding, type Level } from '../../contract/schema/certainty.ts';
import type { Blame } from '../../contract/evidence.ts';
import { requirementsOf, speaksOf } from './reach.ts';
import type { Conformance, RequirementReport, VerdictReport } from '../reports/report-types.ts';
import type { VerdictName } from '../verdicts.ts';

/** How the verdict at one key differs from that of an earlier run. */
export interface VerdictChange {
  requirement: string;
  level: Level;
  operation: string | undefined;
  pointer: string;
  /** Undefined if the earlier run has no verdict there, nor a passed one on the whole response. */
  before: VerdictName | undefined;
  now: VerdictName;
  /** Whether the level binds: a failure fails the run, and a verdict `not testable` keeps it from passing. */
  isBinding: boolean;
  blame: Blame | undefined;
  /** For the reader only: it holds values of one run. */
  reason: string | undefined;
  replay: string | undefined;
}

/** The verdicts that differ, in groups. */
export interface VerdictChanges {
  /** Failed now, or not testable because of the target, and neither before. */
  newlyFailing: VerdictChange[];
  /** Not testable for another reason now, and testable before. */
  newlyNotTestable: VerdictChange[];
  newlyWarned: VerdictChange[];
  /** Waived now and not before. */
  newlyWaived: VerdictChange[];
  /** Passed now, and failed, not testable, warned or waived before. */
  newlyPassing: VerdictChange[];
  stillFailing: VerdictChange[];
  /** Wrong before and not found again, but its requirement has not passed either, so it is not known to be fixed. */
  notFoundAgain: VerdictChange[];
  /** Failing or not testable now, with nothing in the earlier run to compare with. */
  firstJudged: VerdictChange[];
}

/** The verdicts that differ between two runs, by requirement, operation and place. */
export function verdictChanges(old: Conformance, now: Conformance): VerdictChanges {
  const changes: VerdictChanges = {
    newlyFailing: [],
    newlyNotTestable: [],
    newlyWarned: [],
    newlyWaived: [],
    newlyPassing: [],
    stillFailing: [],
    notFoundAgain: [],
    firstJudged: [],
  };
  const earlier = requirementsOf(old);
  const later = requirementsOf(now);
  for (const each of now.requirements) {
    const known = earlier.get(each.id);
    for (const verdict of each.verdicts) {
      const before = known && verdictAt(known, verdict);
      const group = groupOf(
        verdict,
        before && judgedAs(before, now.strict),
        speaksOf(old, known, each, verdict.operation),
      );
      if (group)
        changes[group].push(changeOf(each, verdict, before ?? (known && passedAt(known, verdict)), now));
    }
  }
  for (const each of old.requirements) {
    const own = later.get(each.id);
    for (const verdict of each.verdicts.filter(isWrong)) {
      const next = own && speaksOf(now, own, each, verdict.operation) ? outcomeOf(verdict, own) : undefined;
      const found = { ...verdict, verdict: next === 'newlyPassing' ? 'passed' : 'not tested' } as const;
      const then = { ...found, blame: undefined, reason: undefined };
      if (own && next) changes[next].push(changeOf(own, then, verdict, now));
    }
  }
  return changes;
}

type Judged = Pick<VerdictReport, 'verdict' | 'blame' | 'level'>;

/** A verdict of the earlier run with the strictness of the later one: a broken SHOULD fails strict runs only. */
function judgedAs({ verdict, blame, level }: Judged, strict: boolean): Judged {
  if (level !== 'SHOULD') return { verdict, blame, level };
  if (verdict === 'failed' && !strict) return { verdict: 'warned', blame, level };
  return { verdict: verdict === 'warned' && strict ? 'failed' : verdict, blame, level };
}

function groupOf(
  now: Judged,
  before: Judged | undefined,
  isComparable: boolean,
): keyof VerdictChanges | undefined {
  if (isFailing(now)) {
    if (!isComparable) return 'firstJudged';
    return before && isFailing(before) ? 'stillFailing' : 'newlyFailing';
  }
  if (now.verdict === 'not testable') {
    if (!isComparable) return 'firstJudged';
    return before?.verdict === 'not testable' && !isFailing(before) ? undefined : 'newlyNotTestable';
  }
  if (!isComparable) return undefined;
  const wasWorse = before !== undefined && (isFailing(before) || before.verdict === now.verdict);
  if (now.verdict === 'warned') return wasWorse ? undefined : 'newlyWarned';
  return now.verdict === 'waived' && before?.verdict !== 'waived' ? 'newlyWaived' : undefined;
}

/** The group of what was wrong before: newly passing, or not found again; undefined if the later run has a verdict there that did not pass. */
function outcomeOf(old: VerdictReport, own: RequirementReport): keyof VerdictChanges | undefined {
  const same = verdictAt(own, old);
  if (same) return same.verdict === 'passed' ? 'newlyPassing' : undefined;
  const whole = verdictAt(own, { ...old, pointer: '' });
  const isPassed = whole ? whole.verdict === 'passed' : hasPassed(own);
  return isPassed ? 'newlyPassing' : 'notFoundAgain';
}

/** Whether a requirement has passed for all operations: a finding may be about another operation than the test that made it. */
function hasPassed({ verdicts }: RequirementReport): boolean {
  const isOpen = verdicts.some(({ verdict }) => ['failed', 'not testable', 'not tested'].includes(verdict));
  return !isOpen && verdicts.some(({ verdict }) => verdict === 'passed');
}

function verdictAt(
  { verdicts }: RequirementReport,
  { operation, pointer }: Pick<VerdictReport, 'operation' | 'pointer'>,
): VerdictReport | undefined {
  return verdicts.find((each) => each.operation === operation && each.pointer === pointer);
}

/** The verdict on the whole response if it passed: then every place in it passed, too. */
function passedAt(known: RequirementReport, { operation }: VerdictReport): VerdictReport | undefined {
  const whole = verdictAt(known, { operation, pointer: '' });
  return whole?.verdict === 'passed' ? whole : undefined;
}

function isFailing({ verdict, blame }: Judged): boolean {
  return verdict === 'failed' || (verdict === 'not testable' && blame === 'api');
}

function isWrong({ verdict }: VerdictReport): boolean {
  return ['failed', 'not testable', 'warned', 'waived'].includes(verdict);
}

function changeOf(
  { id, replay }: RequirementReport,
  { level, operation, pointer, verdict, blame, reason }: VerdictReport,
  before: { verdict: VerdictName } | undefined,
  { strict }: Conformance,
): VerdictChange {
  return {
    ...{ requirement: id, level, operation, pointer, before: before?.verdict, now: verdict },
    ...{ isBinding: isBinding(level, strict), blame, reason, replay },
  };
}
