import { requirements, type Requirement, type RequirementId } from '../../../specs/requirements/index.ts';
import {
  bodyGroups,
  parameterGroups,
  testedOperations,
  type TestedDescription,
} from '../cases/called-operations.ts';
import { inScope, isCore } from './scope.ts';

/** A verdict that a run is to come to: of a requirement, and of an operation where it is tested on several. */
export interface PlannedVerdict {
  requirement: RequirementId;
  operation?: string | undefined;
  /** How many tests come to it. */
  tests: number;
  /** How many derived cases these hold. */
  cases: number;
}

/** What a run is about, as far as it decides which verdicts it comes to. */
export interface PlannedScope {
  profile: 'core' | 'full';
  isProduction: boolean;
}

/** Every verdict that the catalogue calls for with a description, in a profile, on a kind of target. */
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

/** What tells a planned verdict from the others. */
export function keyOf({ requirement, operation }: Pick<PlannedVerdict, 'requirement' | 'operation'>): string {
  return operation === undefined ? requirement : `${requirement} ${operation}`;
}
