import type { CommandResult } from './conformance-run.ts';

/** The variables that determine all values of a run. */
export const fixed = { KOR_SEED: 'the same seed', KOR_RUN_ID: 'same-run' };
/** Tests that send bodies of every kind. */
export const some = ['--grep', '@journey|@DER-00[17].*@createCustomer'];

/** Every body that a run sent, with the test that sent it. */
export function bodiesOf({ evidence }: CommandResult): string[] {
  return evidence.exchanges
    .filter(({ request }) => request.body !== undefined)
    .map(({ test, request }) => `${test} ${request.body ?? ''}`)
    .sort();
}
