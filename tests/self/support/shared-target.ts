import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { minimalIndividual } from '../../../src/contract/data/drafts.ts';
import type { Json } from '../../../src/contract/schema/pointers.ts';
import { createApi, type Api } from '../../../src/exchange/api.ts';
import { removeCreated } from '../../../src/exchange/cleanup/cleanup.ts';
import { NotTestable } from '../../../src/exchange/not-testable.ts';
import type { Recorder } from '../../../src/exchange/recorder.ts';
import { createSession } from '../../../src/exchange/session.ts';
import { cannedTarget, known } from './canned-target.ts';

/** Ids: of the run's customer, of a customer of others, and of a third. */
export const [ours, theirs, third] = [
  'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f',
  'a7c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f',
  'b2c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f',
];
/** The body of a create. */
export const draft = minimalIndividual({ seed: 'a', runId: 'r' });
/** Other values. */
export const others = minimalIndividual({ seed: 'b', runId: 'r' });
/** A customer of others, with a primary address of theirs. */
export const stranger = { ...others, id: theirs, primaryEmail: { value: 'somebody@example.com' } };
/** The customer that the run created. */
export const created = { ...draft, id: ours };
/** A page of a list. */
export const page = (...content: Json[]): Json => ({ content, hasNext: false });

/** The response of a target to a method and path; 404 when there is no entry. */
export type Answers = Record<string, Json | undefined>;

/** The requests, records and messages of the steps. */
export interface Course {
  /** Methods and paths, in order, without the token exchange. */
  asked: string[];
  recorder: Recorder;
  ended: string;
  left: string[];
}

/** Takes steps on a target that sends these responses, and removes what they have created. */
export async function taken(
  responses: Answers,
  steps: (api: Api, recorder: Recorder) => Promise<unknown>,
  kind: 'sandbox' | 'embedded' = 'sandbox',
): Promise<Course> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = nameOf(request);
    const isToken = name.endsWith('/exchange');
    if (!isToken) asked.push(name);
    const answer = isToken ? { access_token: 'token', expires_in: 3600 } : responses[name];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const { context, recorder, log, close } = await cannedTarget([]);
  const own = {
    ...context,
    target: { ...context.target, kind, baseUrl: `http://127.0.0.1:${String(port)}` },
  };
  const session = createSession(known);
  const ended = await steps(createApi(own, recorder, session), recorder).then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof NotTestable) return error.blame;
      throw error;
    },
  );
  await removeCreated(own, recorder, session);
  server.closeAllConnections();
  server.close();
  await close();
  const left = log.flatMap((each) => (each.kind === 'leftover' ? [each.id] : []));
  return { asked, recorder, ended, left };
}

function nameOf({ method = '', url = '' }: IncomingMessage): string {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [filter] = searchParams.keys();
  return `${method} ${pathname.replace('/v1', '')}${filter === undefined ? '' : `?${filter}`}`;
}

/** Creates the customer. */
export const create = (api: Api): Promise<unknown> => api.send('createCustomer', { body: draft });
/** Updates a customer. */
export const update = (api: Api, customerId: string): Promise<unknown> =>
  api.send('updateCustomer', { path: { customerId }, body: others });
/** How many responses were found to show what the run does not own. */
export const says = ({ responses }: Recorder): number =>
  responses.flatMap(({ violations }) => violations).filter(({ rule }) => rule === 'ownership').length;
/** Requests about the run's customer and the customer of others. */
export const [create1, read, readTheirs, change, remove] = [
  'POST /customers',
  `GET /customers/${ours}`,
  `GET /customers/${theirs}`,
  `PUT /customers/${ours}`,
  `DELETE /customers/${ours}`,
];
/** Lists in which the suite looks for the customer. */
export const lookups = ['primaryEmail', 'name', 'search'].map((filter) => `GET /customers?${filter}`);
