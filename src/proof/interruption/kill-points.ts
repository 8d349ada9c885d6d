import { seededFaker } from '../../contract/data/drafts.ts';

/** The ways in which a run is stopped: what is ended, and how. */
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

/** A way in which a run is stopped. */
export type Killing = (typeof killings)[number];

/** Where a run is stopped: how, at which creation of a customer, and when. */
export interface KillPoint {
  killing: Killing;
  creation: number;
  /** Milliseconds after the creation; -1: before it is carried out. */
  delay: number;
}

/** The result of a stopped run: the customers that it left. */
export interface KillFate {
  point: KillPoint;
  /** The customers of the run that were left when it had ended. */
  left: number;
  /** The number of these that were left after the sweep. */
  afterSweep: number;
  /** Other problems: the customer of others was changed, the run ended with another exit code, the sweep did not report what it did. */
  trouble: string[];
}

/** The number of customers that are created before the first worker starts. */
const preflightCreations = 3;

/** Points at which runs are stopped: every way in turn; the seed decides the creation and the delay. */
export function killPoints(seed: string, count: number): KillPoint[] {
  const faker = seededFaker({ seed });
  return Array.from({ length: count }, (_, index) => {
    const killing = killings[index % killings.length] ?? killings[0];
    const min = killing === 'SIGKILL to a worker' ? preflightCreations + 1 : 1;
    const creation = faker.number.int({ min, max: 9 });
    return { killing, creation, delay: faker.number.int({ min: -1, max: 30 }) };
  });
}

/** The problems of a result, in words. */
export function killTrouble({ point, left, afterSweep, trouble }: KillFate): string[] {
  const where = `${point.killing} at creation ${String(point.creation)}`;
  return [
    ...(afterSweep === 0 ? [] : [`${where}: ${String(afterSweep)} of ${String(left)} outlive the sweep`]),
    ...trouble.map((each) => `${where}: ${each}`),
  ];
}
