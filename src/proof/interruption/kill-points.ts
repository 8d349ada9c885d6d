import { seededFaker } from '../../contract/data/drafts.ts';

/** What is ended in the midst of a run, and how. */
export const killings = [
  'SIGKILL to all processes',
  'SIGKILL to a worker',
  'SIGKILL to the runner',
  'power-off of the target',
  'SIGKILL to an exploration',
  'SIGINT',
  'SIGTERM',
  'power-off under an exploration',
] as const;

/** What is ended in the midst of a run, and how. */
export type Killing = (typeof killings)[number];

/** Where a run is stopped: how, at which creation of a customer, and when. */
export interface KillPoint {
  killing: Killing;
  creation: number;
  /** Milliseconds after the creation; -1: before it is carried out. */
  delay: number;
}

/** What became of what a run left that was stopped. */
export interface KillFate {
  point: KillPoint;
  /** Customers of the run that were there when it had ended. */
  left: number;
  /** Of these, how many were there after the sweep. */
  afterSweep: number;
  /** What else was not as it must be: the stranger was touched, the run ended otherwise, the sweep did not say what it did. */
  trouble: string[];
}

/** Customers that are created before there is a worker. */
const preflightCreations = 3;

/** Points at which runs are stopped: every way to in turn, the rest decided by the seed. */
export function killPoints(seed: string, count: number): KillPoint[] {
  const faker = seededFaker({ seed });
  return Array.from({ length: count }, (_, index) => {
    const killing = killings[index % killings.length] ?? killings[0];
    const min = killing === 'SIGKILL to a worker' ? preflightCreations + 1 : 1;
    const creation = faker.number.int({ min, max: 9 });
    return { killing, creation, delay: faker.number.int({ min: -1, max: 30 }) };
  });
}

/** What is not as it must be after a sweep, in words. */
export function killTrouble({ point, left, afterSweep, trouble }: KillFate): string[] {
  const where = `${point.killing} at creation ${String(point.creation)}`;
  return [
    ...(afterSweep === 0 ? [] : [`${where}: ${String(afterSweep)} of ${String(left)} outlive the sweep`]),
    ...trouble.map((each) => `${where}: ${each}`),
  ];
}
