import { setTimeout as elapsed } from 'node:timers/promises';
import { minimalIndividual, type DraftSeed } from '../contract/drafts.ts';
import { valueAt } from '../contract/pointers.ts';
import { createApi } from './api.ts';
import { bodyOf } from './answer.ts';
import { removeCreated } from './cleanup.ts';
import type { Line } from './exchange.ts';
import { NotTestable, type Recorder } from './recorder.ts';
import type { Session } from './session.ts';

/** Milliseconds that a read may lag behind a write without breaking the contract. */
export const longestStaleness = 2000;

const probes = 3;
const pause = 100;

/**
 * Milliseconds that tests have to wait before a read must show what was written: 0 where reads follow writes at once, the longest
 * that is allowed where any of a few probes shows a lag. A target that cannot be probed is for the tests to judge.
 */
export async function measuredStaleness(
  line: Line,
  recorder: Recorder,
  session: Session,
  seed: DraftSeed,
): Promise<number> {
  try {
    const api = createApi(line, recorder, session);
    const lags = Array.from({ length: probes }, async (_, index) => {
      const body = minimalIndividual({ ...seed, seed: `${seed.seed} staleness ${String(index)}` });
      const created = await api.send('createCustomer', { body });
      const customerId = valueAt(bodyOf(created), '/id');
      return typeof customerId === 'string' && isUuid(customerId)
        ? lagOf(() => api.send('retrieveCustomer', { path: { customerId } }))
        : 0;
    });
    return (await Promise.all(lags)).some((lag) => lag > 0) ? longestStaleness : 0;
  } catch (error) {
    if (error instanceof NotTestable) return 0;
    throw error;
  } finally {
    await removeCreated(line, recorder, session);
  }
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** Milliseconds until a read finds what is there; 0 when it never does, which is no lag but a defect. */
async function lagOf(read: () => Promise<{ status: number }>): Promise<number> {
  for (let waited = 0; waited <= longestStaleness; waited += pause) {
    const { status } = await read();
    if (status !== 404) return waited;
    await elapsed(pause);
  }
  return 0;
}
