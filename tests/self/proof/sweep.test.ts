import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { minimalIndividual, seededFaker } from '../../../src/contract/drafts.ts';
import { projectRoot } from '../../../src/description/generate.ts';
import { ledgerFolder, ledgersOf } from '../../../src/exchange/ledger.ts';
import { servedInstance } from '../../../src/proof/explored-sandbox.ts';
import {
  conformanceCommand,
  suiteRun,
  targetVariables,
  type CommandResult,
} from '../../../src/proof/suite-run.ts';
import type { Instance } from '../../../src/sandbox/instance.ts';
import type { Customer } from '../../../src/sandbox/store.ts';
import { contract } from '../unit/real-contract.ts';

const seed = String(randomInt(2 ** 32));
const faker = seededFaker({ seed });
const command = ['--import', 'tsx', 'src/cli/kor.ts'];
const runs = {
  conformance: [...conformanceCommand, '--grep', '@CUS-00[1-7]', '--workers=2'],
  explore: [...command, 'explore', '--runs', '9'],
};

/** Somebody else's customer, older than any run. */
const stranger: Customer = {
  id: 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f',
  status: 'ACTIVE',
  ...minimalIndividual({ seed, runId: 'r' }),
  primaryEmail: { value: 'somebody@example.com' },
  verificationStatus: { status: 'UNVERIFIED' },
  createdAt: '2025-01-01T00:00:00.000Z',
  updatedAt: '2025-01-01T00:00:00.000Z',
};

/** Where a run is stopped: at which creation of a customer, and when. */
interface Point {
  run: keyof typeof runs;
  signal: 'SIGKILL' | 'SIGINT' | 'SIGTERM';
  creation: number;
  /** Milliseconds after the answer; -1: before the request is carried out. */
  delay: number;
}

const killed = Array.from({ length: 5 }, (_, index): Point => ({
  run: index === 4 ? 'explore' : 'conformance',
  signal: 'SIGKILL',
  creation: faker.number.int({ min: 1 + 2 * index, max: 2 + 2 * index }),
  delay: faker.number.int({ min: -1, max: 30 }),
}));
const asked = (['SIGINT', 'SIGTERM'] as const).map((signal): Point => ({
  ...{ run: 'conformance', signal, creation: faker.number.int({ min: 4, max: 8 }), delay: 0 },
}));

describe(`what is left by a run that is stopped (seed ${seed})`, () => {
  let sum = 0;
  for (const point of [...killed, ...asked])
    it(`with ${point.signal} at creation ${String(point.creation)} of ${point.run} is swept`, async (t) => {
      const floor = await served(point);
      const before = floor.ids();
      const run = await floor.command(runs[point.run]);
      const creations = floor.creations();
      const left = floor.ids().length - before.length;
      const sweep = await floor.command([...command, 'sweep', '--yes']);
      await floor.close();

      assert.ok(creations >= point.creation, run.output);
      assert.equal(run.exitCode, point.signal === 'SIGKILL' ? null : 130, run.output);
      assert.equal(sweep.exitCode, 0, sweep.output);
      assert.match(sweep.output, new RegExp(`^${String(left)} removed; nothing is left$`, 'm'));
      assert.deepEqual(floor.ids(), before);
      assert.deepEqual(floor.ledgers(), []);
      t.diagnostic(`${JSON.stringify(point)}: ${String(left)} left by the run, 0 after the sweep`);
      sum += left;
    });

  it('is something, or nothing was shown', () => {
    assert.ok(sum > 0);
  });
});

describe('npm run sweep', () => {
  it('only lists with --dry-run', async () => {
    const floor = await served({ run: 'conformance', signal: 'SIGKILL', creation: 0, delay: 0 });
    const id = 'a7c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
    floor.plant({ ...stranger, id, primaryEmail: { value: 'a@r-old.kor-conformance.example' } });
    const before = floor.ids();
    const dry = await floor.command([...command, 'sweep', '--dry-run']);
    await floor.close();

    assert.equal(dry.exitCode, 1, dry.output);
    assert.deepEqual(floor.ids(), before);
    assert.match(dry.output, new RegExp(`^  ${id}  2025-01-01T00:00:00.000Z  the list of customers$`, 'm'));
    assert.match(dry.output, /^0 removed; 1 left$/m);
  });

  it('is not done where there is nothing to sweep, nobody to ask or nobody there', async () => {
    const nowhere = targetVariables('http://127.0.0.1:9', { key: 'key', secret: 'secret' });
    const refused = await Promise.all(
      [
        { args: ['--yes'], variables: {} },
        { args: ['--yes'], variables: { ...nowhere, KOR_TARGET_KIND: 'production' } },
        { args: [], variables: nowhere },
        { args: ['--yes'], variables: nowhere },
        { args: ['--no'], variables: nowhere },
      ].map(({ args, variables }) => ran([...command, 'sweep', ...args], variables)),
    );

    assert.deepEqual(
      refused.map(({ exitCode }) => exitCode),
      [2, 2, 2, 2, 2],
    );
    for (const [index, words] of [
      /no target to sweep/,
      /production target is not swept/,
      /--yes removes them, --dry-run lists them/,
      /cannot be swept: .*nothing listens there.*\n\nNothing was removed\. /,
    ].entries()) {
      assert.match(refused[index]?.output ?? '', words);
      assert.doesNotMatch(refused[index]?.output ?? '', /\n +at /, 'no stack trace');
    }
  });
});

interface Floor {
  /** Runs a command of the suite on the sandbox; the first one is stopped. */
  command: (args: string[]) => Promise<CommandResult>;
  /** How many customers were to be created. */
  creations: () => number;
  plant: (customer: Customer) => void;
  ids: () => string[];
  ledgers: () => unknown[];
  close: () => Promise<void>;
}

/** A sandbox in which a stranger has a customer, and where a run is stopped at a certain creation. */
async function served({ signal, creation: last, delay }: Point): Promise<Floor> {
  const instances: Instance[] = [];
  const children: ChildProcess[] = [];
  let creations = 0;
  const { sandbox } = await servedInstance(contract, (instance) => {
    instances.push(instance);
    const around: Instance['around'] = async (asked, next) => {
      const isLast = asked.operation?.id === 'createCustomer' && (creations += 1) === last;
      if (isLast && delay < 0) stop(children[0], signal);
      const answer = await next();
      if (isLast && delay >= 0) setTimeout(stop, delay, children[0], signal);
      return answer;
    };
    return { ...instance, around };
  });
  const accounts = instances.flatMap(({ store }) => [...store.values()]);
  const plant = (customer: Customer): void => void accounts[0]?.customers.set(customer.id, customer);
  plant(stranger);
  const variables = targetVariables(sandbox.url, sandbox.accounts.first);
  return {
    command: (args) => ran(args, variables, (child) => children.push(child)),
    creations: () => creations,
    plant,
    ids: () => accounts.flatMap(({ customers }) => [...customers.keys()]).sort(),
    ledgers: () => ledgersOf(sandbox.url, path.join(projectRoot, ledgerFolder)),
    close: () => sandbox.close(),
  };
}

/** Ends the whole process group of a command, as the system does, or asks the command to end. */
function stop(child: ChildProcess | undefined, signal: Point['signal']): void {
  if (child?.pid === undefined) throw new Error('the command was not started');
  if (signal === 'SIGKILL') process.kill(-child.pid, signal);
  else child.kill(signal);
}

async function ran(
  args: string[],
  variables: Record<string, string>,
  whileRunning: (child: ChildProcess) => void = () => undefined,
): Promise<CommandResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-sweep-'));
  try {
    return await suiteRun(args, folder, { variables, whileRunning, ownGroup: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
