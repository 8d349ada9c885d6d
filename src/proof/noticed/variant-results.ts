import type { Contract } from '../../contract/operations.ts';
import { variants } from '../../sandbox/variants/index.ts';
import type { ProofOptions } from '../proof.ts';
import { twoAtATime } from '../runs/two-at-a-time.ts';
import { variantGroups } from './variant-combinations.ts';
import { variantFate, type VariantFate } from './variant-alarms.ts';

/** Variants that share a run. */
const groupSize = 5;
/** Milliseconds that a whole run may take: a slow machine, and variants that wait. */
const patience = 900_000;

/** What came of every variant: some share a run, and where that raises an alarm, each has one of its own. */
export async function fatesOfEach(
  contract: Contract,
  options: ProofOptions,
): Promise<Record<string, VariantFate>> {
  const groups = variantGroups(
    groupSize,
    variants.map(({ name }) => name),
  );
  const shared = await variantFates(contract, options, groups);
  const fateOf = (group: readonly string[]): VariantFate | undefined => shared[group.join(' + ')];
  const isQuiet = (group: readonly string[]): boolean =>
    fateOf(group)?.exitCode === 0 && fateOf(group)?.alarms.length === 0;
  const alone = groups.filter((group) => !isQuiet(group)).flat();
  const quiet = groups
    .filter(isQuiet)
    .flatMap((group) => group.map((name) => [name, fateOf(group)] as const));
  const own = await variantFates(
    contract,
    options,
    alone.map((name) => [name]),
  );
  return { ...(Object.fromEntries(quiet) as Record<string, VariantFate>), ...own };
}

/** Whole runs on targets that have variants, two at a time: one worker each keeps two cores busy. */
export async function variantFates(
  contract: Contract,
  { journal }: ProofOptions,
  targets: readonly (readonly string[])[],
): Promise<Record<string, VariantFate>> {
  const fates: Record<string, VariantFate> = {};
  await twoAtATime(targets, async (names, index) => {
    const name = names.join(' + ');
    const part = `variant ${name}, ${String(index + 1)} of ${String(targets.length)}`;
    fates[name] = await journal.kept(part, () => variantFate(contract, names, patience));
  });
  return fates;
}
