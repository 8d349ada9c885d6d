import { setTimeout as elapsed } from 'node:timers/promises';

/** Waits for the turn of the next request. */
export type Pace = () => Promise<void>;

/** Limits requests to a number per second, at even intervals; without a number requests do not wait. */
export function createPace(perSecond: number | undefined): Pace {
  let free = 0;
  return async () => {
    if (perSecond === undefined) return;
    const now = performance.now();
    const turn = Math.max(now, free);
    free = turn + 1000 / perSecond;
    if (turn > now) await elapsed(Math.ceil(turn - now));
  };
}
