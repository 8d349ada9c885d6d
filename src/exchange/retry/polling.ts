import { longestStaleness } from './replication-lag.ts';
import { delay } from './delay.ts';

const pause = 100;

/**
 * Asks again until something is so, or for as long as reads may lag behind writes; says how many milliseconds that took. An answer
 * that does not tell, `undefined`, is not asked for again: each is held until its test ends, however large it is.
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
