import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NotTestable } from '../../../../../src/exchange/not-testable.ts';
import { createSession } from '../../../../../src/exchange/session.ts';
import { swept, type LeftBehind } from '../../../../../src/exchange/cleanup/sweep.ts';
import { Refusal } from '../../../../../src/sandbox/http/refusal.ts';
import { variantsNamed, withVariants } from '../../../../../src/sandbox/variants/index.ts';
import { operations } from '../../../../../src/sandbox/variants/variant.ts';
import { ledger, onFloor } from './sweep-floor.ts';

const ids = ({ found }: LeftBehind): string[] => found.map(({ id }) => id).sort();

describe('a sweep', { concurrency: 2 }, () => {
  test('removes what carries the mark and is older than an hour, on any page, and no customer of others', () =>
    onFloor(async ({ broom, customers, found, made }) => {
      await made();
      const ours: string[] = [];
      for (let index = 0; index < 53; index += 1) ours.push(await made('r-old', 61));
      const left = await found([]);

      assert.deepEqual(ids(left), ours.sort());
      assert.deepEqual(await swept(broom, left.found), []);
      assert.equal(customers(), 1);
      assert.deepEqual(await found([]), { found: [], untouched: [], ledgers: [], unreadable: [] });
    }));

  test('leaves alone and counts what carries the mark and is younger', () =>
    onFloor(async ({ dated, found, made }) => {
      const young = await made('r-young', 59.5);
      const behind = await made('r-behind'); // the clock of the target, and its times, are two hours behind
      const twoHoursAgo = new Date(Date.now() - 7_200_000);
      dated(behind, twoHoursAgo.toISOString(), twoHoursAgo.toUTCString());
      const left = await found([]);

      assert.deepEqual(left.found, []);
      assert.deepEqual(
        left.untouched.map(({ id, reason }) => [id, reason]),
        [
          [behind, 'of run r-behind, which may still be running elsewhere: it is 0 min old'],
          [young, 'of run r-young, which may still be running elsewhere: it is 59 min old'],
        ],
      );
    }));

  test('leaves alone and counts what has an unknown age', () =>
    onFloor(async ({ dated, found, made }) => {
      const times = [
        null,
        'yesterday',
        1_700_000_000,
        '2025-01-01',
        '2025-01-01T00:00:00',
        '2125-01-01T00:00:00Z',
      ];
      for (const time of times) dated(await made('r-strange'), time);
      const left = await found([]);

      assert.deepEqual([left.found, left.untouched.length], [[], times.length]);
      for (const { reason } of left.untouched)
        assert.equal(reason, 'of run r-strange, which may still be running elsewhere: its age is unknown');
    }));

  test('removes what an ended run created at any age, and what its ledger had lost', () =>
    onFloor(async ({ found, made }) => {
      const [noted, unnoted] = [await made('r-ended'), await made('r-ended')];
      const other = await made('r-other');
      const ended = ledger('r-ended', 'ended', noted);
      const left = await found([{ ...ended, hasLost: true }]);

      assert.deepEqual(
        left.found.map(({ id, place }) => [id, place]),
        [
          [unnoted, 'the list of customers'],
          [noted, 'r-ended.ndjson'],
        ],
      );
      assert.deepEqual(
        left.untouched.map(({ id }) => id),
        [other],
      );
      assert.deepEqual(
        ids(await found([ended])),
        [noted],
        'it has lost nothing: the other is of another run of its id',
      );
    }));

  for (const standing of ['running', 'uncertain'] as const)
    test(`leaves alone and counts what a run in the state ${standing} created, at any age`, () =>
      onFloor(async ({ found, made }) => {
        const [noted, unnoted] = [await made('r-on', 99), await made('r-on', 99)];
        const others = [ledger('r-on', 'ended'), ledger('r-off', 'ended', noted)];
        const left = await found([ledger('r-on', standing, noted), ...others]);

        assert.deepEqual(left.found, []);
        assert.deepEqual(left.untouched.map(({ id }) => id).sort(), [noted, unnoted].sort());
        for (const { reason } of left.untouched)
          assert.match(reason, /^of run r-on, which .*process 7 on h(?: has ended)?$/);
      }));

  test('leaves alone what a run creates that begins during the listing, though a run with the same id has ended', () =>
    onFloor(async ({ found, made }) => {
      const id = await made('r-again');
      const ended = { ...ledger('r-again', 'ended'), hasLost: true };
      const later = [[ended], [ended, ledger('r-again', 'running', id)]];
      const left = await found([], {
        shelf: () => Promise.resolve({ ledgers: later.shift() ?? [], unreadable: [] }),
      });

      assert.deepEqual([ids(left), left.untouched.map((each) => each.id)], [[], [id]]);
    }));

  test('of one run removes everything of it, and counts nothing else', () =>
    onFloor(async ({ found, made }) => {
      await made();
      const [young, old] = [await made('r-one'), await made('r-one', 99)];
      const [other, away] = [await made('r-two'), await made('r-two', 99)];
      const books = [ledger('r-one', 'uncertain', old), ledger('r-two', 'ended', other)];
      const one = await found(books, { only: 'r-one' });
      const none = await found(books, { only: 'r-three' });

      assert.deepEqual([ids(one), one.untouched], [[young, old].sort(), []]);
      assert.deepEqual([none.found, none.untouched], [[], []]);
      assert.deepEqual(ids(await found(books)), [other, away].sort());
    }));

  test('removes what a run could not remove itself', () =>
    onFloor(async ({ found, made }) => {
      const ended = ledger('r-ended', 'ended', await made('r-ended'));
      const remaining = ended.remaining.map((each) => ({ ...each, reason: 'DELETE returned 500' }));
      const left = await found([{ ...ended, remaining }]);

      assert.deepEqual([left.found.length, left.untouched], [1, []]);
    }));

  test('touches nothing without the mark, even if a ledger names it', () =>
    onFloor(async ({ found, made }) => {
      const stranger = await made();
      const kept = [{ id: stranger, reason: 'it does not carry our mark', run: 'r-ended' }];
      for (const only of [undefined, 'r-ended']) {
        const left = await found([ledger('r-ended', 'ended', stranger)], { only });
        assert.deepEqual([left.found, left.untouched], [[], kept]);
      }
    }));

  test('counts what is already gone as removed, before and during the sweep', () =>
    onFloor(async ({ broom, found, made }) => {
      const books = [ledger('r-ended', 'ended', await made('r-ended'))];
      const { found: left } = await found(books);
      assert.equal(left.length, 1);
      assert.deepEqual(await swept(broom, left), []);
      assert.deepEqual(await swept(broom, left), [], 'a second removal is answered 404');

      const again = await found(books);
      assert.deepEqual([again.found, again.untouched], [[], []]);
    }));

  test('says what could not be removed, and why', () =>
    onFloor(
      async ({ broom, found, made }) => {
        const id = await made('r-ended');
        const { found: left } = await found([ledger('r-ended', 'ended', id)]);

        assert.deepEqual(await swept(broom, left), [{ id, reason: 'DELETE returned 409', run: 'r-ended' }]);
      },
      operations(['removeCustomer'], () => () => {
        throw new Refusal('conflict');
      }),
    ));

  test('stops between two removals when interrupted', () =>
    onFloor(async ({ broom, customers, found, made }) => {
      for (const _ of [1, 2]) await made('r-old', 99);
      const { found: left } = await found([]);
      const kept = await swept(broom, left, AbortSignal.abort());

      assert.deepEqual(
        kept.map(({ reason }) => reason),
        ['the sweep was interrupted', 'the sweep was interrupted'],
      );
      assert.equal(customers(), 2);
      assert.deepEqual((await found([], { signal: AbortSignal.abort() })).found, []);
    }));

  test('reads the customers of a list that shows no email addresses', () =>
    onFloor(
      async ({ found, made }) => {
        await made();
        const id = await made('r-old', 99);

        assert.deepEqual(ids(await found([])), [id]);
      },
      (instance) => withVariants(instance, variantsNamed(['minimal-entries']) ?? []),
    ));

  test('does not begin if the target issues no token', () =>
    onFloor(async ({ broom, found }) => {
      broom.session = createSession({ key: 'nobody', secret: 'nothing' });

      await assert.rejects(found([]), NotTestable);
    }));
});
