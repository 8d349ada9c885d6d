import type { Level } from '../schema/certainty.ts';
import type { DraftSeed } from '../data/drafts.ts';
import type { Contract, Operation } from '../operations.ts';
import { controlOf, variantsOf } from './bodies.ts';
import { groupsOf, type CaseGroup } from './groups.ts';
import { parameterCases, type ParameterCase } from './parameters.ts';
import { serverSetValues } from './server-set.ts';

/** The cases of an operation's query parameters that are equally binding. */
export interface ParameterGroup {
  operation: string;
  level: Level;
  /** Whether the values are to be refused, or taken. */
  family: 'wrongParameters' | 'rightParameters';
  count: number;
}

/** Every derived case of a description, counted: what tests are collected from. */
export interface CaseIndex {
  bodies: CaseGroup[];
  parameters: ParameterGroup[];
  /** The operations whose body has something that only the API sets. */
  serverSet: string[];
}

const anySeed: DraftSeed = { seed: 'index', runId: 'index' };

/** Every derived case of a description, counted. */
export function caseIndex(contract: Contract): CaseIndex {
  const { operations } = contract.table;
  return {
    bodies: operations.flatMap((operation) => groupsOf(contract, operation, anySeed)),
    parameters: operations.flatMap(({ id }) => parameterGroups(contract, id)),
    serverSet: operations.filter((operation) => hasServerSet(contract, operation)).map(({ id }) => id),
  };
}

/** A sentence for each body that no case is derived from, since none can be made up that the description allows. */
export function underivedBodies(contract: Contract): string[] {
  return contract.table.operations.flatMap((operation) => {
    const variants = operation.body ? variantsOf(contract, operation) : [];
    return variants
      .filter((variant) => !controlOf(contract, operation, variant, anySeed))
      .map((variant) => {
        const which = variant === '' ? '' : ` of ${variant}`;
        return `no body${which} can be made up for ${operation.method} ${operation.path}: its fields are not tried`;
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

/** What a case asks of an operation. */
export function familyOf({ breaks }: ParameterCase): ParameterGroup['family'] {
  return breaks === undefined ? 'rightParameters' : 'wrongParameters';
}
