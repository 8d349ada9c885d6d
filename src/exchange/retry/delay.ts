import { setTimeout as elapsed } from 'node:timers/promises';
import { rejudgedFolder } from '../../target/environment.ts';

/** Lets time pass in which a target may change; where a recorded run is judged again, its answers know of that time already. */
export async function delay(milliseconds: number): Promise<void> {
  if (rejudgedFolder() === undefined) await elapsed(milliseconds);
}
