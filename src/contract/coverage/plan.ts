import { requirements, type Requirement, type RequirementId } from '../../../specs/requirements/index.ts';
import {
  bodyGroups,
  parameterGroups,
  testedOperations,
  type TestedDescription,
} from '../cases/called-operations.ts';
import { inScope, isCore } from './scope.ts';

/** A verdict that a run must reach: on a requirement, and on one operation when the requirement is tested per operation. */
export interface PlannedVerdict {
  requirement: RequirementId;
  operation?: string | undefined;
  /** The number of tests that contribute to it. */
  tests: number;
  /** The number of derived cases in these tests. */
  cases: number;
}

/** The settings of a run that decide which verdicts it must reach. */
export interface PlannedScope {
  profile: 'core' | 'full';
  isProduction: boolean;
}

/** Every verdict that the catalogue of requirements demands for a description, a profile and a kind of target. */
export function planOf(
  description: TestedDescription,
  { profile, isProduction }: PlannedScope,
): PlannedVerdict[] {
  const ids = (Object.keys(requirements) as RequirementId[]).filter((id) => {
    const { everyResponse, notTested }: Requirement = requirements[id];
    return !everyResponse && notTested === undefined && inScope(id, profile, isProduction);
  });
  const isReached = ({ operation }: PlannedVerdict): boolean =>
    profile === 'full' || operation === undefined || isCore(operation);
  return ids.flatMap((id) => verdictsOf(id, description).filter(isReached));
}

function verdictsOf(id: RequirementId, description: TestedDescription): PlannedVerdict[] {
  const { cases, operations, tests = 1 }: Requirement = requirements[id];
  if (cases !== undefined) {
    const groups = [...bodyGroups(id, description), ...parameterGroups(id, description)];
    return [...new Set(groups.map((each) => each.operation))].map((name) => {
      const own = groups.filter((each) => each.operation === name);
      const count = own.reduce((sum, each) => sum + each.count, 0);
      return { requirement: id, operation: name, tests: own.length, cases: count };
    });
  }
  if (operations === undefined) return [{ requirement: id, tests, cases: 0 }];
  return testedOperations(id, description).map((name) => ({
    requirement: id,
    operation: name,
    tests,
    cases: 0,
  }));
}

/** The key of a planned verdict, unique in a plan. */
export function keyOf({ requirement, operation }: Pick<PlannedVerdict, 'requirement' | 'operation'>): string {
  return operation === undefined ? requirement : `${requirement} ${operation}`;
}
