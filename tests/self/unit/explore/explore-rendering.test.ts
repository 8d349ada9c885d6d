import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exploration } from '../../../../src/explore/explorer.ts';
import type { Broken } from '../../../../src/explore/judge.ts';
import { explorationText, replayLine } from '../../../../src/explore/rendering.ts';
import { readSteps } from '../../../../src/explore/steps.ts';
import { exchangeOf } from '../../support/run-records.ts';

const origin = { seed: "it's", runId: 'run' };
const nothing: Exploration = { sequences: 1, steps: 2, attempts: 0, isCutShort: false, noted: [] };
const url = 'https://api.example/v1/customers/a';
const create = exchangeOf({
  request: {
    method: 'POST',
    url: 'https://api.example/v1/customers',
    headers: { authorization: 'Bearer [redacted]' },
    body: '{"type":"x"}',
  },
  answer: { status: 201, headers: [], body: '{"id":"a"}' },
});
const read = exchangeOf({ request: { method: 'GET', url, headers: {} }, operation: 'retrieveCustomer' });
const broken: Broken = {
  requirement: 'CUS-011',
  violation: {
    pointer: '/id',
    rule: 'agreement',
    message: '/id must be another',
    level: 'MUST',
    source: '/x',
  },
  response: {
    ...{ operation: 'retrieveCustomer', status: 200, headers: [], text: '', body: {}, display: {} },
    exchange: read,
  },
};
const failure = {
  steps: readSteps('create:INDIVIDUAL:0:1 retrieve:0') ?? [],
  broken: [broken] as const,
  exchanges: [create, read],
};

describe('the report of an exploration', () => {
  it('says how much was done when nothing was found', () => {
    assert.equal(explorationText(nothing, origin), 'No violation was found in 1 sequence, 2 steps.\n');
  });

  it('also lists what is not binding', () => {
    const violation = { ...broken.violation, level: 'SHOULD' as const };
    const text = explorationText({ ...nothing, noted: [{ ...broken, violation }] }, origin);
    assert.match(
      text,
      /Not binding, so none of these fails:\n\n {2}CUS-011 SHOULD {2}retrieveCustomer: \/id must be another\n$/,
    );
  });

  it('shows the violation, its requirement, numbered requests with curl commands, and how to replay them', () => {
    const text = explorationText({ ...nothing, failure, foundWith: 9, attempts: 4 }, origin);
    assert.equal(
      text.split('\n').slice(0, 19).join('\n'),
      [
        'GET /v1/customers/a returned 200, which breaks the contract:',
        '',
        '  /id must be another',
        '',
        '  Requirement  CUS-011 MUST  The API MUST return an individual customer by its id as it was created.',
        '  Blame        api',
        '',
        'The shortest sequence has 2 steps (found with 9 steps, shortened in 4 attempts):',
        '',
        '  1. POST /v1/customers  ->  201',
        '     sent      {"type":"x"}',
        '     received  {"id":"a"}',
        `     curl -sS -X POST https://api.example/v1/customers -H 'authorization: Bearer [redacted]' --data-raw '{"type":"x"}'`,
        '',
        '  2. GET /v1/customers/a  ->  201',
        '     curl -sS -X GET https://api.example/v1/customers/a',
        '',
        `  Replay  ${replayLine(failure.steps, origin)}`,
        '  Values are the same, except the city, externalId values and email addresses, which are new each time.',
      ].join('\n'),
    );
  });

  it('says that there may be a shorter sequence when the search was cut short', () => {
    const text = explorationText(
      { ...nothing, failure, foundWith: 9, attempts: 4, isCutShort: true },
      origin,
    );
    assert.match(text, /; stopped early, so there may be a shorter one\):/);
  });

  it('has a replay command for a shell', () => {
    const line = String.raw`KOR_SEED='it'\''s' KOR_RUN_ID=run npm run explore -- --replay 'create:INDIVIDUAL:0:1 retrieve:0'`;
    assert.equal(replayLine(failure.steps, origin), line);
    assert.match(
      replayLine(failure.steps, { ...origin, emailDomain: 'qa.example.org' }),
      / KOR_RUN_ID=run KOR_EMAIL_DOMAIN=qa.example.org npm /,
    );
  });
});
