import { longestStaleness } from './staleness.ts';
import { waited } from './waiting.ts';

const pause = 100;

/** Asks again until something is so, or for as long as reads may lag behind writes; says how many milliseconds that took. */
export async function within(ask: () => Promise<boolean>): Promise<{ isSo: boolean; milliseconds: number }> {
  for (let milliseconds = 0; ; milliseconds += pause) {
    if (await ask()) return { isSo: true, milliseconds };
    if (milliseconds >= longestStaleness) return { isSo: false, milliseconds };
    await waited(pause);
  }
}
