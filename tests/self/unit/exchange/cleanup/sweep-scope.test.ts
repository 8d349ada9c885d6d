import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ageOf, longestRun, spared } from '../../../../../src/exchange/cleanup/sweep-scope.ts';
import { ledger, minute, type Ledgers } from './sweep-floor.ts';

describe('the resources that a sweep leaves alone', () => {
  const [young, old] = [minute, longestRun + minute];
  const lost = { ...ledger('r-1', 'ended'), hasLost: true };
  const cases: [words: string, ledgers: Ledgers, age: number | undefined, reason: RegExp | undefined][] = [
    ['young', [], young, /elsewhere: it is 1 min old$/],
    ['of an unknown age', [], undefined, /elsewhere: its age is unknown$/],
    ['old', [], old, undefined],
    ['old, of a run that goes on', [ledger('r-1', 'running')], old, /still running: process 7 on h$/],
    ['old, of a run that may go on', [ledger('r-1', 'uncertain')], old, /may still be running: it is/],
    ['young, named by a run that has ended', [ledger('r-1', 'ended', 'a')], young, undefined],
    ['young, of a run that has ended and lost something', [lost], young, undefined],
    ['young, of a run that has ended and lost nothing', [ledger('r-1', 'ended', 'b')], young, /elsewhere/],
    ['young, of another run than the one that has ended', [ledger('r-2', 'ended', 'a')], young, /elsewhere/],
    [
      'named by a run that has ended, one of its id goes on',
      [ledger('r-1', 'ended', 'a'), ledger('r-1', 'running')],
      young,
      undefined,
    ],
    ['named by both of these', [ledger('r-1', 'ended', 'a'), ledger('r-1', 'running', 'a')], old, /is still/],
    [
      'not named, though a run has lost something, one of its id goes on',
      [lost, ledger('r-1', 'running')],
      old,
      /is still running/,
    ],
  ];
  for (const [words, ledgers, age, reason] of cases)
    test(`${reason ? '' : 'do not '}include what is ${words}`, () => {
      const words = spared({ id: 'a', run: 'r-1', age }, ledgers);

      if (reason) assert.match(words ?? '', reason);
      else assert.equal(words, undefined);
      assert.equal(spared({ id: 'a', run: 'r-1', age }, ledgers, 'r-1'), undefined, 'its run is named');
    });
});

describe('the age of a resource', () => {
  const now = Date.parse('2025-06-01T12:00:00Z');

  test('is computed by the clock that gives the lower age, because either clock may be wrong', () => {
    const cases: [createdAt: string, date: string | undefined, minutes: number | undefined][] = [
      ['2025-06-01T10:00:00Z', undefined, 120],
      ['2025-06-01T12:00:00.000+02:00', 'no date', 120],
      ['2025-06-01T10:00:00Z', 'Sun, 01 Jun 2025 10:05:00 GMT', 5],
      ['2025-06-01T10:00:00Z', 'Sun, 01 Jun 2025 14:00:00 GMT', 120],
      ['2025-06-01T12:00:30Z', 'Sun, 01 Jun 2025 12:00:30 GMT', -0.5],
      ['2025-06-01T14:00:00Z', 'Sun, 01 Jun 2025 14:05:00 GMT', undefined],
    ];
    for (const [createdAt, date, minutes] of cases)
      assert.equal(
        ageOf(createdAt, now, date),
        minutes === undefined ? undefined : minutes * minute,
        createdAt,
      );
  });

  test('is unknown for a time of another form', () => {
    for (const text of [
      '2025-01-01',
      '2025-01-01T00:00:00',
      '2025-13-45T00:00:00Z',
      'Sun, 01 Jun 2025',
      '',
      0,
      null,
    ])
      assert.equal(ageOf(text, now, undefined), undefined, String(text));
  });
});
