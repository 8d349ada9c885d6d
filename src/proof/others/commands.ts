import type { ChildProcess } from 'node:child_process';
import type { Contract } from '../../contract/operations.ts';
import { ran } from '../interruption/stopped-runs.ts';
import { conformanceCommand, targetVariables } from '../runs/suite-run.ts';
import { sharedFloor } from './floor.ts';
import { sharedDomain } from './population.ts';
import { strayings, type Straying } from './straying.ts';

/** The effects of every command of the suite on data of others on a target. */
export interface OthersFate {
  name: string;
  /** Requests to change data of others, and changed data of others. */
  trespasses: string[];
  /** The customers of the suite that were left when the last run had been killed. */
  left: number;
  /** The number of these that were left after a sweep. */
  afterSweep: number;
  /** The exit code of each command. */
  exitCodes: (number | null)[];
}

/** The commands that are run on a target, one after the other. */
export interface Commands {
  /** The number of customers of others on the target. */
  count: number;
  /** Arguments of node. */
  commands: readonly (readonly string[])[];
  /** Arguments of `npm run conformance` for the run that is killed, and the creation of a customer at which it is killed. */
  killed: { args: readonly string[]; creation: number };
}

/** The workers of the run that is killed, and so the most creates that are under way then. */
const workersOfKilled = 2;

const kor = ['--import', 'tsx', 'src/cli/kor.ts'];
/** Sequences of random calls. */
export const exploration = (runs: number): string[] => [...kor, 'explore', '--runs', String(runs)];

/** Every command, on a target of its own with 500 customers of others; mutants only on the target without a defect. */
export function everyCommand({ name }: Straying): Commands {
  const isUsual = name === strayings[0]?.name;
  return {
    count: 500,
    commands: [conformanceCommand, exploration(30), ...(isUsual ? [[...kor, 'prove']] : [])],
    killed: { args: [`--workers=${String(workersOfKilled)}`], creation: 200 },
  };
}

/** The problems of a result, in words. */
export function othersTrouble({ name, trespasses, left, afterSweep, exitCodes }: OthersFate): string[] {
  const { isBlind, isMislisting } = strayings.find((each) => each.name === name) ?? {};
  const isToldBySweep = exitCodes.at(-1) === 1;
  const cannotBeFound = isBlind ? left : isMislisting && isToldBySweep ? workersOfKilled : 0;
  const [first] = trespasses;
  return [
    ...(first === undefined ? [] : [`${String(trespasses.length)} trespasses, the first: ${first}`]),
    ...(left > 0 || name !== strayings[0]?.name ? [] : ['the run that was killed left nothing to sweep']),
    ...(afterSweep <= cannotBeFound ? [] : [`${String(afterSweep)} of ${String(left)} outlive the sweep`]),
  ].map((trouble) => `a target that ${name}: ${trouble}`);
}

/** Runs commands on a target that responds with data of others, kills a run, and sweeps. */
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
