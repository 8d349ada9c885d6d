import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { minimalIndividual } from '../../../../src/contract/data/drafts.ts';
import type { Api } from '../../../../src/exchange/api.ts';
import { removeCreated } from '../../../../src/exchange/cleanup/cleanup.ts';
import { createSession } from '../../../../src/exchange/session.ts';
import { cannedTarget, known, type CannedResponse, type CannedTarget } from '../../support/canned-target.ts';

const customerId = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const otherId = 'a7c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const error = { timestamp: '2025-01-01T00:00:00Z', traceId: 'a', message: 'No', errorCode: 'NO' };
const refused: CannedResponse = { status: 401, body: error };
const draft = minimalIndividual({ seed: 'a', runId: 'r' });
const made: CannedResponse = { status: 201, body: { ...draft, id: customerId } };
const shown: CannedResponse = { body: { ...draft, id: customerId } };
const { lastName: _missing, ...wrong } = draft;

const create = (api: Api): Promise<unknown> => api.send('createCustomer', { body: draft });

/** The requests to a target that sends these responses, the responses judged, and the observations. */
async function taken(
  responses: CannedResponse[],
  step: (target: CannedTarget) => Promise<unknown>,
): Promise<{ exchanges: string[]; judged: number[]; observed: string[] }> {
  const target = await cannedTarget(responses);
  await step(target);
  await target.close();
  const { exchanges, responses: received } = target.recorder;
  return {
    exchanges: exchanges.map(({ operation, answer: response }) => `${operation} ${String(response?.status)}`),
    judged: received.map(({ response }) => response.status).slice(1), // after the token
    observed: target.log.flatMap((each) =>
      each.kind === 'observation' ? [`${each.operation ?? ''}: ${each.about} ${each.seen}`] : [],
    ),
  };
}

describe('a token that is refused before it expires', () => {
  test('is renewed, and a request that was not carried out is sent once more', async () => {
    const seen = await taken([refused, made], ({ api }) => create(api));

    assert.deepEqual(seen, {
      exchanges: ['exchangeApiKey 200', 'createCustomer 401', 'exchangeApiKey 200', 'createCustomer 201'],
      judged: [200, 201],
      observed: ['createCustomer: a valid token was refused once'],
    });
  });

  test('is renewed for a request with a deliberate breach, and for a removal', async () => {
    const breaks = { pointer: '/lastName', rule: 'required' };
    const attempt = await taken([refused, { status: 400, body: error }], ({ api }) =>
      api.attempt('createCustomer', { body: wrong, breaks }),
    );
    const removal = await taken(
      [made, shown, refused, { status: 204 }],
      async ({ api, context, recorder }) => {
        await create(api);
        await removeCreated(context, recorder, createSession(known));
      },
    );

    assert.deepEqual(attempt.judged, [200, 400]);
    assert.deepEqual(removal.judged, [201, 200, 200, 204]);
    assert.deepEqual(removal.observed, ['removeCustomer: a valid token was refused once']);
  });

  test('is renewed once: the second rejection is judged like any response', async () => {
    const seen = await taken([refused, refused, made], ({ api }) => create(api));

    assert.deepEqual([seen.judged, seen.observed], [[200, 401], []]);
  });

  test('is also renewed in the request that is sent as a control', async () => {
    const found = { status: 200, body: { id: otherId } };
    const gone = { status: 503, body: error };
    const authorizations: string[] = [];
    await taken([found, refused, gone, gone, found], async ({ api, context }) => {
      const { transport } = context;
      const send: typeof transport.send = (wire) => {
        authorizations.push(wire.headers.authorization ?? '');
        return transport.send(wire);
      };
      context.transport = { ...transport, send };
      await api.send('retrieveCustomer', { path: { customerId: otherId } });
      await api.send('retrieveCustomer', { path: { customerId } });
    });

    assert.deepEqual(
      authorizations.filter((each) => each.startsWith('Bearer')),
      ['1', '1', '2', '2', '2'].map((count) => `Bearer ${known.token}${count}`),
    );
  });

  test('is not renewed if the caller supplies its own', async () => {
    const seen = await taken([refused, made], ({ api }) =>
      api.attempt('createCustomer', { body: draft, authorization: 'Bearer own' }),
    );

    assert.deepEqual(seen, { exchanges: ['createCustomer 401'], judged: [], observed: [] });
  });
});
