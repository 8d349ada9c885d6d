import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brokenUnexamined } from '../../../../../fixtures/run/every-response.ts';
import { judgement } from '../../../../../fixtures/matchers/judgement.ts';
import { roundTripViolations } from '../../../../../src/contract/rules/round-trip.ts';
import { outcomeViolation } from '../../../../../src/contract/validation/violations.ts';
import { headerOf } from '../../../../../src/contract/validation/violation.ts';
import { shown } from '../../../../../src/contract/words.ts';
import { bodyOf } from '../../../../../src/exchange/response.ts';
import { notTestable } from '../../../../../src/exchange/not-testable.ts';
import { cannedTarget, known, type CannedResponse } from '../../../support/canned-target.ts';
import { contract } from '../../../support/real-contract.ts';

const refusal = { timestamp: '2025-01-01T00:00:00Z', traceId: 't', message: 'no', errorCode: 'NO' };

describe('no secret', () => {
  const secrets = new RegExp(Object.values(known).join('|'));
  const token = { access_token: 'n3w-canary', expires_in: 60 };
  const bodies: [title: string, answer: CannedResponse][] = [
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
      const response = await api.attempt('exchangeApiKey', { authorization: 'Basic %%%' });
      const operation = contract.operation('exchangeApiKey');
      const wrong = outcomeViolation(
        operation,
        { ...response, body: bodyOf(response) },
        'malformedCredentials',
      );
      const { message } = judgement(recorder, 'expect', response, wrong ? [wrong] : []);
      const written = [message(), ...brokenUnexamined(recorder), JSON.stringify(log)].join('\n');
      await close();

      assert.doesNotMatch(written, secrets);
      assert.doesNotMatch(written, /n3w-canary/);
    });
});

describe('no data of others', () => {
  const stranger = {
    id: 'a4021849-0e09-43ef-b9a7-18124356f489',
    status: 'Stranger-status',
    firstName: 'Stranger',
    primaryEmail: { value: 'stranger@mail.example.com' },
    addresses: [{ streetLine1: 'Stranger Street 1', zipCode: 'Stranger-zip' }],
    metadata: { note: 'Stranger note' },
    amount: 4711,
  };
  const ours = { type: 'INDIVIDUAL', firstName: 'Ada', status: 'ACTIVE', metadata: { note: 'a' }, amount: 1 };
  const path = { customerId: 'b4021849-0e09-43ef-b9a7-18124356f489' };
  const headers = { 'x-of': 'stranger@mail.example.com', location: `/v1/customers/${stranger.id}` };

  test('in an error of a rejected token exchange reaches evidence', async () => {
    const body = '<p>ask stranger@mail.example.com or +14155552671</p>';
    const page = { ...headers, 'content-type': 'text/html' };
    const { api, log, close } = await cannedTarget([{ status: 500, body, headers: page }]);
    await api.attempt('exchangeApiKey', { authorization: 'Basic %%%' });
    const written = JSON.stringify(log);
    await close();

    assert.match(written, /"kind":"exchange"/);
    assert.doesNotMatch(written, /stranger@|4155552671/);
  });

  test('in a response about a customer of the run reaches evidence or message', async () => {
    const { api, recorder, log, close } = await cannedTarget([{ status: 200, body: stranger, headers }]);
    const response = await api.send('retrieveCustomer', { path });
    const schema = '/components/schemas/IndividualCustomer';
    const wrong = [
      ...roundTripViolations(contract, schema, ours, bodyOf(response)),
      ...(['x-of', 'location'] as const).map((name) => ({
        ...{ pointer: `header ${name}`, rule: 'header', level: 'MUST' as const, source: '' },
        message: `header ${name} is wrong, received ${shown(headerOf(response, name))}`,
      })),
      { pointer: '/amount', rule: 'value', level: 'MUST' as const, source: '', message: 'received 4711' },
    ];
    const { message } = judgement(recorder, 'expect', response, wrong);
    const reason = notTestable(
      recorder,
      'api',
      `did not prepare the test: ${wrong.map(({ message: each }) => each).join()}`,
    ).message;
    const written = [message(), reason, ...brokenUnexamined(recorder), JSON.stringify(log)].join('\n');
    await close();

    assert.match(written, /\/firstName must be "Ada" as sent, received "string"/);
    assert.doesNotMatch(written, /stranger|4711/i);
    assert.ok(!written.includes(stranger.id));
  });
});
