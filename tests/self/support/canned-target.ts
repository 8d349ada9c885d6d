import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EvidenceRecord } from '../../../src/contract/evidence.ts';
import type { Json } from '../../../src/contract/schema/pointers.ts';
import { createApi, type Api } from '../../../src/exchange/api.ts';
import { createMemory, type ClientContext } from '../../../src/exchange/client-context.ts';
import { createRecorder, type Recorder, type TestFacts } from '../../../src/exchange/recorder.ts';
import { createRedactor } from '../../../src/exchange/redaction/redaction.ts';
import { basicAuthorization, createSession } from '../../../src/exchange/session.ts';
import { createTransport } from '../../../src/exchange/transport/transport.ts';
import { secretsOf } from '../../../src/target/target.ts';
import { contract } from './real-contract.ts';

/** The next response of the target: status, body (a string as it is, anything else as JSON) and headers. */
export interface CannedResponse {
  status?: number;
  body?: Json;
  headers?: Record<string, string>;
}

/** A target that issues a token for the known credentials, and otherwise sends the given responses. */
export interface CannedTarget {
  api: Api;
  context: ClientContext;
  recorder: Recorder;
  /** The records of the evidence log. */
  log: EvidenceRecord[];
  close: () => Promise<void>;
}

/** The credentials of the target, and the prefix of the tokens that it issues, which are numbered from 1. */
export const known = { key: 'k3y-canary', secret: 's3cret-canary', token: 't0ken-canary' };

/** Starts a target on a free port that sends the responses one after the other. */
export async function cannedTarget(
  responses: CannedResponse[],
  facts: Partial<TestFacts> = {},
): Promise<CannedTarget> {
  const { server, baseUrl } = await serving(responses);
  const target = { kind: 'sandbox' as const, baseUrl, credentials: known };
  const redactor = createRedactor(secretsOf(target));
  const context = { contract, target, transport: createTransport(2000), redactor, memory: createMemory() };
  const log: EvidenceRecord[] = [];
  const requirement = { id: 'CUS-001', level: 'MUST' as const, text: 'A text.' };
  const write = { write: (record: EvidenceRecord) => void log.push(record), close: () => undefined };
  const recorder = createRecorder(write, {
    ...{ test: 't', requirement, contract, redactor, strict: false, replay: 'replay', waivers: [] },
    ...facts,
  });
  return {
    api: createApi(context, recorder, createSession(known)),
    context,
    recorder,
    log,
    close: async () => {
      await context.transport.close();
      server.close();
    },
  };
}

async function serving(responses: CannedResponse[]): Promise<{ server: Server; baseUrl: string }> {
  let tokens = 0;
  const server = createServer((request, response) => {
    const value = `${known.token}${String(tokens + 1)}`;
    const token: CannedResponse = { status: 200, body: { access_token: value, expires_in: 3600 } };
    const isKnown = request.headers.authorization === basicAuthorization(known);
    if (isKnown) tokens += 1;
    const { status = 200, body, headers } = isKnown ? token : (responses.shift() ?? { status: 500 });
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers });
    response.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, baseUrl: `http://127.0.0.1:${String(port)}` };
}
