import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { minimalIndividual } from '../../../../../src/contract/data/drafts.ts';
import {
  createRetryPolicy,
  longestWait,
  mostAttempts,
} from '../../../../../src/exchange/retry/retry-policy.ts';
import { NotTestable } from '../../../../../src/exchange/not-testable.ts';
import { cannedTarget, type CannedResponse, type CannedTarget } from '../../../support/canned-target.ts';

const customerId = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const error = { timestamp: '2025-01-01T00:00:00Z', traceId: 'a', message: 'No', errorCode: 'NO' };
const notFound: CannedResponse = { status: 404, body: error };

function busy(status: number, retryAfter?: string): CannedResponse {
  return { status, body: error, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } };
}

/** Sends a request for a customer to the target, and returns the result. */
async function asked(
  responses: CannedResponse[],
  ask = (api: CannedTarget['api']): Promise<{ status: number }> =>
    api.send('retrieveCustomer', { path: { customerId } }),
): Promise<{ status: number | undefined; statuses: (number | undefined)[]; target: CannedTarget }> {
  const target = await cannedTarget(responses);
  const status = await ask(target.api)
    .then((response) => response.status)
    .catch((thrown: unknown) => {
      if (!(thrown instanceof NotTestable)) throw thrown;
      return undefined;
    });
  await target.close();
  const [, ...statuses] = target.recorder.exchanges.map(({ answer: response }) => response?.status); // after the token
  return { status, statuses, target };
}

describe('a target that responds with Retry-After', () => {
  test('gets the request again, and every attempt is an exchange of its own', async () => {
    const { status, statuses, target } = await asked([busy(429, '0'), busy(429, '0'), notFound]);

    assert.equal(status, 404);
    assert.deepEqual(statuses, [429, 429, 404]);
    assert.deepEqual(
      target.recorder.exchanges.map(({ index }) => index),
      [1, 2, 3, 4],
    );
  });

  test('causes no finding, and no response that a test judges', async () => {
    const { target } = await asked([busy(429, '0'), notFound]);

    assert.deepEqual(
      target.log.filter(({ kind }) => kind === 'finding'),
      [],
    );
    assert.deepEqual(
      target.recorder.responses.map(({ response }) => response.status),
      [200, 404],
    );
  });

  test('gets a create again after 429, with the same body', async () => {
    const body = minimalIndividual({ seed: 'a', runId: 'r' });
    const { statuses, target } = await asked([busy(429, '0'), { status: 400, body: error }], (api) =>
      api.send('createCustomer', { body }),
    );

    assert.deepEqual(statuses, [429, 400]);
    const [, first, second] = target.recorder.exchanges;
    assert.deepEqual(first?.request, second?.request);
  });

  test('gets the time it asks for', async () => {
    const started = performance.now();
    await asked([busy(429, '1'), notFound]);

    const milliseconds = performance.now() - started;
    assert.ok(milliseconds >= 990, `waited ${String(milliseconds)} ms`);
  });

  test('leaves the requirement unjudged when it never stops, and the environment is to blame', async () => {
    const { status, statuses, target } = await asked(Array.from({ length: 9 }, () => busy(429, '0')));

    assert.equal(status, undefined);
    assert.equal(statuses.length, mostAttempts);
    const [finding] = target.log.filter((record) => record.kind === 'finding');
    assert.deepEqual([finding?.blame, finding?.judged], ['environment', false]);
    assert.match(finding?.message ?? '', /rate limit is exhausted: 429 \(Retry-After: 0\)/);
  });

  test('is not waited for longer than the limit', async () => {
    const { statuses } = await asked([busy(429, '11'), notFound]);

    assert.deepEqual(statuses, [429]);
  });

  test('gets a GET again after 503 with Retry-After', async () => {
    const { statuses } = await asked([busy(503, '0'), notFound]);

    assert.deepEqual(statuses, [503, 404]);
  });

  test('gets no create again after 503: the suite looks for what it created', async () => {
    const body = minimalIndividual({ seed: 'a', runId: 'r' });
    const { statuses } = await asked([busy(503, '0'), notFound], (api) =>
      api.send('createCustomer', { body }),
    );

    assert.deepEqual(statuses, [503, 404]);
  });
});

describe('the wait that Retry-After asks for', () => {
  const pause = (value: string | undefined, more: [string, string][] = []): number | undefined =>
    createRetryPolicy('POST').pauseAfter(
      {
        status: 429,
        headers: [...(value === undefined ? [] : [['retry-after', value] as [string, string]]), ...more],
      },
      sentAt,
    );
  const later = 'Wed, 01 Jan 2025 00:00:03 GMT';
  const sentAt = '2025-01-01T00:00:05.000Z';

  test('is read in seconds', () => {
    assert.equal(pause('7'), 7000);
  });

  test('is read as a date, by the clock of the target', () => {
    assert.equal(pause(later, [['date', 'Wed, 01 Jan 2025 00:00:01 GMT']]), 2000);
  });

  test('is zero for a date that has passed', () => {
    assert.equal(pause(later), 0);
    assert.equal(pause(later, [['date', 'Wed, 01 Jan 2025 00:00:09 GMT']]), 0);
  });

  for (const value of [undefined, 'soon', '-1', '1.5'])
    test(`is a second when it is ${value ?? 'missing'}`, () => {
      assert.equal(pause(value), 1000);
    });

  test('is summed over all attempts', () => {
    const patience = createRetryPolicy('GET');
    const response = { status: 429, headers: [['retry-after', '6']] as [string, string][] };

    assert.equal(patience.pauseAfter(response, sentAt), 6000);
    assert.equal(patience.pauseAfter(response, sentAt), undefined);
    assert.equal(longestWait, 10_000);
  });

  test('is undefined for a final response', () => {
    assert.equal(
      createRetryPolicy('GET').pauseAfter({ status: 200, headers: [['retry-after', '1']] }, sentAt),
      undefined,
    );
  });
});
