import { certainties, lowestCertainty, type Certainty } from '../../schema/certainty.ts';
import type { Operation } from '../../operations.ts';

/**
 * What is counted, and the level that all of it is needed for: the criteria and the test coverage levels (TCL) 1 to 7 of
 * Martin-Lopez, Segura and Ruiz-Cortes, "Test coverage criteria for RESTful web APIs", A-TEST 2019. Constraints are ours, beside
 * the levels.
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

/** One thing that a run can test, by a name that is the same for what is described and for what was seen. */
export interface Item {
  criterion: Criterion;
  name: string;
  operation: string;
  /** The group of the operation. */
  area: string;
  /** How sure it is that the API has it. */
  certainty: Certainty;
}

/** Something that is described and not counted, and why. */
export interface Exclusion {
  name: string;
  operation: string;
  reason: string;
}

/** An item of an operation; it is no surer than the operation itself. */
export function itemOf(
  { id, group, certainty: own }: Operation,
  criterion: Criterion,
  name: string,
  certainty: Certainty = 'documented',
): Item {
  return { criterion, name, operation: id, area: group, certainty: lowestCertainty(own, certainty) };
}

/** The surest of several certainties; `unspecified` for none. */
export function surest(given: readonly Certainty[]): Certainty {
  return certainties.find((certainty) => given.includes(certainty)) ?? 'unspecified';
}
