import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { mergeExpects } from '@playwright/test';
import { expect as toDisregard } from '../../../fixtures/matchers/to-disregard.ts';
import { expect as toListAs } from '../../../fixtures/matchers/to-list-as.ts';
import { expect as toNameField } from '../../../fixtures/matchers/to-name-field.ts';
import { expect as toRefuse } from '../../../fixtures/matchers/to-refuse.ts';
import { expect as toTolerate } from '../../../fixtures/matchers/to-tolerate.ts';
import type { Finding } from '../../../src/contract/evidence.ts';
import type { Json } from '../../../src/contract/pointers.ts';
import type { Answer } from '../../../src/exchange/answer.ts';
import { cannedTarget, type CannedTarget } from './canned-target.ts';

const expect = mergeExpects(toDisregard, toListAs, toNameField, toRefuse, toTolerate);
const draft = {
  type: 'INDIVIDUAL' as const,
  firstName: 'Sarah',
  lastName: 'Green',
  primaryPhoneNumber: { number: '+14155550123', type: 'WORK' as const },
  primaryEmail: { value: 'sarah@example.com' },
};
const id = 'e4021849-0e09-43ef-b9a7-18124356f489';
const actor = { id, type: 'service-account' };
const times = { createdAt: '2025-01-01T00:00:00.000Z', updatedAt: '2025-01-01T00:00:00.000Z' };
const customer = { id, status: 'ACTIVE', ...draft, ...times, createdBy: actor, updatedBy: actor };
const refusal = { timestamp: '2025-01-01T00:00:00Z', traceId: 't', message: 'no', errorCode: 'NO' };

const open: CannedTarget[] = [];
afterEach(async () => {
  for (const target of open.splice(0)) await target.close();
});

interface Exchange {
  answer: Answer;
  /** What has been found by now, in short. */
  found: () => string[];
}

async function target(body: Json, status: number): Promise<CannedTarget> {
  const started = await cannedTarget([{ status, body }]);
  open.push(started);
  return started;
}

const found = ({ log }: CannedTarget): string[] =>
  log
    .filter((record): record is Finding => record.kind === 'finding')
    .map(({ level, pointer }) => `${level} ${pointer}`);

/** A body that breaks one constraint, answered so. */
async function broken(
  changes: object,
  pointer: string,
  rule: string,
  body: Json,
  status = 400,
): Promise<Exchange> {
  const started = await target(body, status);
  const answer = await started.api.attempt('createCustomer', {
    body: { ...draft, ...changes },
    breaks: { pointer, rule },
  });
  return { answer, found: () => found(started) };
}

/** A creation, answered so. */
async function created(body: Json, status = 201): Promise<Exchange> {
  const started = await target(body, status);
  return { answer: await started.api.send('createCustomer', { body: draft }), found: () => found(started) };
}

/** The message of a matcher that fails; empty when it passes. */
function complaint(assertion: () => unknown): string {
  try {
    assertion();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('toRefuse', () => {
  const asNumber = { firstName: 5 };

  test('passes a documented refusal, with nothing found', async () => {
    const { answer, found: findings } = await broken(asNumber, '/firstName', 'type', refusal);

    assert.equal(
      complaint(() => expect(answer).toRefuse('invalid')),
      '',
    );
    assert.deepEqual(findings(), []);
  });

  test('finds what was accepted at the place that was wrong, and says what was', async () => {
    const { answer, found: findings } = await broken(asNumber, '/firstName', 'type', customer, 201);

    assert.match(
      complaint(() => expect(answer).toRefuse('invalid')),
      /\/firstName must be of type string, received 5: status must be .* received 201/,
    );
    assert.deepEqual(findings(), ['MUST request /firstName']);
  });

  test('finds a refusal as something else', async () => {
    const { answer, found: findings } = await broken(asNumber, '/firstName', 'type', refusal, 404);

    assert.match(
      complaint(() => expect(answer).toRefuse('invalid')),
      /received 404/,
    );
    assert.deepEqual(findings(), ['MUST request /firstName']);
  });

  test('finds what is wrong about the refusal itself', async () => {
    const { answer, found: findings } = await broken(asNumber, '/firstName', 'type', { message: 'no' });

    assert.notEqual(
      complaint(() => expect(answer).toRefuse('invalid')),
      '',
    );
    assert.ok(findings().includes('MUST /errorCode'), findings().join(', '));
  });

  test('binds no more than the constraint is certain', async () => {
    const long = { firstName: 'a'.repeat(41) };
    const { answer, found: findings } = await broken(long, '/firstName', 'maxLength', customer, 201);

    assert.equal(
      complaint(() => expect(answer).toRefuse('invalid')),
      '',
    );
    assert.deepEqual(findings(), ['SHOULD request /firstName']);
  });

  test('judges nothing but what was wrong on purpose', async () => {
    const { answer } = await created(customer);

    assert.match(
      complaint(() => expect(answer).toRefuse('invalid')),
      /expected the answer of an attempt/,
    );
  });
});

describe('toNameField', () => {
  const phone = { primaryPhoneNumber: { ...draft.primaryPhoneNumber, number: 5 } };
  const naming = (...paths: string[]): Json => ({
    ...refusal,
    errors: paths.map((path) => ({ path, message: 'no', errorCode: 'NO' })),
  });

  for (const path of [
    'primaryPhoneNumber.number',
    '/primaryPhoneNumber/number',
    'number',
    "$['number']",
    'number[0]',
  ]) {
    test(`passes a refusal that names ${path}`, async () => {
      const { answer, found: findings } = await broken(
        phone,
        '/primaryPhoneNumber/number',
        'type',
        naming('type', path),
      );

      assert.equal(
        complaint(() => expect(answer).toNameField()),
        '',
      );
      assert.deepEqual(findings(), []);
    });
  }

  for (const [what, body] of [
    ['nothing', refusal],
    ['another field', naming('primaryPhoneNumber.type')],
    ['the object alone', naming('primaryPhoneNumber')],
  ] as const) {
    test(`finds, as no more than a SHOULD, a refusal that names ${what}`, async () => {
      const { answer, found: findings } = await broken(phone, '/primaryPhoneNumber/number', 'type', body);

      assert.equal(
        complaint(() => expect(answer).toNameField()),
        '',
      );
      assert.deepEqual(findings(), ['SHOULD /errors']);
    });
  }
});

describe('toTolerate', () => {
  const sent = { firstName: ' Ada ', lastName: 'Gr\u{1F680}en' };
  const kept = { ...customer, ...sent };

  for (const [what, body, status, findings] of [
    ['values that are kept', kept, 201, []],
    ['values that are refused as invalid, and notes it', refusal, 400, ['MAY status']],
    ['outer spaces that are gone, and notes it', { ...kept, firstName: 'Ada' }, 201, ['MAY /firstName']],
  ] as const) {
    test(`passes ${what}`, async () => {
      const { answer, found: all } = await created(body, status);

      assert.equal(
        complaint(() => expect(answer).toTolerate(sent)),
        '',
      );
      assert.deepEqual(all(), findings);
    });
  }

  test('finds damage, and names it', async () => {
    const { answer, found: findings } = await created({ ...kept, lastName: 'Gr?en' });

    assert.match(
      complaint(() => expect(answer).toTolerate(sent)),
      /\/lastName must be .* received "Gr\?en" \(re-encoded\)/,
    );
    assert.deepEqual(findings(), ['MUST /lastName']);
  });

  test('finds a refusal that is none', async () => {
    const { answer, found: findings } = await created(refusal, 404);

    assert.notEqual(
      complaint(() => expect(answer).toTolerate(sent)),
      '',
    );
    assert.deepEqual(findings(), ['MUST status']);
  });
});

describe('toDisregard', () => {
  const values = { status: 'SUSPENDED', createdBy: { id: 'mine' } };

  for (const [what, body, status] of [
    ['an answer that holds none of the values', customer, 201],
    ['a refusal as invalid', refusal, 400],
  ] as const) {
    test(`passes ${what}`, async () => {
      const { answer, found: findings } = await created(body, status);

      assert.equal(
        complaint(() => expect(answer).toDisregard(values, customer)),
        '',
      );
      assert.deepEqual(findings(), []);
    });
  }

  test('finds each value that was taken over, at any depth', async () => {
    const { answer, found: findings } = await created({
      ...customer,
      status: 'SUSPENDED',
      createdBy: { ...actor, id: 'mine' },
    });

    assert.match(
      complaint(() => expect(answer).toDisregard(values, customer)),
      /\/status must not be taken over/,
    );
    assert.deepEqual(findings(), ['MUST /status', 'MUST /createdBy/id']);
  });

  test('passes a value that the API sets anyway', async () => {
    const { answer } = await created(customer);

    assert.equal(
      complaint(() => expect(answer).toDisregard({ status: 'ACTIVE' }, customer)),
      '',
    );
  });
});

describe('toListAs', () => {
  const page = (...content: Json[]): Json => ({
    ...{ totalElements: 1, totalPages: 1, number: 0, numberOfElements: 1, hasNext: false },
    content,
  });
  const listed = async (body: Json): Promise<Exchange> => {
    const started = await target(body, 200);
    return { answer: await started.api.send('listCustomers'), found: () => found(started) };
  };

  for (const [what, entries] of [
    ['an entry that holds what was sent', [customer]],
    [
      'an entry that holds part of it',
      [{ id, status: 'ACTIVE', type: 'INDIVIDUAL', lastName: 'Green', firstName: null }],
    ],
    ['a list without the entry, which others see to', []],
  ] as const) {
    test(`passes ${what}`, async () => {
      const { answer, found: findings } = await listed(page(...entries));

      assert.equal(
        complaint(() => expect(answer).toListAs(id, draft)),
        '',
      );
      assert.deepEqual(findings(), []);
    });
  }

  test('finds what an entry holds otherwise, where it stands', async () => {
    const { answer, found: findings } = await listed(
      page({ ...customer, id: 'other' }, { ...customer, lastName: 'GREEN' }),
    );

    assert.match(
      complaint(() => expect(answer).toListAs(id, draft)),
      /"GREEN" \(case changed\)/,
    );
    assert.deepEqual(findings(), ['MUST /content/1/lastName']);
  });
});
