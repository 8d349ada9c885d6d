import type { JudgedResponse } from '../../contract/validation/violation.ts';
import type { Expectation } from './equivalents.ts';

/** The ways in which one part of a response is changed. */
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

/** One change to the responses of one operation: the same in every response that has the place. */
export interface Mutant {
  operation: string;
  /** The status of the responses that it changes. */
  status: number;
  /** A JSON Pointer with `*` for any entry of a list or map, or `status`, `content-type`, `header <name>`, `body`. */
  place: string;
  kind: MutantKind;
}

/** A mutant as it changes one response. */
export interface Mutation {
  mutant: Mutant;
  /** Where it is in this response: a JSON Pointer without `*`, or the same as the place. */
  pointer: string;
  expected: Expectation;
  /** Whether no check expects an outcome of this response, so that only other responses can give an expectation. */
  isUnasked?: boolean;
  response: () => JudgedResponse;
}

/** A mutant in one line. */
export function titleOf({ operation, status, place, kind }: Mutant): string {
  return `${operation} ${String(status)} ${place} ${kind}`;
}
