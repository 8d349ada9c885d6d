import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { momentOf } from '../../../../../src/contract/schema/date-times.ts';

describe('momentOf', () => {
  const noon = Date.UTC(2026, 1, 28, 12);

  const same = [
    '2026-02-28T12:00:00Z',
    '2026-02-28t12:00:00.000z',
    '2026-02-28T13:30:00+01:30',
    '2026-02-27T12:01:00-23:59',
  ];
  for (const text of same)
    test(`reads the same moment from ${text}`, () => {
      assert.equal(momentOf(text), noon);
    });

  test('keeps milliseconds, and drops smaller fractions', () => {
    assert.equal(momentOf('2026-02-28T12:00:00.5799Z'), noon + 579);
  });

  test('accepts a leap second where one is possible, as the second after', () => {
    assert.equal(momentOf('2016-12-31T23:59:60.25Z'), Date.UTC(2017, 0, 1) + 250);
  });

  const none = [
    ...['2026-02-30T12:00:00Z', '2025-02-29T12:00:00Z', '2026-13-01T00:00:00Z', '2026-00-10T00:00:00Z'],
    ...['2026-02-28T24:00:00Z', '2026-02-28T12:60:00Z', '2026-02-28T12:00:61Z', '2026-02-28T12:00:60Z'],
    ...['2026-02-28 12:00:00Z', '2026-02-28T12:00:00', '2026-02-28', '2026-02-28T12:00Z', '28 Feb 2026'],
    ...[
      '2026-02-28T12:00:00+0100',
      '2026-02-28T12:00:00+24:00',
      '2026-02-28T12:00:00.Z',
      '2026-02-28T12:00:00,5Z',
    ],
    ...[
      '+002026-02-28T12:00:00Z',
      ' 2026-02-28T12:00:00Z',
      '2026-02-28T12:00:00Z\n',
      '٢026-02-28T12:00:00Z',
      '',
    ],
  ];
  for (const text of none)
    test(`returns undefined for ${JSON.stringify(text)}`, () => {
      assert.equal(momentOf(text), undefined);
    });
});
