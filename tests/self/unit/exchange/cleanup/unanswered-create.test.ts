import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { minimalBusiness, minimalIndividual } from '../../../../../src/contract/data/drafts.ts';
import { withOwnEmails } from '../../../../../src/contract/privacy/ownership-mark.ts';
import { createApi, type Api } from '../../../../../src/exchange/api.ts';
import { NotTestable } from '../../../../../src/exchange/not-testable.ts';
import { cannedTarget } from '../../../support/canned-target.ts';

const customerId = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const draft = minimalIndividual({ seed: 'a', runId: 'r' });

/** A JSON response, or a connection that is closed after the request has arrived. */
type Served = object | 'lost';

/** The requests that a target with these responses received, the result of the step, and what it left to be removed. */
async function taken(
  served: Served[],
  step: (api: Api) => Promise<{ status: number }>,
): Promise<{ asked: string[]; ended: unknown; created: string[]; judged: number; left: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${decodeURIComponent(request.url ?? '')}`);
    const answer = served.shift() ?? 'lost';
    if (answer === 'lost') request.socket.destroy();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const { context, recorder, log, close } = await cannedTarget([]);
  const target = { ...context.target, baseUrl: `http://127.0.0.1:${String(port)}` };
  const ended = await step(createApi({ ...context, target }, recorder)).then(
    ({ status }) => status,
    (error: unknown) => (error instanceof NotTestable ? error.fault : error),
  );
  server.closeAllConnections();
  server.close();
  await close();
  const created = recorder.created.map(({ id }) => id);
  const left = log.flatMap((each) => (each.kind === 'leftover' ? [each.id] : []));
  return { asked, ended, created, judged: recorder.responses.length, left };
}

const create = (api: Api): Promise<{ status: number }> => api.send('createCustomer', { body: draft });
const list = (api: Api): Promise<{ status: number }> => api.send('listCustomers', {});
const lookup = `GET /v1/customers?primaryEmail=${draft.primaryEmail.value}`;

const byName = `GET /v1/customers?name=${draft.lastName}`;

describe('a lost response', () => {
  test('to a create: the suite looks for what it created, and notes it for removal', async () => {
    const content = [
      { id: 'of-another', primaryEmail: withOwnEmails(draft, 1).primaryEmail },
      { ...draft, id: customerId },
    ];
    const seen = await taken(['lost', { content }], create);

    assert.deepEqual(seen, {
      asked: ['POST /v1/customers', lookup],
      ended: 'reset',
      created: [customerId],
      judged: 0,
      left: [],
    });
  });

  test('to a create: the suite looks for it by name if no email address finds it', async () => {
    const content = [{ ...draft, primaryEmail: { value: 'k***@example.com' }, id: customerId }];
    const seen = await taken(['lost', { content: [] }, { content }], create);

    assert.deepEqual([seen.asked, seen.created], [['POST /v1/customers', lookup, byName], [customerId]]);
  });

  test('to the create of a business: the suite looks for the address of its contact', async () => {
    const business = minimalBusiness({ seed: 'a', runId: 'r' });
    const seen = await taken(['lost', { content: [{ ...business, id: customerId }] }], (api) =>
      api.send('createCustomer', { body: business }),
    );

    assert.deepEqual([seen.asked.length, seen.created], [2, [customerId]]);
  });

  test('to a create: never leads to a second create, whatever the look-up returns', async () => {
    for (const response of [{ content: [] }, {}, { content: ['a'] }, 'lost'] as const) {
      const { asked, ended, created, left } = await taken(['lost', response], create);
      const lookups = [lookup, ...(response === 'lost' ? [] : [byName])];

      assert.deepEqual([asked, ended, created], [['POST /v1/customers', ...lookups], 'reset', []]);
      assert.deepEqual(left, [draft.primaryEmail.value], 'it is said, and kept in the ledger');
    }
  });

  test('to a GET: the GET is sent once more, and not again', async () => {
    const saved = await taken(['lost', { content: [] }], list);
    const lost = await taken(['lost', 'lost', {}], list);

    assert.deepEqual([saved.asked.length, saved.ended, saved.judged], [2, 200, 1]);
    assert.deepEqual([lost.asked.length, lost.ended], [2, 'reset']);
  });
});
