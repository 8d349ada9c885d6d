import assert from 'node:assert/strict';
import { after } from 'node:test';
import {
  loadContract,
  type Contract,
  type Operation,
  type OperationId,
} from '../../../../src/contract/operations.ts';
import { isObject, valueAt, type Json, type JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { undeclaredFields } from '../../../../src/contract/privacy/undeclared-properties.ts';
import { ensureGenerated } from '../../../../src/description/generate.ts';
import type { Clock } from '../../../../src/sandbox/http/clock.ts';
import { createInstance } from '../../../../src/sandbox/http/instance.ts';
import {
  serveInstance,
  startSandbox,
  type Sandbox,
  type ServiceAccount,
} from '../../../../src/sandbox/sandbox.ts';

/** The parts of a request to an operation; `token` replaces that of the first account, `authorization` the whole header. */
export interface Sent {
  path?: Record<string, string>;
  query?: Record<string, string> | [string, string][];
  body?: Json;
  raw?: string | Buffer;
  headers?: Record<string, string>;
  token?: string;
  authorization?: string;
}

/** The response, already checked against the description. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  body: Json | undefined;
  /** The value at a JSON Pointer of the body. */
  at(pointer: string): Json | undefined;
  /** The same as text; empty when it is none. */
  textAt(pointer: string): string;
  /** The paths of its `errors`. */
  errorPaths: Json[];
  id: string;
}

/** A running sandbox and a client that checks every response against the description. */
export interface Api {
  sandbox: Sandbox;
  contract: Contract;
  /** A token of the other business account. */
  otherToken: string;
  exchange(account: ServiceAccount): Promise<string>;
  send(operationId: OperationId, sent?: Sent): Promise<Reply>;
  /** The id of a new customer. */
  customer(body: JsonObject): Promise<string>;
}

/** The contract of the description as it is now. */
export async function currentContract(): Promise<Contract> {
  return loadContract((await ensureGenerated()).folder);
}

/** The Authorization header of a service account. */
export function basic({ key, secret }: { key: string; secret: string }): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
}

/** Starts a sandbox for the tests of a file, and closes it after them. */
export async function startApi(clock?: Clock): Promise<Api> {
  const contract = await currentContract();
  const sandbox = await (clock
    ? serveInstance(createInstance(contract, undefined, clock))
    : startSandbox({ contract }));
  after(() => sandbox.close());
  const { first, other } = sandbox.accounts;
  const exchange = async (account: ServiceAccount): Promise<string> => {
    const reply = await request(sandbox, contract, 'exchangeApiKey', { authorization: basic(account) });
    return reply.textAt('/access_token');
  };
  const [token, otherToken] = [await exchange(first), await exchange(other)];
  const send: Api['send'] = (id, sent) => request(sandbox, contract, id, { token, ...sent });
  const customer: Api['customer'] = async (body) => (await send('createCustomer', { body })).id;
  return { sandbox, contract, otherToken, exchange, send, customer };
}

async function request(sandbox: Sandbox, contract: Contract, id: OperationId, sent: Sent): Promise<Reply> {
  const operation = contract.operation(id);
  const authorization = sent.authorization ?? `Bearer ${sent.token ?? ''}`;
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(sent.path?.[name] ?? ''),
  );
  const body = sent.raw ?? (sent.body === undefined ? null : JSON.stringify(sent.body));
  const response = await fetch(`${sandbox.url}${path}?${new URLSearchParams(sent.query).toString()}`, {
    method: operation.method,
    headers: { ...(body !== null && { 'content-type': 'application/json' }), authorization, ...sent.headers },
    body,
  });
  const reply = await readReply(response);
  assertDescribed(contract, operation, reply);
  return reply;
}

/** A response of fetch, read completely. */
export async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  const body = text === '' ? undefined : (JSON.parse(text) as Json);
  const textAt: Reply['textAt'] = (pointer) => {
    const value = valueAt(body, pointer);
    return typeof value === 'string' ? value : '';
  };
  const errors = isObject(body) && Array.isArray(body.errors) ? body.errors : [];
  return {
    status: response.status,
    headers: response.headers,
    text,
    body,
    at: (pointer) => valueAt(body, pointer),
    textAt,
    errorPaths: errors.map((error) => (isObject(error) ? (error.path ?? null) : null)),
    id: textAt('/id'),
  };
}

function assertDescribed(
  contract: Contract,
  operation: Operation,
  { status, headers, body, text }: Reply,
): void {
  const described = operation.responses[String(status)];
  assert.ok(
    described,
    `${operation.id} answered ${String(status)}, which the description does not have: ${text}`,
  );
  for (const { name, required } of described.headers) assert.ok(!required || headers.has(name), `no ${name}`);
  const schema = described.schema;
  if (schema === undefined) {
    assert.equal(text, '', `${operation.id} answered ${String(status)} with a body`);
    return;
  }
  assert.match(headers.get('content-type') ?? '', /^application\/json/);
  const validate = contract.response[schema];
  const isValid = validate?.(body);
  assert.deepEqual(undeclaredFields(contract.document, schema, body ?? null), [], operation.id);
  assert.ok(isValid, `${operation.id} ${String(status)}: ${JSON.stringify(validate?.errors)} in ${text}`);
}
