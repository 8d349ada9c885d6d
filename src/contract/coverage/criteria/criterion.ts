import { certainties, lowestCertainty, type Certainty } from '../../schema/certainty.ts';
import type { Operation } from '../../operations.ts';

/**
 * The coverage criteria, each with the level that needs all of its items: the criteria and the test coverage levels (TCL) 1 to 7 of
 * Martin-Lopez, Segura and Ruiz-Cortes, "Test coverage criteria for RESTful web APIs", A-TEST 2019. `constraints` is our own criterion and
 * belongs to no level.
 */
export const criteria = {
  paths: 1,
  operations: 2,
  contentTypes: 3,
  parameters: 4,
  statusClasses: 4,
  parameterValues: 5,
  outcomes: 5,
  answerProperties: 6,
  flows: 7,
  constraints: undefined,
} as const;

/** One way of counting what was tested. */
export type Criterion = keyof typeof criteria;

/** The criteria, those of the lowest level first. */
export const criterionNames = Object.keys(criteria) as Criterion[];

/** One thing that a run can test. It has the same name whether it is described or seen in an exchange. */
export interface Item {
  criterion: Criterion;
  name: string;
  operation: string;
  /** The group of the operation. */
  area: string;
  /** How certain it is that the API has it. */
  certainty: Certainty;
}

/** Something that is described but not counted, and why. */
export interface Exclusion {
  name: string;
  operation: string;
  reason: string;
}

/** Creates an item of an operation. Its certainty is at most that of the operation. */
export function itemOf(
  { id, group, certainty: own }: Operation,
  criterion: Criterion,
  name: string,
  certainty: Certainty = 'documented',
): Item {
  return { criterion, name, operation: id, area: group, certainty: lowestCertainty(own, certainty) };
}

/** The highest of several certainties; `unspecified` for none. */
export function surest(given: readonly Certainty[]): Certainty {
  return certainties.find((certainty) => given.includes(certainty)) ?? 'unspecified';
}
