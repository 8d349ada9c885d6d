import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { Bench } from 'tinybench';
import { fullBusiness, fullIndividual } from '../../../src/contract/data/drafts.ts';
import type { Contract, Validator } from '../../../src/contract/operations.ts';
import { responseSchema } from '../../../src/contract/privacy/sensitive.ts';
import { bodyOf } from '../../../src/exchange/response.ts';
import { onSandbox, withClient, type Client } from './client.ts';
import { latencyOf, median, type Measurement } from './measurement.ts';

const runId = 'bench';
const processes = 9;

/** The cost of loading the validators of a folder in a new process, and of checking a customer with them. */
export async function validatorCosts(contract: Contract, folder: string): Promise<Measurement[]> {
  const checks = await onSandbox(contract, (target) => withClient(contract, target, checkTimes));
  return [loadTime(path.resolve(folder, 'validators.cjs')), ...checks];
}

function loadTime(file: string): Measurement {
  const program =
    'const from = performance.now(); require(process.argv[1]); console.log(performance.now() - from)';
  const times = Array.from({ length: processes }, () =>
    Number(execFileSync(process.execPath, ['-e', program, file], { encoding: 'utf8', timeout: 10_000 })),
  );
  const [fastest, slowest] = [Math.min(...times), Math.max(...times)];
  return {
    ...{ what: 'validators, loaded by a new process', unit: 'ms', bound: 30 },
    measured: median(times),
    detail: `median of ${String(processes)}, from ${fastest.toFixed(1)} to ${slowest.toFixed(1)} ms`,
  };
}

async function checkTimes(client: Client): Promise<Measurement[]> {
  const { contract } = client.context;
  const { api } = client.desk();
  const customers = {
    individual: await api.send('createCustomer', { body: fullIndividual({ seed: 'person', runId }) }),
    business: await api.send('createCustomer', { body: fullBusiness({ seed: 'firm', runId }) }),
  };
  const schema = responseSchema(contract.operation('retrieveCustomer'), 200) ?? '';
  const validate = contract.response[schema];
  const found: Measurement[] = [];
  for (const [kind, response] of Object.entries(customers))
    found.push(await checkTime(kind, validate, bodyOf(response)));
  return found;
}

async function checkTime(
  kind: string,
  validate: Validator | undefined,
  customer: unknown,
): Promise<Measurement> {
  if (validate?.(customer) !== true) throw new Error(`the ${kind} customer to check is not valid`);
  const bench = new Bench({ time: 500, throws: true });
  await bench.add(kind, () => validate(customer)).run();
  const { p50, p99, samplesCount } = latencyOf(bench, kind);
  return {
    ...{ what: `validators, a check of a full ${kind} customer`, unit: 'µs', bound: 10 },
    measured: p50 * 1000,
    detail: `median of ${String(samplesCount)}; 99 of 100 within ${(p99 * 1000).toFixed(1)} µs`,
  };
}
