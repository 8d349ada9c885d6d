import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';

const { folder } = await ensureGenerated();

/** The contract of the description in `specs/`. */
export const contract = await loadContract(folder);
