import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { faultFates, type FaultFate } from '../../../src/proof/faults.ts';
import type { Fault } from '../../../src/sandbox/faults/index.ts';

/** Says of each fault that the requirement which it breaks notices it. */
export function describeFaults(title: string, faults: readonly Fault[]): void {
  describe(title, () => {
    let fates: FaultFate[];

    before(async () => {
      const { folder: generatedFolder } = await ensureGenerated();
      const contract = await loadContract(generatedFolder);
      fates = await faultFates(contract, faults, { generatedFolder, timeout: 300_000 });
    });

    for (const [index, { requirement, name }] of faults.entries()) {
      it(`${requirement}: ${name}`, () => {
        assert.equal(fates[index]?.survived, undefined);
      });
    }
  });
}
