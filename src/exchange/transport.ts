import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { Agent, request, type Dispatcher } from 'undici';
import type { TransportFault } from '../contract/evidence.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

/** An answer as it came over the wire: header names in lower case, in order, repeated as they came; the body inflated. */
export interface WireAnswer {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
}

/** Thrown when no usable answer came. Its message holds no header and no body. */
export class TransportError extends Error {
  readonly fault: TransportFault;

  constructor(fault: TransportFault, message: string) {
    super(message);
    this.name = 'TransportError';
    this.fault = fault;
  }
}

/** Sends one request and hands back its answer; throws a {@link TransportError}. */
export interface Transport {
  send(request: WireRequest): Promise<WireAnswer>;
  close(): Promise<void>;
}

/** Bytes of a body that are read at most, before and after inflating. */
export const bodyLimit = 10 * 1024 * 1024;

/**
 * A transport on undici: one attempt a request, no redirect followed, bodies capped at {@link bodyLimit}.
 * `timeout`: milliseconds for a whole exchange.
 */
export function createTransport(timeout: number): Transport {
  const agent = new Agent({ connect: { timeout }, headersTimeout: 0, bodyTimeout: 0 });
  return {
    send: async (wire) => {
      try {
        return await sendOnce(agent, wire, AbortSignal.timeout(timeout));
      } catch (error) {
        throw error instanceof TransportError
          ? error
          : transportError(error, new URL(wire.url).host, timeout);
      }
    },
    close: () => agent.destroy(),
  };
}

async function sendOnce(dispatcher: Dispatcher, wire: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
  const { method, url, headers, body } = wire;
  const answer = await request(url, {
    dispatcher,
    method,
    headers,
    body: body ?? null,
    signal,
    responseHeaders: 'raw',
  });
  const raw = answer.headers as unknown as (string | Buffer)[];
  const names = raw.filter((_, index) => index % 2 === 0);
  const pairs = names.map((name, index): [string, string] => [
    String(name).toLowerCase(),
    String(raw[index * 2 + 1]),
  ]);
  const coding = pairs.find(([name]) => name === 'content-encoding')?.[1].toLowerCase();
  return { status: answer.statusCode, headers: pairs, body: inflated(await readCapped(answer.body), coding) };
}

async function readCapped(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > bodyLimit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function inflated(body: Buffer, coding: string | undefined): Buffer {
  const options = { maxOutputLength: bodyLimit };
  try {
    if (coding === 'gzip' || coding === 'x-gzip') return gunzipSync(body, options);
    if (coding === 'deflate') return inflateSync(body, options);
    return coding === 'br' ? brotliDecompressSync(body, options) : body;
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new TransportError(
      'protocol',
      `the answer's body is not the ${String(coding)} its headers announce`,
    );
  }
}

function tooLarge(): TransportError {
  return new TransportError(
    'tooLarge',
    `the answer is longer than ${String(bodyLimit / 1024 / 1024)} MB and was not read on`,
  );
}

const faultOfCode: Record<string, TransportFault> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
};

function transportError(error: unknown, host: string, timeout: number): TransportError {
  const code = codeOf(error);
  const name = error instanceof Error ? error.name : '';
  const isTls = /CERT|TLS|SSL|SELF_SIGNED|ISSUER/.test(code);
  const fault = name === 'TimeoutError' ? 'timeout' : isTls ? 'tls' : (faultOfCode[code] ?? 'protocol');
  const words: Record<TransportFault, string> = {
    dns: `the name of ${host} does not resolve`,
    refused: `${host} refuses the connection: nothing listens there`,
    reset: `${host} closed the connection before the answer was complete`,
    tls: `the certificate of ${host} is not trusted (${code}); a private authority goes into NODE_EXTRA_CA_CERTS`,
    timeout: `${host} did not answer within ${String(timeout)} ms`,
    protocol: `what ${host} sent is not HTTP${code === '' ? '' : ` (${code})`}`,
    tooLarge: '',
  };
  return new TransportError(fault, words[fault]);
}

function codeOf(error: unknown): string {
  const holder =
    error instanceof Error && error.cause instanceof Error && !('code' in error) ? error.cause : error;
  return typeof holder === 'object' && holder !== null && 'code' in holder ? String(holder.code) : '';
}
