import { longestStaleness } from './replication-lag.ts';
import { delay } from './delay.ts';

const pause = 100;

/**
 * Calls `ask` until it returns true, or for as long as reads may lag behind writes; returns the milliseconds waited. Stops at `undefined`,
 * an inconclusive response: every response stays in memory until its test ends, however large it is.
 */
export async function polledWithin(
  ask: () => Promise<boolean | undefined>,
): Promise<{ isSo: boolean | undefined; milliseconds: number }> {
  for (let milliseconds = 0; ; milliseconds += pause) {
    const isSo = await ask();
    if (isSo !== false || milliseconds >= longestStaleness) return { isSo, milliseconds };
    await delay(pause);
  }
}
