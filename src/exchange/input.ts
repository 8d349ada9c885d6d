import type { operations, Writable } from '../../specs/generated/types.ts';
import type { OperationId } from '../contract/operations.ts';
import type { Breach, RawBody } from '../contract/validation/requests.ts';
import type { ParameterValue } from '../contract/schema/serialization.ts';

type Parameters<Id extends OperationId, Place extends 'path' | 'query'> =
  operations[Id]['parameters'] extends Partial<Record<Place, infer Values>>
    ? Exclude<Values, undefined>
    : never;

type RequestBody<Id extends OperationId> = operations[Id] extends { requestBody?: infer Described }
  ? Exclude<Described, undefined>
  : never;

type Body<Id extends OperationId> = [RequestBody<Id>] extends [never]
  ? never
  : RequestBody<Id> extends { content: { 'application/json': infer Schema } }
    ? Writable<Schema>
    : never;

/** One part of an input: not allowed when the operation has none, optional when nothing in it is required. */
type Part<Name extends string, Values> = [Values] extends [never]
  ? Partial<Record<Name, never>>
  : Record<string, never> extends Values
    ? Partial<Record<Name, Values>>
    : Record<Name, Values>;

/** The input of an operation, as the description defines it. */
export type Input<Id extends OperationId> = Part<'path', Parameters<Id, 'path'>> &
  Part<'query', Parameters<Id, 'query'>> &
  Part<'body', Body<Id>>;

/** The input as an argument: it may be left out when nothing in it is required. */
export type InputArguments<Id extends OperationId> =
  Record<string, never> extends Input<Id> ? [input?: Input<Id>] : [input: Input<Id>];

/** A request that departs from the description in one named way, and in no other. */
export type Deviation =
  | (LooseInput & {
      /** Sent as the Authorization header in place of the caller's own. */
      authorization: string;
    })
  | (LooseInput & { breaks: Breach })
  | (LooseInput & {
      /** Additional headers, which the description does not define. */
      headers: Readonly<Record<string, string>>;
    });

interface LooseInput {
  path?: Record<string, string>;
  query?: Record<string, ParameterValue>;
  body?: unknown;
  raw?: RawBody;
}

/** The body of an operation's successful responses, as the description defines it. */
export type SuccessBody<Id extends OperationId> = {
  [Status in keyof operations[Id]['responses']]: Status extends 200 | 201
    ? operations[Id]['responses'][Status] extends { content: { 'application/json': infer Schema } }
      ? Schema
      : never
    : never;
}[keyof operations[Id]['responses']];
