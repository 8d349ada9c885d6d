import type { Level } from '../schema/certainty.ts';
import type { DraftSeed } from '../data/drafts.ts';
import type { Contract, Operation } from '../operations.ts';
import { controlOf, variantsOf } from './bodies.ts';
import { groupsOf, type CaseGroup } from './groups.ts';
import { parameterCases, type ParameterCase } from './parameters.ts';
import { serverSetValues } from './server-set.ts';

/** The derived cases of an operation's query parameters with the same level and family. */
export interface ParameterGroup {
  operation: string;
  level: Level;
  /** Whether the API must reject the values (`wrongParameters`) or accept them (`rightParameters`). */
  family: 'wrongParameters' | 'rightParameters';
  count: number;
}

/** The numbers of derived cases of a description, from which tests are collected. */
export interface CaseIndex {
  bodies: CaseGroup[];
  parameters: ParameterGroup[];
  /** The ids of the operations whose request body has properties that only the API sets. */
  serverSet: string[];
}

const anySeed: DraftSeed = { seed: 'index', runId: 'index' };

/** Counts the derived cases of a description. */
export function caseIndex(contract: Contract): CaseIndex {
  const { operations } = contract.table;
  return {
    bodies: operations.flatMap((operation) => groupsOf(contract, operation, anySeed)),
    parameters: operations.flatMap(({ id }) => parameterGroups(contract, id)),
    serverSet: operations.filter((operation) => hasServerSet(contract, operation)).map(({ id }) => id),
  };
}

/** One sentence for each request body for which no valid value can be generated, so that no case is derived from it. */
export function underivedBodies(contract: Contract): string[] {
  return contract.table.operations.flatMap((operation) => {
    const variants = operation.body ? variantsOf(contract, operation) : [];
    return variants
      .filter((variant) => !controlOf(contract, operation, variant, anySeed))
      .map((variant) => {
        const which = variant === '' ? '' : ` of ${variant}`;
        return `no valid body${which} can be generated for ${operation.method} ${operation.path}: it has no derived cases`;
      });
  });
}

function hasServerSet(contract: Contract, operation: Operation): boolean {
  return variantsOf(contract, operation).some((variant) => {
    const control = controlOf(contract, operation, variant, anySeed);
    return control !== undefined && serverSetValues(control).length > 0;
  });
}

/** How many cases are derived from a description. */
export function countOf({ bodies, parameters }: CaseIndex): number {
  return [...bodies, ...parameters].reduce((sum, { count }) => sum + count, 0);
}

function parameterGroups(contract: Contract, id: string): ParameterGroup[] {
  const cases = parameterCases(contract, contract.operation(id), anySeed);
  const levels: Level[] = ['MUST', 'SHOULD', 'MAY'];
  return levels.flatMap((level) =>
    (['wrongParameters', 'rightParameters'] as const).flatMap((family): ParameterGroup[] => {
      const { length } = cases.filter((each) => each.level === level && familyOf(each) === family);
      return length > 0 ? [{ operation: id, level, family, count: length }] : [];
    }),
  );
}

/** The family of a parameter case: whether the API must reject or accept its value. */
export function familyOf({ breaks }: ParameterCase): ParameterGroup['family'] {
  return breaks === undefined ? 'rightParameters' : 'wrongParameters';
}
