import { requirements } from '../../../specs/requirements/index.ts';
import { inScope } from '../../contract/coverage/scope.ts';
import type { Conformance, RequirementReport } from '../reports/report-types.ts';

/** The requirements of a run by id. Ids are those of the suite that made the run, which may be another version. */
export function requirementsOf(run: Conformance): ReadonlyMap<string, RequirementReport> {
  return new Map(run.requirements.map((each) => [each.id, each]));
}

/** Whether a run came to a verdict on a requirement, or found that there can be none. */
export function isJudged({ verdicts }: RequirementReport): boolean {
  return verdicts.some(({ verdict }) => verdict !== 'not tested');
}

/** Whether profile or kind of target leave a requirement out of a run. */
export function isLeftOut({ profile, target }: Conformance, id: string): boolean {
  return isKnown(id) && !inScope(id, profile, target.kind === 'production');
}

/**
 * Whether a run says something of what another run's requirement is about at an operation, so that both can be compared. A whole run
 * does, unless its profile or target leave the requirement out. A partial one does where it ended every test that the other did; of
 * requirements on every answer, where it called the operation.
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

/** Whether neither of two runs left out what its profile and target hold, nor was stopped on the way. */
export function areWhole(old: Conformance, now: Conformance): boolean {
  return old.whole && now.whole;
}

/** Whether two runs were of the same profile and kind of target, and so could reach the same. */
export function reachAlike(old: Conformance, now: Conformance): boolean {
  return old.profile === now.profile && old.target.kind === now.target.kind;
}

/** Whether two runs count coverage of the same things. */
export function countAlike(old: Conformance, now: Conformance): boolean {
  return reachAlike(old, now) && old.description.digest === now.description.digest;
}

function isKnown(id: string): id is keyof typeof requirements {
  return Object.hasOwn(requirements, id);
}
