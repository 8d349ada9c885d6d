import { setTimeout as elapsed } from 'node:timers/promises';
import { rejudgedFolder } from '../../target/environment.ts';

/** Waits while the target may change. Does not wait in a rejudgement: the recorded responses already reflect that time. */
export async function delay(milliseconds: number): Promise<void> {
  if (rejudgedFolder() === undefined) await elapsed(milliseconds);
}
