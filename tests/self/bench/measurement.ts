import type { Bench, Statistics } from 'tinybench';

/** One measured value and its upper bound. */
export interface Measurement {
  what: string;
  measured: number;
  bound: number;
  /** The unit of both; empty for ratios. */
  unit: string;
  /** Details of the measurement. */
  detail: string;
}

/** Whether a measurement is within its bound. */
export function isWithin({ measured, bound }: Measurement): boolean {
  return measured <= bound;
}

/** The median of a list. Throws when the list is empty. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('there is no middle of nothing');
  return middle;
}

/** How long one task of a benchmark took, in milliseconds. Throws when the task was not run. */
export function latencyOf(bench: Bench, task: string): Statistics {
  const result = bench.getTask(task)?.result;
  if (result === undefined || !('latency' in result)) throw new Error(`"${task}" was not measured`);
  return result.latency;
}

/** Measurements as a table, one per line. */
export function tableOf(measurements: readonly Measurement[]): string {
  const rows = measurements.map((each) => [
    each.what,
    quantity(each.measured, each.unit),
    quantity(each.bound, each.unit),
    isWithin(each) ? 'ok' : 'over',
    each.detail,
  ]);
  const all = [['what', 'measured', 'bound', '', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number): string =>
    column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return all.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}

function quantity(value: number, unit: string): string {
  return `${value.toFixed(2)} ${unit === '' ? 'x' : unit}`;
}
