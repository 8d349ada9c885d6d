import type { Clock } from '../../../../src/sandbox/http/clock.ts';

/** A clock that stands still until the test moves it, by milliseconds. */
export interface HandClock extends Clock {
  advance(milliseconds: number): void;
}

/** A clock that starts at the present time. */
export function handClock(): HandClock {
  let moment = Date.now();
  return {
    now: () => moment,
    advance: (milliseconds) => {
      moment += milliseconds;
    },
  };
}
