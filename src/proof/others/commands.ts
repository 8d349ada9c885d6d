import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Contract } from '../../contract/operations.ts';
import { ran } from '../interruption/stopped-runs.ts';
import { conformanceCommand, targetVariables } from '../runs/suite-run.ts';
import { sharedFloor } from './floor.ts';
import { sharedDomain } from './population.ts';
import { strayings, type Straying } from './straying.ts';

/** What became of what others have on a target that every command of the suite was let loose on. */
export interface OthersFate {
  name: string;
  /** What was done to what is not ours. */
  trespasses: string[];
  /** Customers of ours that were there when the last run had been killed. */
  left: number;
  /** Of these, how many were there after a sweep. */
  afterSweep: number;
  /** How each command ended. */
  exitCodes: (number | null)[];
}

/** What is run on a target, one after the other. */
export interface Commands {
  /** How many customers of others it has. */
  count: number;
  /** Arguments of node. */
  commands: readonly (readonly string[])[];
  /** Arguments of `npm run conformance` for the run that is killed, and at which creation of a customer that happens. */
  killed: { args: readonly string[]; creation: number };
}

const kor = ['--import', 'tsx', 'src/cli/kor.ts'];
/** Sequences of random calls. */
export const exploration = (runs: number): string[] => [...kor, 'explore', '--runs', String(runs)];

/** Every command, on a target of its own with 500 customers of others; mutants only where the target is as it should be. */
export function everyCommand({ name }: Straying): Commands {
  const isUsual = name === strayings[0]?.name;
  return {
    count: 500,
    commands: [conformanceCommand, exploration(30), ...(isUsual ? [[...kor, 'prove']] : [])],
    killed: { args: [], creation: 200 },
  };
}

/** At most how many creates are under way when a run is killed: one for each worker. */
const createsUnderWay = availableParallelism();

/** What is not as it must be, in words. */
export function othersTrouble({ name, trespasses, left, afterSweep, exitCodes }: OthersFate): string[] {
  const { isBlind, isMislisting } = strayings.find((each) => each.name === name) ?? {};
  const isToldBySweep = exitCodes.at(-1) === 1;
  const cannotBeFound = isBlind ? left : isMislisting && isToldBySweep ? createsUnderWay : 0;
  const [first] = trespasses;
  return [
    ...(first === undefined ? [] : [`${String(trespasses.length)} trespasses, the first: ${first}`]),
    ...(left > 0 || name !== strayings[0]?.name ? [] : ['the run that was killed left nothing to sweep']),
    ...(afterSweep <= cannotBeFound ? [] : [`${String(afterSweep)} of ${String(left)} outlive the sweep`]),
  ].map((trouble) => `a target that ${name}: ${trouble}`);
}

/** Runs commands on a target that leads them to what is somebody else's, kills a run, and sweeps. */
export async function othersFate(
  contract: Contract,
  { name, apply }: Straying,
  { count, commands, killed }: Commands,
): Promise<OthersFate> {
  let stop: ((creations: number) => void) | undefined;
  const floor = await sharedFloor(contract, count, {
    alter: apply,
    created: (creations) => stop?.(creations),
  });
  const { url, accounts } = floor.sandbox;
  const { key, secret } = accounts.other;
  const variables = {
    ...targetVariables(url, accounts.first),
    ...{ KOR_OTHER_API_KEY: key, KOR_OTHER_API_SECRET: secret },
    ...{ KOR_EMAIL_DOMAIN: sharedDomain, KOR_PROFILE: 'full', KOR_SEED: name.slice(0, 64) },
  };
  try {
    const exitCodes: (number | null)[] = [];
    for (const args of commands) exitCodes.push((await ran(args, variables)).exitCode);
    const kill = (child: ChildProcess): void => {
      let from: number | undefined;
      stop = (creations) => {
        from ??= creations - 1;
        if (creations - from === killed.creation && child.pid !== undefined)
          process.kill(-child.pid, 'SIGKILL');
      };
    };
    exitCodes.push((await ran([...conformanceCommand, ...killed.args], variables, kill)).exitCode);
    const left = floor.ours().length;
    exitCodes.push((await ran([...kor, 'sweep', '--yes'], variables)).exitCode);
    return { name, trespasses: floor.trespasses(), left, afterSweep: floor.ours().length, exitCodes };
  } finally {
    await floor.sandbox.close();
  }
}
