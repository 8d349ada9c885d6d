import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { operations } from '../../specs/generated/types.ts';
import type { Certainty } from './schema/certainty.ts';
import type { JsonObject } from './schema/pointers.ts';

/** The `operationId` of an operation of the description. */
export type OperationId = keyof operations;

/** What should happen to a request, in words; the description maps each to statuses per operation (`x-outcomes`). */
export type Outcome =
  | 'success'
  | 'unauthenticated'
  | 'forbidden'
  | 'invalid'
  | 'notFound'
  | 'conflict'
  | 'malformedId'
  | 'malformedCredentials'
  | 'malformedBody'
  | 'missingBody'
  | 'removed'
  | 'repeated'
  | 'suspended'
  | 'twoPrimaries'
  | 'poBox'
  | 'reusedExternalId'
  | 'takenExternalId'
  | 'notABusiness'
  | 'unscanned'
  | 'abroad'
  | 'otherProof'
  | 'garbledCredentials'
  | 'unsupportedMediaType';

/**
 * Whether a status is right for an outcome, right but advised against (SHOULD NOT), or one of those that the documentation leaves
 * open: noted, and not judged.
 */
export type Acceptance = 'accepted' | 'discouraged' | 'observed';

/** What becomes of the fields that an update leaves out (`x-update`): not said, cleared, or kept. */
export type UpdateSemantics = 'unspecified' | 'replace' | 'merge';

/** How a caller of an operation proves who it is. */
export type Security = 'none' | 'basic' | 'bearer';

/** A parameter of an operation; `schema` is a pointer into the description. */
export interface DescribedParameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  certainty: Certainty;
  schema: string;
  /** How a value is written, in the words of OpenAPI; `json` where `content` describes it. */
  style: string;
  /** Whether the parts of an array or object are written apart. */
  explode: boolean;
}

/** A header of an answer; `schema` is a pointer into the description. */
export interface DescribedHeader {
  name: string;
  required: boolean;
  certainty: Certainty;
  schema: string;
}

/** What the description says of one status of an operation: the media types of its body, and its headers. */
export interface DescribedResponse {
  certainty: Certainty;
  pointer: string;
  mediaTypes: string[];
  /** Pointer to the schema of the JSON among them; undefined where no JSON is described. */
  schema?: string | undefined;
  headers: DescribedHeader[];
}

/** The operation that removes a resource, and the path parameter that takes the value at a pointer of the creating answer. */
export interface Removal {
  operation: string;
  parameter: string;
  pointer: string;
}

/** One operation of the description. Pointers lead into the description. */
export interface Operation {
  id: string;
  /** Upper case. */
  method: string;
  /** The path template. */
  path: string;
  pointer: string;
  /** The group that it is in. */
  group: string;
  summary: string;
  /** The vendor's page, or an empty string. */
  source: string;
  certainty: Certainty;
  security: Security;
  parameters: DescribedParameter[];
  /** The JSON that it takes. */
  body?: { required: boolean; mediaType: string; schema: string } | undefined;
  responses: Record<string, DescribedResponse>;
  /** How what a successful answer speaks of can be removed again (an OpenAPI link to a DELETE operation). */
  removal?: Removal | undefined;
  outcomes: Record<string, Record<string, Acceptance>>;
  /** What becomes of what is left out of the body, where the operation is an update. */
  update?: UpdateSemantics | undefined;
}

/** Whether a status is right for an outcome of an operation; undefined where it is not. `4XX` stands for every status of its class. */
export function acceptanceOf(
  { outcomes }: Operation,
  outcome: string,
  status: number,
): Acceptance | undefined {
  const statuses = outcomes[outcome];
  return statuses?.[String(status)] ?? statuses?.[`${String(status).charAt(0)}XX`];
}

/** The payload of a webhook; `body` is a pointer into the description. */
export interface Webhook {
  id: string;
  name: string;
  body: string;
}

/** The description's operations, in its order. */
export interface OperationTable {
  title: string;
  version: string;
  operations: Operation[];
  webhooks: Webhook[];
}

/** What an Ajv validator reports: the fields of its error objects that are used here. */
export interface SchemaError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** A standalone validator: true when valid; otherwise `errors` holds every error. */
export interface Validator {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
}

/** Everything generated from a description: what tests, sandbox and verdicts know of the API. */
export interface Contract {
  /** Digest of the description. */
  digest: string;
  document: JsonObject;
  table: OperationTable;
  /** The operation of an id. Throws for an id that the description does not have. */
  operation(id: string): Operation;
  /** Validators of bodies, parameters and headers, by pointer into the description. */
  request: Record<string, Validator>;
  response: Record<string, Validator>;
}

/** The contract generated into a folder (see `src/description`). Throws when the folder is incomplete. */
export async function loadContract(folder: string): Promise<Contract> {
  const [document, table] = await Promise.all(
    ['description.json', 'operations.json'].map(
      async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as unknown,
    ),
  );
  const load = createRequire(import.meta.url);
  const { request, response } = load(path.resolve(folder, 'validators.cjs')) as Pick<
    Contract,
    'request' | 'response'
  >;
  const byId = new Map((table as OperationTable).operations.map((operation) => [operation.id, operation]));
  return {
    digest: path.basename(folder),
    document: document as JsonObject,
    table: table as OperationTable,
    operation: (id) => {
      const operation = byId.get(id);
      if (!operation) throw new Error(`the description has no operation "${id}"`);
      return operation;
    },
    request,
    response,
  };
}
