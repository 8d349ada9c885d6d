import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import type { Exchange, HiddenBreach, HiddenPlaces, TransportFault } from '../../contract/evidence.ts';
import { passOverContinue } from './interim-responses.ts';

/** A request as sent over the wire. */
export interface WireRequest {
  method: Dispatcher.HttpMethod;
  /** Scheme, host and port. */
  origin: string;
  /** Path and query, sent unchanged: dot segments are not resolved. */
  target: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

/** A response as received: headers in the received order, with repetitions and with names in lower case; the body decompressed. */
export interface WireResponse {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
  /** What a recorded run knows about the response. */
  recorded?: RecordedFacts | undefined;
}

/** What a recorded run knows about a response that it serves. */
export interface RecordedFacts {
  startedAt: string;
  milliseconds: number;
  /** The places of stand-ins for values that can no longer be known. */
  standIns: readonly string[];
  /** The violations that were found at hidden places. */
  broken: readonly HiddenBreach[];
}

/** A request as recorded, and the places whose values the record hides. */
export interface Written {
  request: Exchange['request'];
  hidden: HiddenPlaces | undefined;
  /** Its deliberate violation. */
  breaks?: Exchange['breaks'];
  /** Whether it is a control: a repeated successful request that shows who is to blame for the failure of another. */
  control?: Exchange['control'];
}

/** The test that sends a request, and the request as recorded: a rejudgement uses both to find it in the recorded run. */
export interface Sender {
  test: string;
  written: () => Written;
}

/** Thrown when no usable response came. Its message contains no header and no body. */
export class TransportError extends Error {
  readonly fault: TransportFault;

  constructor(fault: TransportFault, message: string) {
    super(message);
    this.name = 'TransportError';
    this.fault = fault;
  }
}

/** Sends one request and returns its response; throws a {@link TransportError} when no usable response comes. */
export interface Transport {
  send(request: WireRequest, sender?: Sender): Promise<WireResponse>;
  close(): Promise<void>;
  /** The recorded run whose responses it serves; undefined if it sends requests to the target. */
  recorded?: RecordedCourse | undefined;
}

/** What a recorded run determines where seed and responses alone do not. */
export interface RecordedCourse {
  /** Notes that a test begins. `title`: its name for a reader. */
  begins(test: string, title: string): void;
  /**
   * The token that the next request of a test was sent with; with `operation`, of its next request of that operation. `renewed` if a
   * token exchange came first.
   */
  tokenFor(test: string, operation?: string): string | undefined;
  /** The next exchange of a test; undefined if it sent no further request. */
  next(test: string): Exchange | undefined;
  /** All exchanges of a test, with or without a response. */
  sentBy(test: string): readonly Exchange[];
  /** The owner of the data that a test shared with other tests of its worker; undefined if it shared none. */
  ownerFor(test: string): string | undefined;
}

/** Maximum bytes of a body, before and after decompression. */
export const bodyLimit = 10 * 1024 * 1024;

/** Maximum number of content codings that are decoded, because each takes time. */
const mostCodings = 5;

/** The connections that a transport sends over. `timeout`: milliseconds that connecting may take; `proxy`: its URL. */
export function createAgent(timeout: number, proxy?: string): Dispatcher {
  passOverContinue();
  const options = { connect: { timeout }, headersTimeout: 0, bodyTimeout: 0 };
  return proxy === undefined ? new Agent(options) : new ProxyAgent({ ...options, uri: proxy });
}

/**
 * A transport on undici: one attempt per request, no redirect followed, bodies limited to {@link bodyLimit}.
 * `timeout`: milliseconds for a whole exchange; `proxy`: the URL of the proxy that all of them go through.
 */
export function createTransport(timeout: number, proxy?: string): Transport {
  const agent = createAgent(timeout, proxy);
  const way = proxy === undefined ? '' : ` (through the proxy ${new URL(proxy).host})`;
  return {
    send: async (wire) => {
      try {
        return await sendOnce(agent, wire, AbortSignal.timeout(timeout));
      } catch (error) {
        throw error instanceof TransportError
          ? error
          : transportError(error, new URL(wire.origin).host + way, timeout);
      }
    },
    close: () => agent.destroy(),
  };
}

async function sendOnce(
  dispatcher: Dispatcher,
  wire: WireRequest,
  signal: AbortSignal,
): Promise<WireResponse> {
  const { method, origin, target, headers, body } = wire;
  const response = await dispatcher.request({
    origin,
    path: target,
    method,
    headers,
    body: body ?? null,
    signal,
    responseHeaders: 'raw',
  });
  const raw = response.headers as unknown as (string | Buffer)[];
  const names = raw.filter((_, index) => index % 2 === 0);
  const pairs = names.map((name, index): [string, string] => [
    String(name).toLowerCase(),
    String(raw[index * 2 + 1]),
  ]);
  const codings = pairs
    .filter(([name]) => name === 'content-encoding')
    .flatMap(([, value]) => value.toLowerCase().split(/\s*,\s*/));
  return {
    status: response.statusCode,
    headers: pairs,
    body: inflated(await readCapped(response.body), codings),
  };
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

/** The body after decoding its content codings, the last one first (RFC 9110, section 8.4). */
function inflated(body: Buffer, codings: string[]): Buffer {
  const options = { maxOutputLength: bodyLimit };
  const undo: Record<string, (given: Buffer) => Buffer> = {
    gzip: (given) => gunzipSync(given, options),
    'x-gzip': (given) => gunzipSync(given, options),
    deflate: (given) => inflateSync(given, options),
    br: (given) => brotliDecompressSync(given, options),
    identity: (given) => given,
  };
  if (body.length === 0) return body;
  if (codings.length > mostCodings)
    throw new TransportError(
      'protocol',
      `the response body has ${String(codings.length)} content codings; at most ${String(mostCodings)} are decoded`,
    );
  try {
    return codings.reduceRight((rest, coding) => undo[coding]?.(rest) ?? rest, body);
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new TransportError(
      'protocol',
      `the response body is not the ${codings.join(', ')} its headers announce`,
    );
  }
}

function tooLarge(): TransportError {
  return new TransportError(
    'tooLarge',
    `the response is longer than ${String(bodyLimit / 1024 / 1024)} MB and was not read to its end`,
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
  UND_ERR_ABORTED: 'refused', // by the proxy, in response to CONNECT
  UND_ERR_SOCKET: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'tooLarge',
};

function transportError(error: unknown, host: string, timeout: number): Error {
  const code = codeOf(error);
  if (code === 'UND_ERR_INVALID_ARG') return new Error('a part of the request cannot be sent over HTTP');
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  const isUntrusted = /CERT|SELF_SIGNED|ISSUER|ALTNAME/.test(code);
  const isTls = isUntrusted || /SSL|TLS/.test(code);
  const fault = isTimeout ? 'timeout' : isTls ? 'tls' : (faultOfCode[code] ?? 'protocol');
  const words: Record<TransportFault, string> = {
    dns: `the name of ${host} does not resolve`,
    refused: `${host} refuses the connection: ${refusalOf(error)}`,
    reset: `${host} closed the connection before the response was complete`,
    tls: isUntrusted
      ? `the certificate of ${host} is not trusted (${code})`
      : `${host} failed the TLS handshake (${code})`,
    timeout: `${host} did not respond within ${String(timeout)} ms`,
    protocol: `what ${host} sent is not HTTP${/^\w+$/.test(code) && code !== 'undefined' ? ` (${code})` : ''}`,
    tooLarge: `the response headers of ${host} are too long to be read`,
  };
  return new TransportError(fault, words[fault]);
}

/** The cause of a refused connection: the status that the proxy returned, if any. */
function refusalOf(error: unknown): string {
  const [, status] = /^Proxy response \((\d+)\)/.exec(error instanceof Error ? error.message : '') ?? [];
  return status === undefined ? 'nothing listens there' : `the proxy returned ${status}`;
}

function codeOf(error: unknown): string {
  const holder =
    error instanceof Error && error.cause instanceof Error && !('code' in error) ? error.cause : error;
  return typeof holder === 'object' && holder !== null && 'code' in holder ? String(holder.code) : '';
}
