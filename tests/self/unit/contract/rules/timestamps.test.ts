import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DescribedBody } from '../../../../../src/contract/validation/violation-at.ts';
import type { JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import {
  exchangeWindow,
  timesNotAdvanced,
  timesOutOfOrder,
  timesOutside,
  unitOf,
} from '../../../../../src/contract/rules/timestamps.ts';
import type { Violation } from '../../../../../src/contract/validation/violation.ts';
import { contract } from '../../../support/real-contract.ts';

const noon = '2025-04-10T12:00:00.000Z';
const described = (times: JsonObject): DescribedBody => ({
  contract,
  schema: '/components/schemas/Customer',
  body: { type: 'INDIVIDUAL', ...times },
});
const places = (violations: Violation[]): string[] =>
  violations.map(({ level, pointer }) => `${level} ${pointer}`);

describe('the window of an exchange', () => {
  test('is computed from the Date header, which counts whole seconds, with a tolerance between clocks', () => {
    const { from, to } = exchangeWindow('Thu, 10 Apr 2025 12:00:00 GMT', 300) ?? { from: 0, to: 0 };

    assert.equal(new Date(from).toISOString(), '2025-04-10T11:59:49.700Z');
    assert.equal(new Date(to).toISOString(), '2025-04-10T12:00:11.000Z');
  });

  test('is unknown without a Date header, or with an invalid one', () => {
    for (const date of [undefined, 'yesterday']) assert.equal(exchangeWindow(date, 1), undefined);
  });
});

describe('a time that must be that of an exchange', () => {
  const window = exchangeWindow('Thu, 10 Apr 2025 12:00:00 GMT', 300);

  test('lies in its window, with any offset and precision', () => {
    for (const createdAt of [noon, '2025-04-10T12:00:00Z', '2025-04-10T14:00:00.123456+02:00']) {
      assert.deepEqual(timesOutside(described({ createdAt }), ['createdAt'], window), []);
    }
  });

  test('breaks a MUST outside of it, and the message gives the window', () => {
    const [wrong] = timesOutside(
      described({ createdAt: '2025-04-10T13:00:00Z' }),
      ['createdAt', 'updatedAt'],
      window,
    );

    assert.equal(wrong?.level, 'MUST');
    assert.equal(
      wrong.message,
      '/createdAt must lie between 2025-04-10T11:59:49.700Z and 2025-04-10T12:00:11.000Z, when it happened, received "2025-04-10T13:00:00Z"',
    );
  });

  test('is observed, and not judged, when the window is unknown', () => {
    assert.deepEqual(places(timesOutside(described({ createdAt: noon }), ['createdAt'], undefined)), [
      'MAY /createdAt',
    ]);
  });

  test('is left to the schema when it is missing or invalid', () => {
    for (const body of [{}, { createdAt: 'soon' }, { createdAt: 5 }]) {
      assert.deepEqual(timesOutside(described(body), ['createdAt'], window), []);
    }
  });
});

describe('two times of one response', () => {
  const ordered = (createdAt: string, updatedAt: string): string[] =>
    places(timesOutOfOrder(described({ createdAt, updatedAt }), 'createdAt', 'updatedAt'));

  test('are in order when they are equal within their written precision', () => {
    assert.deepEqual(ordered(noon, noon), []);
    assert.deepEqual(ordered('2025-04-10T12:00:00.900Z', '2025-04-10T12:00:00Z'), []);
    assert.deepEqual(ordered('2025-04-10T12:00:00.123456Z', '2025-04-10T12:00:00.123Z'), []);
  });

  test('are out of order when the second is before the first', () => {
    assert.deepEqual(ordered(noon, '2025-04-10T11:59:58.500Z'), ['MUST /updatedAt']);
  });
});

describe('a time after a change', () => {
  const advanced = (before: string, after: string): string[] =>
    places(timesNotAdvanced(described({ updatedAt: after }), { updatedAt: before }, 'updatedAt'));

  test('is later than before the change', () => {
    assert.deepEqual(advanced(noon, '2025-04-10T12:00:00.001Z'), []);
  });

  test('is neither the same nor earlier', () => {
    for (const after of [noon, '2025-04-10T11:00:00Z']) {
      assert.deepEqual(advanced(noon, after), ['MUST /updatedAt']);
    }
  });

  test('is compared as a point in time, not as text', () => {
    assert.deepEqual(advanced(noon, '2025-04-10T13:30:00.000+01:00'), []);
  });
});

describe('the precision of a written time', () => {
  test('is a second without a fraction, and a millisecond with three digits or more', () => {
    const units = ['00Z', '00.000Z', '00.5Z', '00.123Z', '00.123456Z', '00.120+01:00'];

    assert.deepEqual(
      units.map((end) => unitOf(`2025-04-10T12:00:${end}`)),
      [1000, 1000, 100, 1, 1, 1],
    );
  });
});
