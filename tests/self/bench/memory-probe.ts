import { setImmediate as turn } from 'node:timers/promises';
import { minimalIndividual } from '../../../src/contract/data/drafts.ts';
import { loadContract } from '../../../src/contract/operations.ts';
import { arranged } from '../../../src/exchange/setup/arrange.ts';
import { withClient, type Client, type RunningTarget } from './client.ts';

const exchangesPerTest = 50;

/** The heap after a number of exchanges. */
export interface HeapSize {
  exchanges: number;
  bytes: number;
}

/** The input of a probe: a target, the generated folder, and the numbers of exchanges after which to measure. */
export interface ProbeOrder {
  target: RunningTarget;
  folder: string;
  counts: number[];
}

const order = JSON.parse(process.argv[2] ?? '') as ProbeOrder;
const contract = await loadContract(order.folder);
const sizes = await withClient(contract, order.target, (client) => heapSizes(client, order.counts));
process.stdout.write(JSON.stringify(sizes));

async function heapSizes(client: Client, counts: number[]): Promise<HeapSize[]> {
  const found: HeapSize[] = [];
  let done = 0;
  for (const exchanges of counts) {
    while (done < exchanges) done += await oneTest(client);
    found.push({ exchanges, bytes: await heapSize() });
  }
  return found;
}

/** Makes as many exchanges as a long test; returns their number. */
async function oneTest(client: Client): Promise<number> {
  const { api, recorder, clear } = client.desk();
  const body = minimalIndividual({ seed: 'bench', runId: 'bench' });
  while (recorder.exchanges.length < exchangesPerTest - recorder.created.length) {
    const { id: customerId } = arranged(await api.send('createCustomer', { body }), 'id');
    await api.send('retrieveCustomer', { path: { customerId } });
    await api.send('listCustomers', { query: { size: 20 } });
  }
  await clear();
  return recorder.exchanges.length;
}

/** Bytes of heap in use after several garbage collections. */
async function heapSize(): Promise<number> {
  for (let index = 0; index < 4; index += 1) {
    globalThis.gc?.();
    await turn();
  }
  return process.memoryUsage().heapUsed;
}
