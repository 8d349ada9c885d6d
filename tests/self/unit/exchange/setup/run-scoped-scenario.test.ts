import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { expect } from '../../../../../fixtures/matchers/to-match-contract.ts';
import type { Leftover } from '../../../../../src/contract/evidence.ts';
import {
  stepResponses,
  scenarioValue,
  runScenario,
  type ScenarioResult,
  type ScenarioContext,
} from '../../../../../src/exchange/setup/run-scoped-scenario.ts';
import { arranged } from '../../../../../src/exchange/setup/arrange.ts';
import { createSession } from '../../../../../src/exchange/session.ts';
import {
  cannedTarget,
  known,
  type CannedResponse,
  type CannedTarget,
} from '../../../support/canned-target.ts';

interface Notes {
  documentId: string;
}

const id = '2f9d8c7b-6a5e-4d3c-8b2a-1f0e9d8c7b6a';
const url = { value: 'https://files.example/put?signature=canary', allowed: 'PUT', expiresIn: 600 };
const open: CannedTarget[] = [];
afterEach(async () => {
  for (const target of open.splice(0)) await target.close();
});

/** Runs a scenario on a target with these responses, and passes its result through JSON, as another worker would receive it. */
async function taken(
  responses: CannedResponse[],
  take: (walk: ScenarioContext<Notes>) => Promise<void>,
): Promise<{ course: ScenarioResult<Notes>; text: string; target: CannedTarget }> {
  const target = await cannedTarget(responses);
  open.push(target);
  const remember = (): void => undefined;
  const course = await runScenario(target.context, target.recorder, createSession(known), { take, remember });
  const text = JSON.stringify(course);
  return { course: JSON.parse(text) as ScenarioResult<Notes>, text, target };
}

const readIt = async ({ api, keep, lasting, note }: ScenarioContext<Notes>): Promise<void> => {
  lasting('createDocument', id);
  note({ documentId: id });
  keep('read', await api.send('retrieveDocument', { path: { documentId: id } }));
};

describe('a scenario', () => {
  test('passes its responses to tests, which judge them as their own', async () => {
    const { course, target } = await taken([{ status: 200, body: { id, status: 'SENT', url } }], readIt);
    const [response] = stepResponses(course, 'read', target.recorder);

    assert.equal(scenarioValue(course, 'documentId', target.recorder), id);
    assert.ok(response, 'the answer was kept');
    assert.throws(
      () => expect(response).toMatchContract('success'),
      /\/status must be one of NEW, .*, received "SENT"/,
    );
  });

  test('says who is to blame for the steps that it did not reach', async () => {
    const { course, target } = await taken([{ status: 404, body: {} }], async (walk) => {
      arranged(await walk.api.send('retrieveDocument', { path: { documentId: id } }));
    });

    assert.throws(() => stepResponses(course, 'read', target.recorder), /Not testable: GET .*Blame +api/s);
    assert.throws(
      () => scenarioValue(course, 'documentId', target.recorder),
      /Not testable: GET .*Blame +api/s,
    );
  });

  test('ends without blame if it does not apply to the target', async () => {
    const { course } = await taken([], (walk) => Promise.reject(walk.leftOut('no profile fits')));

    assert.equal(course.untested, 'no profile fits');
    assert.equal(course.hindrance, undefined);
  });

  test('lists permanent resources', async () => {
    const { course, target } = await taken([], (walk) => {
      walk.lasting('createDocument', id);
      return Promise.resolve();
    });
    const left = target.log.filter((record): record is Leftover => record.kind === 'leftover');

    assert.deepEqual(course.known, [id]);
    assert.deepEqual(
      left.map(({ operation, reason }) => `${operation}: ${reason}`),
      ['createDocument: cannot be removed by the API'],
    );
  });
});
