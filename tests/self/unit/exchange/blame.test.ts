import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { EnvironmentFault } from '../../../../src/contract/evidence.ts';
import { faultInWords, nextStepFor } from '../../../../src/contract/next-steps.ts';
import { blamed, contradictionMessage } from '../../../../src/exchange/blame.ts';
import { createRedactor } from '../../../../src/exchange/redaction/redaction.ts';
import { NotTestable } from '../../../../src/exchange/not-testable.ts';
import type { ApiResponse } from '../../../../src/exchange/response.ts';
import { contractOf, documentOf } from '../../support/small-contract.ts';

const faults: Record<EnvironmentFault, RegExp> = {
  dns: /KOR_BASE_URL.*resolver or VPN/,
  refused: /KOR_BASE_URL/,
  reset: /logs/,
  tls: /NODE_EXTRA_CA_CERTS/,
  timeout: /KOR_EXCHANGE_TIMEOUT_MS/,
  protocol: /KOR_BASE_URL/,
  tooLarge: /10 MB/,
  rateLimited: /--workers=1/,
  badGateway: /gateway/,
  unavailable: /Wait/,
  gatewayTimeout: /gateway/,
};

describe('a fault of the environment', () => {
  const kinds = Object.keys(faults) as EnvironmentFault[];

  test('has its own name and next step for every kind', () => {
    for (const kind of kinds) {
      assert.match(nextStepFor(kind), faults[kind]);
      assert.match(nextStepFor(kind), /^[A-Z][^!]+\.$/);
      assert.match(faultInWords(kind), /^an? [^.]+$/);
    }
    assert.equal(new Set(kinds.map(nextStepFor)).size, kinds.length);
    assert.equal(new Set(kinds.map(faultInWords)).size, kinds.length);
  });

  test('is reported with what to do about it', () => {
    for (const kind of kinds) {
      const { blame, fault, message } = new NotTestable(kind, 'no answer');

      assert.deepEqual([blame, fault], ['environment', kind]);
      assert.ok(message.endsWith(`Blame        environment\n  Next step    ${nextStepFor(kind)}`));
    }
  });

  test('is not found when something else is to blame', () => {
    const seen = (['api', 'description', 'suite'] as const).map((culprit) => new NotTestable(culprit, 'why'));

    assert.deepEqual(
      seen.map(({ blame, fault }) => [blame, fault]),
      [
        ['api', undefined],
        ['description', undefined],
        ['suite', undefined],
      ],
    );
    assert.match(seen[1]?.message ?? '', /Next step +Correct the description/);
    assert.doesNotMatch(seen[0]?.message ?? '', /Next step/);
  });
});

describe('the violations of a response', () => {
  const properties = { a: { maxLength: 1, example: 'long' }, b: { maxLength: 1 } };
  const content = { 'application/json': { schema: { type: 'object', properties } } };
  const get = {
    operationId: 'listCustomers',
    'x-outcomes': { success: { '200': 'accepted' } },
    responses: { '200': { description: '', content } },
  };
  const contract = contractOf(documentOf({ paths: { '/a': { get } } }));
  const response = {
    operation: 'listCustomers',
    status: 200,
    body: { a: 'xx', b: 'xx' },
  } as unknown as ApiResponse;
  const at = (name: string): Parameters<typeof blamed>[2][number] => ({
    pointer: `/${name}`,
    rule: 'maxLength',
    message: `/${name} is too long`,
    level: 'MUST',
    source: `/paths/~1a/get/responses/200/content/application~1json/schema/properties/${name}`,
  });

  test('are separated if the description is to blame', () => {
    const { ofApi, ofDescription } = blamed(
      { contract, responses: [], redactor: createRedactor([]) },
      response,
      [at('a'), at('b')],
    );

    assert.deepEqual(ofApi, [at('b')]);
    assert.match(
      ofDescription[0]?.message ?? '',
      /^the description contradicts itself: .*a\/example breaks .* \(\/a is too long\)$/,
    );
  });

  test('are reported with what to do about them', () => {
    assert.match(
      contradictionMessage([at('a')]),
      /^Not testable: .*\n\n {2}\/a is too long\n\n {2}Blame +desc/,
    );
  });
});
