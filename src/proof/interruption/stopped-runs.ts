import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { minimalIndividual } from '../../contract/data/drafts.ts';
import type { Contract, OperationId } from '../../contract/operations.ts';
import { projectRoot } from '../../description/generate.ts';
import { ledgerFolder, ledgersOf, type WrittenLedger } from '../../exchange/cleanup/ledger.ts';
import type { Instance } from '../../sandbox/http/instance.ts';
import type { Customer } from '../../sandbox/resources/store.ts';
import type { Target } from '../../target/target.ts';
import { servedInstance } from '../runs/explored-sandbox.ts';
import type { KillFate, KillPoint, Killing } from './kill-points.ts';
import { descendants, runnerProcesses } from './processes.ts';
import { startRelay, type Relay } from './relay.ts';
import { targetOf } from '../runs/sandbox-target.ts';
import { conformanceCommand, suiteRun, targetVariables, type CommandResult } from '../runs/suite-run.ts';

/** The arguments of node for a command of the suite. */
export const command = ['--import', 'tsx', 'src/cli/kor.ts'];
const exploration = [...command, 'explore', '--runs', '20'];
const conformance = [...conformanceCommand, '--grep', '@CUS-00[1-7]', '--workers=2'];

/** A customer of others, older than any run. */
export const stranger: Customer = {
  id: 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f',
  status: 'ACTIVE',
  ...minimalIndividual({ seed: 'stranger', runId: 'r' }),
  primaryEmail: { value: 'somebody@example.com' },
  verificationStatus: { status: 'UNVERIFIED' },
  createdAt: '2025-01-01T00:00:00.000Z',
  updatedAt: '2025-01-01T00:00:00.000Z',
};

/** A customer that an old run left. */
export const old: Customer = {
  ...stranger,
  id: 'a7c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f',
  primaryEmail: { value: 'a@r-old.kor-conformance.example' },
};

/** A sandbox behind a relay, with a customer of others, in which a function is called at a certain creation. */
export interface Floor {
  relay: Relay;
  target: Target;
  /** Runs a command of the suite on the sandbox. */
  command: (args: readonly string[]) => Promise<CommandResult>;
  /** The number of creates that have come so far. */
  creations: () => number;
  /** The time of the last request, as of `performance.now()`. */
  latest: () => number;
  plant: (customer: Customer) => void;
  customers: () => Customer[];
  ledgers: () => WrittenLedger[];
  close: () => Promise<void>;
}

/** Stops a run at a point, sweeps, and returns the customers that were left before and after. */
export async function killFate(contract: Contract, point: KillPoint): Promise<KillFate> {
  const { killing } = point;
  const floor = await stoppingFloor(contract, point, (child) => {
    end(killing, child, floor.relay);
  });
  try {
    const run = await floor.command(killing.includes('exploration') ? exploration : conformance);
    floor.relay.restore();
    const creations = floor.creations();
    const { left, afterSweep, checks } = await sweptFloor(floor);
    return {
      ...{ point, left, afterSweep },
      trouble: otherwise([
        [creations >= point.creation, `there were ${String(creations)} creations:\n${run.output}`],
        [isExpected(killing, run.exitCode), `the run ended with ${String(run.exitCode)}:\n${run.output}`],
        ...checks,
      ]),
    };
  } finally {
    await floor.close();
  }
}

/** A condition that must hold, and the message when it does not. */
export type StatedCondition = [isRight: boolean, otherwise: string];

/** The messages of the checks that do not hold. */
export function otherwise(checks: readonly StatedCondition[]): string[] {
  return checks.flatMap(([isRight, words]) => (isRight ? [] : [words]));
}

/** Sweeps what stopped runs left, and returns how many customers were left before and after. */
export async function sweptFloor(
  floor: Floor,
): Promise<Pick<KillFate, 'left' | 'afterSweep'> & { checks: StatedCondition[] }> {
  const left = floor.customers().length - 1;
  const sweep = await floor.command([...command, 'sweep', '--yes']);
  const isUntouched = floor.customers().some((each) => JSON.stringify(each) === JSON.stringify(stranger));
  const isSaid = sweep.output.includes(`\n${String(left)} removed; nothing is left\n`);
  return {
    left,
    afterSweep: floor.customers().length - (isUntouched ? 1 : 0),
    checks: [
      [sweep.exitCode === 0 && isSaid, `the sweep of ${String(left)} said:\n${sweep.output}`],
      [isUntouched, 'the customer of others was changed or removed'],
      [floor.ledgers().length === 0, 'a ledger is still there'],
    ],
  };
}

/** Where the function is called: at which creation and when, or at another operation. */
interface StoppingPoint extends Omit<KillPoint, 'killing'> {
  operation?: OperationId;
}

/** Serves such a sandbox; calls `stop` once, at the creation of the point, with the process of the first command. */
export async function stoppingFloor(
  contract: Contract,
  { creation: last, delay, operation = 'createCustomer' }: StoppingPoint,
  stop: (child: ChildProcess | undefined) => void,
): Promise<Floor> {
  const instances: Instance[] = [];
  const children: ChildProcess[] = [];
  let creations = 0;
  let latest = 0;
  const { sandbox } = await servedInstance(contract, (instance) => {
    instances.push(instance);
    const around: Instance['around'] = async (asked, next) => {
      latest = performance.now();
      const isLast = asked.operation?.id === operation && (creations += 1) === last;
      if (isLast && delay < 0) stop(children[0]);
      const response = await next();
      if (isLast && delay >= 0) setTimeout(() => stop(children[0]), delay);
      return response;
    };
    return { ...instance, around };
  });
  const relay = await startRelay(sandbox.url);
  const accounts = instances.flatMap(({ store }) => [...store.values()]);
  const plant = (customer: Customer): void => void accounts[0]?.customers.set(customer.id, customer);
  plant(structuredClone(stranger));
  const variables = targetVariables(relay.url, sandbox.accounts.first);
  return {
    relay,
    target: targetOf(sandbox, relay.url),
    command: (args) => ran(args, variables, (child) => children.push(child)),
    ...{ creations: () => creations, latest: () => latest },
    plant,
    customers: () => accounts.flatMap(({ customers }) => [...customers.values()]),
    ledgers: () => ledgersOf(relay.url, path.join(projectRoot, ledgerFolder)),
    close: async () => {
      await relay.close();
      await sandbox.close();
    },
  };
}

function end(killing: Killing, child: ChildProcess | undefined, relay: Relay): void {
  if (child?.pid === undefined) throw new Error('the command was not started');
  if (killing.startsWith('power-off')) relay.cut();
  else if (killing === 'SIGINT' || killing === 'SIGTERM') child.kill(killing);
  else if (killing === 'SIGKILL to a worker') killFirst(child.pid, runnerProcesses.worker);
  else if (killing === 'SIGKILL to the runner') killFirst(child.pid, runnerProcesses.runner);
  else process.kill(-child.pid, 'SIGKILL'); // the whole process group, as the system does
}

function killFirst(parent: number, wanted: RegExp): void {
  const [pid] = descendants(parent, wanted);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

/** Whether the exit code of a stopped command is right; 0 is right when the target or an idle worker was ended after its last use. */
function isExpected(killing: Killing, exitCode: number | null): boolean {
  if (killing === 'SIGINT' || killing === 'SIGTERM') return exitCode === 130;
  if (killing === 'SIGKILL to all processes' || killing === 'SIGKILL to an exploration')
    return exitCode === null;
  return exitCode === 2 || (killing !== 'SIGKILL to the runner' && exitCode === 0);
}

/** Runs a command of the suite in a process group and a folder of its own. */
export async function ran(
  args: readonly string[],
  variables: Record<string, string>,
  whileRunning: (child: ChildProcess) => void = () => undefined,
): Promise<CommandResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-stopped-'));
  try {
    return await suiteRun(args, folder, { variables, whileRunning, ownGroup: true });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 }); // orphaned processes may still write
  }
}
