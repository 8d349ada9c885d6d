/** What derived cases ask: to refuse a body, to take it, to keep what it holds, not to damage it; to refuse a query parameter, to take it. */
export type CaseFamily =
  'refusals' | 'boundaries' | 'keeping' | 'unusual' | 'wrongParameters' | 'rightParameters';

/**
 * What an operation must have for a requirement to be tested on it: a body; an id in its path; one with the form of a UUID; a Bearer
 * token; a customer that it is about; a path of limits, or of documents; a change of a customer, whose id is all it is told beside a body; a body whose fields are kept, as often as there are
 * cases; in such a body something that only the API sets.
 */
export type OperationKind =
  | 'body'
  | 'id'
  | 'uuid'
  | 'token'
  | 'customer'
  | 'limits'
  | 'documents'
  | 'changing'
  | 'writing'
  | 'presuming';

/** One sentence that the API must, should or may satisfy. */
export interface Requirement {
  /** RFC 2119. MAY: the documentation is silent, so what the target does is observed until a pin decides it. */
  level: 'MUST' | 'SHOULD' | 'MAY';
  /** A whole sentence, in the present tense, about the API. Never changed once published: a new meaning gets a new id. */
  text: string;
  /** Where it comes from: the address of a vendor page or a standard. */
  source: string;
  /** The operation it is about, when it is about one. */
  operation?: string;
  /** The operations that it is tested on, each by tests of its own, where there are several: those of a kind, or by their names. */
  operations?: OperationKind | readonly string[];
  /** How many tests an operation has, where it is more than one. */
  tests?: number;
  /** The facts of SOURCES.md that it checks, by their names there. */
  facts?: readonly string[];
  /** Part of the documented journeys: the quick set. */
  journey?: true;
  /** Can be judged on a production target: nothing is written. */
  readOnly?: true;
  /** Judged on every answer of every test, not by a test of its own. */
  everyResponse?: true;
  /** The family of derived cases that judge it, those of its level: none of them, none of its tests. */
  cases?: CaseFamily;
  /** The level of these cases, where it is another one. */
  casesOf?: Requirement['level'];
  /** Why nothing tests it. */
  notTested?: string;
}
