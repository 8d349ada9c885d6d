import type { ServerResponse } from 'node:http';
import type { PassingRequest } from '../../../src/sandbox/faults/requests.ts';
import { reply, startServer, type TestServer } from './proxy.ts';

/** The traffic of a troubled server after the tests have begun. */
export interface Passing extends PassingRequest {
  /** Ids of the customers that were created through it. */
  ids: ReadonlySet<string>;
  /** Method and path, with `{id}` for every UUID in it. */
  route: string;
}

/** Sends a response in place of the API, and returns true. */
export type Trouble = (passing: Passing, response: ServerResponse) => boolean;

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * A server on loopback in front of an API. After a worker has begun its tests, `trouble` is called first; requests that it does not handle are
 * forwarded. `before`: how many tokens are requested before the tests begin.
 */
export async function troubledServer(
  target: string,
  trouble: Trouble,
  before = 2, // by the preflight
): Promise<TestServer> {
  const ids = new Set<string>();
  let exchanges = 0;
  return startServer((request, response) => {
    const [path = ''] = request.url.split('?');
    const route = `${request.method} ${path.replaceAll(uuid, '{id}')}`;
    if (path.endsWith('/exchange')) exchanges += 1;
    const hasBegun = exchanges > before;
    if (hasBegun && trouble({ ...request, ids, route }, response)) return;
    void passedOn(target, request).then((answer) => {
      if (route === 'POST /v1/customers') for (const [id] of answer.body.matchAll(uuid)) ids.add(id);
      reply(response, answer);
    });
  });
}

async function passedOn(
  target: string,
  { method, url, headers, body }: PassingRequest,
): Promise<{ status: number; headers: Record<string, string>; body: string }> {
  const { authorization = '', accept = '*/*', 'content-type': type = 'application/json' } = headers;
  const response = await fetch(target + url, {
    method,
    headers: { accept, ...(authorization && { authorization }), ...(body && { 'content-type': type }) },
    ...(body && { body }),
  });
  const kept = [...response.headers].filter(
    ([name]) => !['content-length', 'connection', 'keep-alive'].includes(name),
  );
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
}

const error = { timestamp: '2025-01-01T00:00:00Z', traceId: 'a', message: 'No', errorCode: 'NO' };

/** Sends a status and an error object. */
export function refuse(response: ServerResponse, status: number, more: Record<string, string> = {}): true {
  const headers = { 'content-type': 'application/json', ...more };
  reply(response, { status, headers, body: JSON.stringify(error) });
  return true;
}
