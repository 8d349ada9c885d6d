import type { Exchange } from '../../evidence.ts';
import { decoded } from '../../rules/location-header.ts';
import { essenceOf } from '../../schema/media-types.ts';
import { parsedJson } from '../../validation/violations.ts';
import { headerOf } from '../../validation/violation.ts';
import type { Contract, Operation } from '../../operations.ts';
import type { Json } from '../../schema/pointers.ts';

/** An exchange with a response, parsed as far as coverage needs. */
export interface SeenExchange {
  exchange: Exchange;
  operation: Operation;
  status: number;
  /** Whether the status is below 300 and belongs to the outcome `success`. */
  isSuccess: boolean;
  /** Whether the API evaluated the request: it broke no constraint on purpose, and the status is not 401 or 403. */
  isRead: boolean;
  path: ReadonlyMap<string, string>;
  query: URLSearchParams;
  /** The media types of the request and the response, without their parameters. */
  requestType: string | undefined;
  responseType: string | undefined;
  /** The request body; undefined when there was none or it was not JSON. */
  body: Json | undefined;
  response: Json | undefined;
}

/** Whether a status reports a rate limit (429) or a failure (500 and above), which no test provokes. */
export function isOutsideTests(status: number): boolean {
  return status === 429 || status >= 500;
}

/** The exchanges that received a response, in the order recorded. Rate limits and statuses of 500 and above are left out. */
export function seenExchanges(
  contract: Contract,
  operations: readonly Operation[],
  exchanges: readonly Exchange[],
): SeenExchange[] {
  const byId = new Map(operations.map((operation) => [operation.id, pathReader(operation)]));
  return exchanges.flatMap((exchange) => {
    const reader = byId.get(exchange.operation);
    const status = exchange.answer?.status;
    if (!reader || !exchange.answer || status === undefined || isOutsideTests(status)) return [];
    return [seenExchange(reader, exchange, exchange.answer)];
  });
}

interface PathReader {
  operation: Operation;
  names: string[];
  pattern: RegExp;
}

function pathReader(operation: Operation): PathReader {
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const pattern = operation.path
    .split(/\{[^}]+\}/)
    .map((text) => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`))
    .join('([^/]*)');
  return { operation, names, pattern: new RegExp(`${pattern}$`) };
}

function seenExchange(
  { operation, names, pattern }: PathReader,
  exchange: Exchange,
  response: NonNullable<Exchange['answer']>,
): SeenExchange {
  const { request, breaks } = exchange;
  const url = new URL(request.url);
  const values = pattern.exec(url.pathname)?.slice(1) ?? [];
  const { status } = response;
  const acceptance = operation.outcomes.success?.[String(status)];
  return {
    exchange,
    operation,
    status,
    isSuccess: status < 300 && (acceptance === 'accepted' || acceptance === 'discouraged'),
    isRead: breaks === undefined && status !== 401 && status !== 403,
    path: new Map(values.map((value, index) => [names[index] ?? '', decoded(value)])),
    query: url.searchParams,
    requestType: mediaTypeIn(Object.entries(request.headers)),
    responseType: mediaTypeIn(response.headers),
    body: request.body === undefined ? undefined : parsedJson(request.body),
    response: response.body === '' ? undefined : parsedJson(response.body),
  };
}

function mediaTypeIn(headers: readonly (readonly [string, string])[]): string | undefined {
  const mediaType = headerOf({ headers }, 'content-type');
  return mediaType === undefined ? undefined : essenceOf(mediaType);
}
