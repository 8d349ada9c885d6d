import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { operations } from '../../specs/generated/types.ts';
import type { Certainty } from './schema/certainty.ts';
import type { JsonObject } from './schema/pointers.ts';

/** The `operationId` of an operation of the description. */
export type OperationId = keyof operations;

/** The expected result of a request. The description maps each outcome to statuses per operation (`x-outcomes`). */
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
 * Whether a status is right for an outcome (`accepted`), right but advised against (`discouraged`, SHOULD NOT), or left open by the
 * documentation (`observed`: noted, and not judged).
 */
export type Acceptance = 'accepted' | 'discouraged' | 'observed';

/**
 * What an update does with properties that it leaves out (`x-update`): not documented (`unspecified`), cleared (`replace`), or kept
 * (`merge`).
 */
export type UpdateSemantics = 'unspecified' | 'replace' | 'merge';

/** How a caller of an operation authenticates. */
export type Security = 'none' | 'basic' | 'bearer';

/** A parameter of an operation; `schema` is a pointer into the description. */
export interface DescribedParameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  certainty: Certainty;
  schema: string;
  /** The OpenAPI serialization style; `json` when `content` describes the parameter. */
  style: string;
  /** The OpenAPI `explode`: whether the parts of an array or object are serialized separately. */
  explode: boolean;
}

/** A response header; `schema` is a pointer into the description. */
export interface DescribedHeader {
  name: string;
  required: boolean;
  certainty: Certainty;
  schema: string;
}

/** What the description says about one status of an operation: the media types of its body, and its headers. */
export interface DescribedResponse {
  certainty: Certainty;
  pointer: string;
  mediaTypes: string[];
  /** Pointer to the schema of the JSON media type; undefined when no JSON is described. */
  schema?: string | undefined;
  headers: DescribedHeader[];
}

/** The operation that removes a resource. Its path parameter takes the value at `pointer` in the response of the creation. */
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
  /** The JSON request body. */
  body?: { required: boolean; mediaType: string; schema: string } | undefined;
  responses: Record<string, DescribedResponse>;
  /** How to remove the resource of a successful response (an OpenAPI link to a DELETE operation, or `x-removal`). */
  removal?: Removal | undefined;
  outcomes: Record<string, Record<string, Acceptance>>;
  /** What an update does with properties that its body leaves out; undefined when the operation is not an update. */
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
