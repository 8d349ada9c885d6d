import type { Clock } from '../../../../src/sandbox/http/clock.ts';

/** A clock that stands still until it is moved, by milliseconds. */
export interface HandClock extends Clock {
  advance(milliseconds: number): void;
}

/** A clock that stands at the present. */
export function handClock(): HandClock {
  let moment = Date.now();
  return {
    now: () => moment,
    advance: (milliseconds) => {
      moment += milliseconds;
    },
  };
}
