import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { minimalIndividual } from '../../../src/contract/drafts.ts';
import { textOf, valueAt } from '../../../src/contract/pointers.ts';
import { bodyOf } from '../../../src/exchange/answer.ts';
import { createApi } from '../../../src/exchange/api.ts';
import type { WrittenLedger } from '../../../src/exchange/ledger.ts';
import { NotTestable } from '../../../src/exchange/not-testable.ts';
import { createRecorder } from '../../../src/exchange/recorder.ts';
import { createRedactor } from '../../../src/exchange/redaction.ts';
import { createSession } from '../../../src/exchange/session.ts';
import { leftBehind, longestRun, swept, type Broom, type LeftBehind } from '../../../src/exchange/sweep.ts';
import { createTransport } from '../../../src/exchange/transport.ts';
import { servedInstance } from '../../../src/proof/explored-sandbox.ts';
import { Refusal } from '../../../src/sandbox/refusal.ts';
import { variantsNamed, withVariants } from '../../../src/sandbox/variants/index.ts';
import { operations, type Alteration } from '../../../src/sandbox/variants/variant.ts';
import { contract } from './real-contract.ts';

const removal = { operation: 'removeCustomer', parameter: 'customerId' };
const nobody = 2 ** 22 + 1; // no process has an id beyond what the system allows

interface Floor {
  broom: Broom;
  /** Creates a customer of a run; without one, a stranger. Returns its id. */
  made: (run?: string) => Promise<string>;
  /** What a sweep finds, as if it were the hour after the next where `isLate`. */
  found: (ledgers: WrittenLedger[], isLate?: boolean) => Promise<LeftBehind>;
  customers: () => number;
}

/** Does something with a sandbox of its own, altered in some way. */
async function onFloor(
  work: (floor: Floor) => Promise<void>,
  alter: Alteration = (same) => same,
): Promise<void> {
  const { sandbox, customers } = await servedInstance(contract, alter);
  const { first: credentials } = sandbox.accounts;
  const target = { kind: 'sandbox' as const, baseUrl: sandbox.url, credentials };
  const redactor = createRedactor([]);
  const requirement = { id: 'CUS-017', level: 'MUST' as const, text: '' };
  const facts = { test: 't', requirement, contract, redactor, strict: false, replay: '', waivers: [] };
  const recorder = createRecorder({ write: () => undefined, close: () => undefined }, facts);
  const line = { contract, target, transport: createTransport(5000), redactor };
  const broom = { line, recorder, session: createSession(credentials) };
  const api = createApi(line, recorder, broom.session);
  let count = 0;
  try {
    await work({
      broom,
      customers,
      made: async (run) => {
        const draft = minimalIndividual({ seed: String((count += 1)), runId: run ?? 'r' });
        const email = `${String(count)}@kor-conformance.example.org`;
        const body = run === undefined ? { ...draft, primaryEmail: { value: email } } : draft;
        return textOf(valueAt(bodyOf(await api.send('createCustomer', { body })), '/id'));
      },
      found: (ledgers, isLate) => leftBehind(broom, ledgers, Date.now() + (isLate ? longestRun + 60_000 : 0)),
    });
  } finally {
    await line.transport.close();
    await sandbox.close();
  }
}

function ledger(run: string, process: number, ...ids: string[]): WrittenLedger {
  const first = { kind: 'run' as const, run, process, baseUrl: '', start: '' };
  return { file: `${run}.ndjson`, run: first, remaining: ids.map((id) => ({ removal, id })), hasLost: false };
}

const ids = ({ found }: LeftBehind): string[] => found.map(({ id }) => id).sort();

describe('a sweep', { concurrency: 2 }, () => {
  test('takes what carries our mark and is older than an hour, on whatever page, and no stranger', () =>
    onFloor(async ({ broom, customers, found, made }) => {
      await made();
      const ours: string[] = [];
      for (let index = 0; index < 53; index += 1) ours.push(await made('r-old'));

      assert.deepEqual(ids(await found([])), [], 'none is old enough');
      const late = await found([], true);
      assert.deepEqual(ids(late), ours.sort());
      assert.deepEqual(await swept(broom, late.found), []);
      assert.equal(customers(), 1);
      assert.deepEqual(ids(await found([], true)), [], 'nothing is left');
    }));

  test('takes what an ended run created, also what its ledger does not know of, whatever its age', () =>
    onFloor(async ({ found, made }) => {
      const [noted, unnoted] = [await made('r-ended'), await made('r-ended')];
      await made('r-other');
      const { found: left } = await found([ledger('r-ended', nobody, noted)]);

      assert.deepEqual(
        left.map(({ id, place }) => [id, place]),
        [
          [unnoted, 'the list of customers'],
          [noted, 'r-ended.ndjson'],
        ],
      );
    }));

  test('leaves alone what a run that goes on created, however old', () =>
    onFloor(async ({ found, made }) => {
      const left = await found([ledger('r-on', process.pid, await made('r-on'))], true);

      assert.deepEqual([left.found, left.untouched, left.running.length], [[], [], 1]);
    }));

  test('touches nothing without our mark, though a ledger names it', () =>
    onFloor(async ({ found, made }) => {
      const stranger = await made();
      const left = await found([ledger('r-ended', nobody, stranger)], true);

      assert.deepEqual(left.found, []);
      assert.deepEqual(left.untouched, [
        { id: stranger, reason: 'its email address does not carry our mark' },
      ]);
    }));

  test('takes what is gone for gone, before and while it sweeps', () =>
    onFloor(async ({ broom, found, made }) => {
      const books = [ledger('r-ended', nobody, await made('r-ended'))];
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
        const { found: left } = await found([ledger('r-ended', nobody)]);

        assert.deepEqual(await swept(broom, left), [{ id, reason: 'DELETE answered 409' }]);
      },
      operations(['removeCustomer'], () => () => {
        throw new Refusal('conflict');
      }),
    ));

  test('reads the customers of a list that shows no email addresses', () =>
    onFloor(
      async ({ found, made }) => {
        await made();
        const id = await made('r-old');

        assert.deepEqual(ids(await found([], true)), [id]);
      },
      (instance) => withVariants(instance, variantsNamed(['minimal-entries']) ?? []),
    ));

  test('has something to say when the list cannot be read, and takes what ledgers name', () =>
    onFloor(
      async ({ found, made }) => {
        const id = await made('r-ended');
        const left = await found([ledger('r-ended', nobody, id)]);

        assert.deepEqual(ids(left), [id]);
        assert.deepEqual(left.untouched, [{ id: 'the list of customers', reason: 'was answered 404' }]);
      },
      operations(['listCustomers'], () => () => {
        throw new Refusal('unknown');
      }),
    ));

  test('is not done where the target gives no token', () =>
    onFloor(async ({ broom, found }) => {
      broom.session = createSession({ key: 'nobody', secret: 'nothing' });

      await assert.rejects(found([]), NotTestable);
    }));
});
