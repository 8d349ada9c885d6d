/** The time as a sandbox sees it, in milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** The clock of this machine. */
export const systemClock: Clock = { now: () => Date.now() };

/** A moment as responses write it: ISO 8601 with milliseconds, in UTC. */
export function isoTime(moment: number): string {
  return new Date(moment).toISOString();
}

/** The time of a change: the current time, but always later than the previous change. */
export function timeAfter(clock: Clock, previous: string): string {
  return isoTime(Math.max(clock.now(), Date.parse(previous) + 1));
}
