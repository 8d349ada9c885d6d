import type { JudgedResponse } from '../../contract/validation/violation.ts';
import type { Expectation } from './equivalents.ts';

/** The ways in which one part of an answer is changed. */
export type MutantKind =
  | 'dropped'
  | 'nulled'
  | 'retyped'
  | 'renamed'
  | 'enum'
  | 'minLength'
  | 'maxLength'
  | 'pattern'
  | 'format'
  | 'minimum'
  | 'maximum'
  | 'minItems'
  | 'maxItems'
  | 'maxProperties'
  | `status ${number}`
  | 'removed'
  | 'altered'
  | 'emptied'
  | 'wrapped in an object'
  | 'wrapped in an array'
  | 'cut off';

/** One change to the answers of one operation: the same in every answer that has the place. */
export interface Mutant {
  operation: string;
  /** The status of the answers that it changes. */
  status: number;
  /** A JSON Pointer with `*` for any entry of a list or map, or `status`, `content-type`, `header <name>`, `body`. */
  place: string;
  kind: MutantKind;
}

/** A mutant as it changes one answer. */
export interface Mutation {
  mutant: Mutant;
  /** Where in this answer it is: a JSON Pointer without `*`, or as the place says. */
  pointer: string;
  expected: Expectation;
  /** Whether no check says what should have happened, so that only other answers can tell what to expect. */
  isUnasked?: boolean;
  response: () => JudgedResponse;
}

/** A mutant in one line. */
export function titleOf({ operation, status, place, kind }: Mutant): string {
  return `${operation} ${String(status)} ${place} ${kind}`;
}
