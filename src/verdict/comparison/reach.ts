import { requirements } from '../../../specs/requirements/index.ts';
import { inScope } from '../../contract/coverage/scope.ts';
import type { Conformance, RequirementReport } from '../reports/report-types.ts';

/** The requirements of a run by id. Ids are those of the suite that made the run, which may be another version. */
export function requirementsOf(run: Conformance): ReadonlyMap<string, RequirementReport> {
  return new Map(run.requirements.map((each) => [each.id, each]));
}

/** Whether a run has a verdict on a requirement other than `not tested`. */
export function isJudged({ verdicts }: RequirementReport): boolean {
  return verdicts.some(({ verdict }) => verdict !== 'not tested');
}

/** Whether the profile or the kind of target leaves a requirement out of a run. */
export function isLeftOut({ profile, target }: Conformance, id: string): boolean {
  return isKnown(id) && !inScope(id, profile, target.kind === 'production');
}

/**
 * Whether a requirement and operation of another run can be compared with this run. With a whole run they can, unless its profile or
 * target leaves the requirement out. With a partial run they can if it ended every test that the other run ended; for a requirement
 * on every response, if it judged the operation.
 */
export function speaksOf(
  run: Conformance,
  own: RequirementReport | undefined,
  other: RequirementReport,
  operation: string | undefined,
): boolean {
  if (!own || (!isJudged(own) && isLeftOut(run, own.id))) return false;
  if (run.whole) return true;
  const { tests } = other.evidence;
  if (tests.length > 0) return tests.every((test) => own.evidence.tests.includes(test));
  return own.verdicts.some((each) => each.operation === operation && each.verdict !== 'not tested');
}

/** Whether both runs are whole: neither partial nor stopped early. */
export function areWhole(old: Conformance, now: Conformance): boolean {
  return old.whole && now.whole;
}

/** Whether two runs have the same profile and kind of target, and so can reach the same requirements. */
export function reachAlike(old: Conformance, now: Conformance): boolean {
  return old.profile === now.profile && old.target.kind === now.target.kind;
}

/** Whether two runs count the coverage of the same items: they also have the same description. */
export function countAlike(old: Conformance, now: Conformance): boolean {
  return reachAlike(old, now) && old.description.digest === now.description.digest;
}

function isKnown(id: string): id is keyof typeof requirements {
  return Object.hasOwn(requirements, id);
}
