import { requirements, type RequirementId } from '../../specs/requirements/index.ts';
import { keyOf, type PlannedVerdict } from '../contract/coverage/plan.ts';
import type { Waiver } from '../contract/waivers.ts';
import { inScope } from '../contract/coverage/scope.ts';
import type { Contract } from '../contract/operations.ts';
import type { Evidence } from './evidence-file.ts';
import type { ReportFacts } from './reports/report-types.ts';
import { grouped, type TestOutcome } from './verdicts.ts';

/** The reason of a requirement without a verdict if the description in use has no case for it. */
export const uncalledFor = 'nothing in the description calls for it';

/** How much of its profile a run covered. */
export interface RunExtent {
  partial: boolean;
  /** Neither partial nor stopped early: only then are coverage levels and outdated waivers judged. */
  isWhole: boolean;
  /** Requirements that nothing in the description calls for. */
  empty: ReadonlySet<RequirementId>;
  /** Planned verdicts that the run was to reach and did not reach. */
  unreached: Pick<PlannedVerdict, 'requirement' | 'operation'>[];
  /** Whether a requirement applies to the profile and the target, and something judges it. */
  isInReach: (id: string) => boolean;
  whyNot: (id: RequirementId) => string;
}

/** How much of its profile a run covered, and which planned verdicts it did not reach. */
export function extentOf(facts: ReportFacts, run: RunResult): RunExtent {
  const { collected, isSelection, problems, plan } = run;
  const hasBegun = collected.length > 0 || problems.length === 0;
  const selected = new Set(collected.map(({ requirement }) => requirement));
  const planned = new Set(plan.map(({ requirement }) => requirement));
  const ids = Object.keys(requirements) as RequirementId[];
  const empty = new Set(ids.filter((id) => isSelectable(id, facts) && !planned.has(id)));
  const partial = hasBegun && isSelection && [...planned].some((id) => !selected.has(id));
  const whyNot = (id: RequirementId): string => {
    if (empty.has(id)) return uncalledFor;
    if (!hasBegun) return 'the run could not begin';
    return selected.has(id) || (planned.has(id) && !isSelection)
      ? 'the run ended before it'
      : whyNone(id, facts);
  };
  const isInReach = (id: string): boolean =>
    ids.some((each) => each === id && (planned.has(each) || requirements[each].everyResponse === true));
  const unreached = hasBegun ? unreachedOf(run) : [];
  const isWhole = hasBegun && !partial && problems.length === 0 && unreached.length === 0;
  return { partial, isWhole, empty, unreached, isInReach, whyNot };
}

/** Planned verdicts of which not every test ended; in a selection, only the collected tests count. */
function unreachedOf({ collected, isSelection, outcomes, plan }: RunResult): RunExtent['unreached'] {
  const ended = countsOf(outcomes.filter(hasEnded));
  const begun = countsOf(collected);
  const isShort = (planned: PlannedVerdict): boolean => {
    const due = isSelection ? begun(planned) : planned.tests;
    return ended(planned) < due;
  };
  return plan.filter(isShort).map(({ requirement, operation }) => ({ requirement, operation }));
}

/** Whether a test ended by itself, or was skipped with a reason. */
function hasEnded({ status, message }: TestOutcome): boolean {
  return status !== 'interrupted' && (status !== 'skipped' || message !== '');
}

/** Returns a function that counts the entries for the requirement of a planned verdict, and for its operation if it has one. */
function countsOf(
  all: readonly Pick<PlannedVerdict, 'requirement' | 'operation'>[],
): (planned: PlannedVerdict) => number {
  const byRequirement = grouped(all, ({ requirement }) => requirement);
  const byKey = grouped(all, keyOf);
  return (planned) =>
    (planned.operation === undefined ? byRequirement.get(planned.requirement) : byKey.get(keyOf(planned)))
      ?.length ?? 0;
}

function isSelectable(id: RequirementId, { profile, target }: ReportFacts): boolean {
  const { everyResponse, notTested } = requirements[id];
  return !everyResponse && notTested === undefined && inScope(id, profile, target.kind === 'production');
}

function whyNone(id: RequirementId, { profile, target }: ReportFacts): string {
  if (!inScope(id, profile, false)) return `outside the profile ${profile}`;
  if (!inScope(id, profile, target.kind === 'production')) return 'a production target is not written to';
  return requirements[id].everyResponse
    ? 'no response was of the kind that it is about'
    : 'not selected in this run';
}

/** The record of a run, from the runner and the evidence log. */
export interface RunResult {
  /** The contract that the run judged by. */
  contract: Contract;
  /** The verdicts that this contract calls for. */
  plan: readonly PlannedVerdict[];
  /** The verdicts that the project's own description calls for. */
  ownPlan: readonly PlannedVerdict[];
  /** All waivers, expired or not. */
  waivers: readonly Waiver[];
  startedAt: Date;
  finishedAt: Date;
  /** Whether the runner was told to leave tests out. */
  isSelection: boolean;
  /** The requirement and operation of every collected test, whether it ran or not. */
  collected: readonly Pick<PlannedVerdict, 'requirement' | 'operation'>[];
  outcomes: TestOutcome[];
  evidence: Evidence;
  problems: string[];
}
