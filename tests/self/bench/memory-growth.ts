import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Contract } from '../../../src/contract/operations.ts';
import { onSandbox, type RunningTarget } from './client.ts';
import type { Measurement } from './measurement.ts';
import type { HeapSize, ProbeOrder } from './memory-probe.ts';

const megabyte = 1024 * 1024;
const counts = [1000, 2000, 4000];

/** By how much the heap grows with the number of exchanges, after their evidence is on disk. */
export async function memoryGrowth(contract: Contract, folder: string): Promise<Measurement> {
  const sizes = await onSandbox(contract, (target) => heapSizes(target, folder));
  const growths = sizes.slice(1).map(({ exchanges, bytes }, index) => {
    const before = sizes[index] ?? { exchanges: 0, bytes: 0 };
    return ((bytes - before.bytes) / (exchanges - before.exchanges)) * 1000;
  });
  const shown = sizes.map(
    ({ exchanges, bytes }) => `${(bytes / megabyte).toFixed(2)} MB after ${String(exchanges)}`,
  );
  return {
    ...{ what: 'memory, most growth in 1000 exchanges', unit: 'MB', bound: 1 },
    measured: Math.max(...growths) / megabyte,
    detail: shown.join(', '),
  };
}

/** The result of a probe in a new process that does nothing but the exchanges. */
async function heapSizes(target: RunningTarget, folder: string): Promise<HeapSize[]> {
  const order: ProbeOrder = { target, folder, counts };
  const probe = path.join(import.meta.dirname, 'memory-probe.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', probe, JSON.stringify(order)],
    { timeout: 60_000 },
  );
  return JSON.parse(stdout) as HeapSize[];
}
