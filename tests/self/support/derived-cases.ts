import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CaseIndex } from '../../../src/contract/cases/case-index.ts';
import { casesOf, type Cases, type Family, type CaseGroup } from '../../../src/contract/cases/groups.ts';
import type { RefusedCase } from '../../../src/contract/cases/refusals.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { contract } from './real-contract.ts';

const { folder } = await ensureGenerated();

/** Every derived case of the description in `specs/`, counted. */
export const index = JSON.parse(readFileSync(path.join(folder, 'cases.json'), 'utf8')) as CaseIndex;

/** The cases of a group, generated with a seed. */
export function made(group: CaseGroup, seed = 'unit'): Cases {
  return casesOf(contract, group, { seed, runId: 'unit' });
}

/** Every group of a family, with its cases. */
export function derivedIn(family: Family): { group: CaseGroup; cases: Cases }[] {
  const groups = index.bodies.filter((group) => group.family === family);
  return groups.map((group) => ({ group, cases: made(group) }));
}

/** The cases that the API must reject. */
export function refusalsAmong({ cases }: Cases): RefusedCase[] {
  return cases.filter((each): each is RefusedCase => 'breaks' in each);
}
