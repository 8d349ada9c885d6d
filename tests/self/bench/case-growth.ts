import type { IndividualDraft } from '../../../src/contract/data/drafts.ts';
import { casesOf, groupsOf, type CaseGroup } from '../../../src/contract/cases/groups.ts';
import type { Contract } from '../../../src/contract/operations.ts';
import { onSandbox, withClient, type Client } from './client.ts';
import type { Measurement } from './measurement.ts';

const operation = 'createCustomer';
const sizes = [1, 2, 4];
const rounds = 2;

/** How the run time of derived cases grows with their number: each size on a sandbox of its own, the fastest of several rounds. */
export async function caseGrowth(contract: Contract): Promise<Measurement> {
  const groups = groupsOf(contract, contract.operation(operation), seedOf(0));
  const times = new Map<number, number>();
  const run = (size: number): Promise<number> =>
    onSandbox(contract, (target) =>
      withClient(contract, target, (client) => timePerCase(client, groups, size)),
    );
  await run(1);
  for (let round = 0; round < rounds; round += 1)
    for (const size of sizes) times.set(size, Math.min(times.get(size) ?? Infinity, await run(size)));
  const [single = 0, , fourfold = 0] = sizes.map((size) => times.get(size) ?? 0);
  const cases = groups.reduce((sum, { count }) => sum + count, 0);
  return {
    ...{ what: 'derived cases, time per case at 4x against 1x', unit: '', bound: 1.3 },
    measured: fourfold / single,
    detail: sizes
      .map((size) => `${String(cases * size)} cases at ${(times.get(size) ?? 0).toFixed(2)} ms`)
      .join(', '),
  };
}

function seedOf(index: number): { seed: string; runId: string } {
  return { seed: `bench ${String(index)}`, runId: 'bench' };
}

/** Milliseconds per case when every group is tried the given number of times, each time with other values. */
async function timePerCase(client: Client, groups: readonly CaseGroup[], times: number): Promise<number> {
  const from = performance.now();
  let count = 0;
  for (let index = 0; index < times; index += 1)
    for (const group of groups) count += await tried(client, group, index);
  return (performance.now() - from) / count;
}

/** Tries the cases of one group as a test does; returns their number. */
async function tried(client: Client, group: CaseGroup, index: number): Promise<number> {
  const { api, clear } = client.desk();
  const { cases } = casesOf(client.context.contract, group, seedOf(index));
  for (const each of cases) {
    const { body } = each;
    await ('breaks' in each
      ? api.attempt(operation, { body, breaks: each.breaks })
      : api.send(operation, { body: body as unknown as IndividualDraft }));
  }
  await clear();
  return cases.length;
}
