import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import type { Exchange, HiddenBreach, HiddenPlaces, TransportFault } from '../../contract/evidence.ts';
import { passOverContinue } from './interim-responses.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  method: Dispatcher.HttpMethod;
  /** Scheme, host and port. */
  origin: string;
  /** Path and query, sent to the letter: dots in it lead nowhere else. */
  target: string;
  headers: Record<string, string>;
  body?: string | undefined;
}

/** An answer as it came over the wire: header names in lower case, in order, repeated as they came; the body inflated. */
export interface WireResponse {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
  /** What a recorded run knows of an answer beside it. */
  recorded?: RecordedFacts | undefined;
}

/** What a recorded run knows of an answer that it serves. */
export interface RecordedFacts {
  startedAt: string;
  milliseconds: number;
  /** Where in it stand-ins stand, for values that nobody knows any more. */
  standIns: readonly string[];
  /** What was found broken at places that were hidden. */
  broken: readonly HiddenBreach[];
}

/** A request as it is written down, and what that hides of it. */
export interface Written {
  request: Exchange['request'];
  hidden: HiddenPlaces | undefined;
  /** What is wrong about it on purpose. */
  breaks?: Exchange['breaks'];
  /** Whether it repeats one that succeeded, to find out who is to blame for another. */
  control?: Exchange['control'];
}

/** Whose request it is, and how it is written down: what a recorded run is searched for it with. */
export interface Sender {
  test: string;
  written: () => Written;
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
  send(request: WireRequest, sender?: Sender): Promise<WireResponse>;
  close(): Promise<void>;
  /** The run whose answers it serves; undefined where it sends. */
  recorded?: RecordedCourse | undefined;
}

/** What a recorded run decides where seed and answers alone do not. */
export interface RecordedCourse {
  /** Notes that a test begins, by the name that a reader knows. */
  begins(test: string, title: string): void;
  /**
   * The token that the next request of a test was sent with, of an operation where it is one of a certain one: `renewed` where it was
   * exchanged first.
   */
  tokenFor(test: string, operation?: string): string | undefined;
  /** What a test sent next; undefined where it sent no further request. */
  next(test: string): Exchange | undefined;
  /** What a test sent, answered or not. */
  sentBy(test: string): readonly Exchange[];
  /** The owner of what a test shared with others of its worker; undefined where it shared nothing. */
  ownerFor(test: string): string | undefined;
}

/** Bytes of a body that are read at most, before and after inflating. */
export const bodyLimit = 10 * 1024 * 1024;

/** Content codings that are undone at most: each takes its time. */
const mostCodings = 5;

/** The connections that a transport sends over. `timeout`: milliseconds that connecting may take; `proxy`: its URL. */
export function createAgent(timeout: number, proxy?: string): Dispatcher {
  passOverContinue();
  const options = { connect: { timeout }, headersTimeout: 0, bodyTimeout: 0 };
  return proxy === undefined ? new Agent(options) : new ProxyAgent({ ...options, uri: proxy });
}

/**
 * A transport on undici: one attempt a request, no redirect followed, bodies capped at {@link bodyLimit}.
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

/** The body after undoing its content codings, the last one first (RFC 9110, section 8.4). */
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
      `the answer's body has ${String(codings.length)} content codings, and no more than ${String(mostCodings)} are undone`,
    );
  try {
    return codings.reduceRight((rest, coding) => undo[coding]?.(rest) ?? rest, body);
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new TransportError(
      'protocol',
      `the answer's body is not the ${codings.join(', ')} its headers announce`,
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
  UND_ERR_ABORTED: 'refused', // by the proxy, which was asked to connect
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
    reset: `${host} closed the connection before the answer was complete`,
    tls: isUntrusted
      ? `the certificate of ${host} is not trusted (${code})`
      : `${host} does not speak TLS as it should (${code})`,
    timeout: `${host} did not answer within ${String(timeout)} ms`,
    protocol: `what ${host} sent is not HTTP${/^\w+$/.test(code) && code !== 'undefined' ? ` (${code})` : ''}`,
    tooLarge: `the headers of what ${host} answers are too long to be read`,
  };
  return new TransportError(fault, words[fault]);
}

/** A proxy says with a status that it does not connect. */
function refusalOf(error: unknown): string {
  const [, status] = /^Proxy response \((\d+)\)/.exec(error instanceof Error ? error.message : '') ?? [];
  return status === undefined ? 'nothing listens there' : `the proxy answered ${status}`;
}

function codeOf(error: unknown): string {
  const holder =
    error instanceof Error && error.cause instanceof Error && !('code' in error) ? error.cause : error;
  return typeof holder === 'object' && holder !== null && 'code' in holder ? String(holder.code) : '';
}
