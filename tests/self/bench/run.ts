import { parseArgs } from 'node:util';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { caseGrowth } from './case-growth.ts';
import { exchangeCosts } from './exchange-cost.ts';
import { isWithin, tableOf } from './measurement.ts';
import { memoryGrowth } from './memory-growth.ts';
import { validatorCosts } from './validator-cost.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const { folder } = await ensureGenerated();
const contract = await loadContract(folder);
const measurements = [
  ...(await validatorCosts(contract, folder)),
  ...(await exchangeCosts(contract)),
  await caseGrowth(contract),
  await memoryGrowth(contract, folder),
];
process.stdout.write(
  values.json ? `${JSON.stringify(measurements, null, 2)}\n` : `${tableOf(measurements)}\n`,
);
process.exitCode = measurements.every(isWithin) ? 0 : 1;
