import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { minimalIndividual } from '../../../../../src/contract/data/drafts.ts';
import type { Api } from '../../../../../src/exchange/api.ts';
import { bodyOf } from '../../../../../src/exchange/response.ts';
import { NotTestable } from '../../../../../src/exchange/not-testable.ts';
import { cannedTarget, type CannedResponse } from '../../../support/canned-target.ts';

const customerId = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const otherId = 'a7c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const error = { timestamp: '2025-01-01T00:00:00Z', traceId: 'a', message: 'No', errorCode: 'NO' };
const draft = minimalIndividual({ seed: 'a', runId: 'r' });
const { lastName: _missing, ...wrong } = draft;

const gone = (status = 503, headers?: Record<string, string>): CannedResponse => ({
  status,
  body: error,
  ...(headers && { headers }),
});
const found: CannedResponse = { status: 200, body: { id: customerId } };
const notFound: CannedResponse = { status: 404, body: error };
const made: CannedResponse = { status: 201, body: { ...draft, id: customerId } };

const read = (api: Api, id = customerId): Promise<unknown> =>
  api.send('retrieveCustomer', { path: { customerId: id } });
const create = (api: Api): Promise<unknown> => api.send('createCustomer', { body: draft });
const breach = (api: Api): Promise<unknown> =>
  api.attempt('createCustomer', { body: wrong, breaks: { pointer: '/lastName', rule: 'required' } });
const remove = (api: Api): Promise<unknown> => api.send('removeCustomer', { path: { customerId } });

interface Course {
  statuses: (number | undefined)[];
  /** Status of the response to the last step, or the reason why there was none. */
  last: unknown;
  violations: string[];
  created: number;
}

/** Takes steps against a target that sends these responses, one after the other. */
async function taken(
  responses: CannedResponse[],
  ...steps: ((api: Api) => Promise<unknown>)[]
): Promise<Course> {
  const target = await cannedTarget(responses);
  const { api, recorder, log } = target;
  let last: unknown;
  for (const step of steps) {
    last = await step(api)
      .then((response) => (response as { status: number }).status)
      .catch((thrown: unknown) => {
        if (!(thrown instanceof NotTestable)) throw thrown;
        return thrown.fault ?? thrown.blame;
      });
  }
  await target.close();
  const [, ...statuses] = recorder.exchanges.map(({ answer: response }) => response?.status); // after the token
  const violations = (recorder.responses.at(-1)?.violations ?? []).map(({ message }) => message);
  for (const record of log) if (record.kind === 'finding') assert.ok(record.fault ?? record.blame === 'api');
  return { statuses, last, violations, created: recorder.created.length };
}

describe('a gateway that responds in place of the API', () => {
  test('gets a second chance: the other response counts', async () => {
    const { statuses, last, violations } = await taken([gone(), notFound], read);

    assert.deepEqual([statuses, last, violations], [[503, 404], 404, []]);
  });

  for (const [status, fault] of [
    [502, 'badGateway'],
    [503, 'unavailable'],
    [504, 'gatewayTimeout'],
  ] as const)
    test(`counts as the environment when it repeats ${String(status)} and there is no control`, async () => {
      const { statuses, last } = await taken([gone(status), gone(status)], read);

      assert.deepEqual([statuses, last], [[status, status], fault]);
    });

  test('counts as the API when it repeats its status while another request of the operation gets a response', async () => {
    for (const response of [found, { ...notFound, status: 409 }]) {
      const course = await taken([found, gone(), gone(), response], (api) => read(api, otherId), read);

      assert.deepEqual(course.statuses, [200, 503, 503, response.status]);
      assert.equal(course.last, 503);
      assert.match(
        course.violations.join(),
        /^status must not be 503, received it repeatedly while another GET \/v1\/customers\/\{customerId\} received \d+ meanwhile: \{/,
      );
    }
  });

  test('counts as the environment when the control fails too', async () => {
    for (const response of [gone(), gone(429), { status: 500 }, notFound, gone(401), gone(403)]) {
      const { statuses, last } = await taken(
        [found, gone(), gone(), response],
        (api) => read(api, otherId),
        read,
      );

      assert.deepEqual([statuses, last], [[200, 503, 503, response.status], 'unavailable']);
    }
  });

  test('is not compared with the request that is in doubt', async () => {
    const { statuses, last } = await taken([found, gone(), gone()], read, read);

    assert.deepEqual([statuses, last], [[200, 503, 503], 'unavailable']);
  });

  for (const [status, fault] of [
    [502, 'badGateway'],
    [503, 'unavailable'],
    [504, 'gatewayTimeout'],
  ] as const)
    test(`does not get a create twice after ${String(status)}: what it may have created is found, to be removed`, async () => {
      const page = { status: 200, body: { content: [{ ...draft, id: otherId }] } };
      const { statuses, last, created } = await taken([made, gone(status), page], create, create);

      assert.deepEqual([statuses, last, created], [[201, status, 200], fault, 2]);
    });

  test('is not searched for what a rate limit prevented', async () => {
    const { statuses } = await taken([gone(429, { 'retry-after': '99' })], create);

    assert.deepEqual(statuses, [429]);
  });

  test('gets a request that must be rejected again, with a create as the control, which is also removed', async () => {
    const { statuses, last, created } = await taken(
      [made, gone(), gone(), { status: 201, body: { ...draft, id: otherId } }],
      create,
      breach,
    );

    assert.deepEqual([statuses, last, created], [[201, 503, 503, 201], 503, 2]);
  });

  test('leaves open whether a removal was carried out if the second attempt fails', async () => {
    const refused = await taken([gone(504), notFound], remove);
    const done = await taken([gone(504), { status: 204 }], remove);

    assert.deepEqual([refused.statuses, refused.last], [[504, 404], 'gatewayTimeout']);
    assert.deepEqual([done.statuses, done.last], [[504, 204], 204]);
  });

  test('is not waited for longer than the limit', async () => {
    const { statuses } = await taken([gone(503, { 'retry-after': '11' }), found], read);

    assert.deepEqual(statuses, [503]);
  });

  test('gets no further repetition after the retries that Retry-After requested', async () => {
    const soon = gone(503, { 'retry-after': '0' });
    const { statuses, last } = await taken(
      [found, soon, soon, soon, found],
      (api) => read(api, otherId),
      read,
    );

    assert.deepEqual([statuses, last], [[200, 503, 503, 503, 200], 503]);
  });

  test('gets no repetitions after several useless ones', async () => {
    const steps = Array.from({ length: 5 }, () => read);
    const { statuses } = await taken(
      Array.from({ length: 20 }, () => gone()),
      ...steps,
    );

    assert.equal(statuses.length, 3 * 2 + 2);
  });
});

describe('a response after an earlier failure', () => {
  test('is what a test judges', async () => {
    const target = await cannedTarget([gone(), found]);
    const response = await target.api.send('retrieveCustomer', { path: { customerId } });
    await target.close();

    assert.deepEqual(bodyOf(response), found.body);
    assert.deepEqual(
      target.recorder.responses.map(({ response: each }) => each.status),
      [200, 200],
    );
  });
});
