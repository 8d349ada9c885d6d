import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brokenUnexamined } from '../../../fixtures/every-answer.ts';
import { judgement } from '../../../fixtures/matchers/judgement.ts';
import { outcomeViolation } from '../../../src/contract/violations.ts';
import { bodyOf } from '../../../src/exchange/answer.ts';
import { cannedTarget, known, type CannedAnswer } from './canned-target.ts';
import { contract } from './real-contract.ts';

const refusal = { timestamp: '2025-01-01T00:00:00Z', traceId: 't', message: 'no', errorCode: 'NO' };

describe('no secret', () => {
  const secrets = new RegExp(Object.values(known).join('|'));
  const token = { access_token: 'n3w-canary', expires_in: 60 };
  const bodies: [title: string, answer: CannedAnswer][] = [
    ['handed out with the wrong status', { status: 202, body: token }],
    ['handed out where it must be refused', { status: 200, body: token }],
    ['handed out in an error', { status: 401, body: { ...refusal, access_token: 'n3w-canary' } }],
    ['handed out deeper in the body', { status: 200, body: { data: token } }],
    ['handed out in a body that is no JSON', { status: 200, body: `{"access_token":"n3w-canary",}` }],
    ['handed out in a list', { status: 200, body: [token] }],
    ['echoed', { status: 400, body: { ...refusal, message: `${known.key} and ${known.secret} are wrong` } }],
    ['echoed in a header', { status: 401, body: refusal, headers: { 'x-echo': known.secret } }],
    ['echoed as the content type', { status: 401, body: refusal, headers: { 'content-type': known.secret } }],
  ];
  for (const [title, canned] of bodies)
    test(`${title} reaches evidence or message`, async () => {
      const { api, recorder, log, close } = await cannedTarget([canned]);
      const answer = await api.attempt('exchangeApiKey', { authorization: 'Basic %%%' });
      const operation = contract.operation('exchangeApiKey');
      const wrong = outcomeViolation(operation, { ...answer, body: bodyOf(answer) }, 'malformedCredentials');
      const { message } = judgement(recorder, 'expect', answer, wrong ? [wrong] : []);
      const written = [message(), ...brokenUnexamined(recorder), JSON.stringify(log)].join('\n');
      await close();

      assert.doesNotMatch(written, secrets);
      assert.doesNotMatch(written, /n3w-canary/);
    });
});
