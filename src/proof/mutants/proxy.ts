import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Contract, Operation } from '../../contract/operations.ts';
import type { JudgedResponse } from '../../contract/validation/violation.ts';
import { responseOf } from './changed-response.ts';
import { titleOf, type Mutant } from './mutant.ts';
import { describedPlaces, mutationsOf } from './mutations.ts';

/** A proxy on loopback that plants one mutant in front of any target. */
export interface MutatingProxy {
  url: string;
  /** The number of responses that it has changed so far. */
  changed(): number;
  /** Stops listening and cuts every connection. */
  close(): Promise<void>;
}

/** Headers that apply to one connection, or to the encoding of a body that is re-encoded. */
const ofConnection = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

/** Starts a proxy in front of the target at a base URL, which applies a mutant to every response that has its place. */
export async function startMutatingProxy(
  contract: Contract,
  baseUrl: string,
  mutant: Mutant,
): Promise<MutatingProxy> {
  const operation = contract.operation(mutant.operation);
  let changed = 0;
  const server = createServer((incoming, response) => {
    void passedOn(baseUrl, incoming).then(
      (answer) => {
        const isOf = incoming.method === operation.method && isPathOf(operation, incoming.url ?? '');
        const mutated = isOf ? mutatedResponse(contract, operation, mutant, answer) : undefined;
        if (mutated) changed += 1;
        reply(response, mutated ?? answer);
      },
      () => response.destroy(),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    changed: () => changed,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The response as a mutant changes it; undefined when it does not have the place of the mutant. */
export function mutatedResponse(
  contract: Contract,
  operation: Operation,
  mutant: Mutant,
  response: JudgedResponse,
): JudgedResponse | undefined {
  if (response.status !== mutant.status) return undefined;
  const circumstances = { contract, operation, response, sent: [], outcomes: [] };
  const mutations = mutationsOf(circumstances, describedPlaces(circumstances));
  return mutations.find((each) => titleOf(each.mutant) === titleOf(mutant))?.response();
}

function isPathOf({ path }: Operation, target: string): boolean {
  const own = path.split('/');
  const given = (target.split('?')[0] ?? '').split('/');
  return own.length === given.length && own.every((part, at) => part.startsWith('{') || part === given[at]);
}

/** Sends a request on to the target without content coding, and returns the response. */
async function passedOn(baseUrl: string, incoming: IncomingMessage): Promise<JudgedResponse> {
  const body = await collected(incoming);
  const { host: _host, 'accept-encoding': _coding, connection: _connection, ...headers } = incoming.headers;
  const url = new URL(baseUrl.replace(/\/$/, '') + (incoming.url ?? ''));
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const outgoing = send(url, { method: incoming.method, headers });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const text = (await collected(response)).toString('utf8');
  const pairs = response.rawHeaders.flatMap((name, at, all): [string, string][] =>
    at % 2 === 0 && !ofConnection.has(name.toLowerCase()) ? [[name, all[at + 1] ?? '']] : [],
  );
  return responseOf(response.statusCode ?? 0, pairs, text);
}

function reply(response: ServerResponse, { status, headers, text }: JudgedResponse): void {
  const length = status === 204 ? [] : ['content-length', String(Buffer.byteLength(text))];
  response.sendDate = false;
  response.writeHead(status, [...headers.flat(), ...length]);
  response.end(status === 204 ? undefined : text);
}

async function collected(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
