import type { Contract } from '../../contract/operations.ts';
import { variants } from '../../sandbox/variants/index.ts';
import type { ProofOptions } from '../journal.ts';
import { sideBySide } from '../runs/side-by-side.ts';
import { variantGroups } from './variant-combinations.ts';
import { laggingVariants, variantFate, type VariantFate } from './variant-alarms.ts';

/** The number of variants that share a run. */
const groupSize = 5;

/** The maximum duration of a whole run in milliseconds, for a slow machine and for variants that wait. */
const patience = 900_000;

/** The result of every variant. Variants share runs; where a shared run raises an alarm, each of its variants gets its own run. */
export async function fatesOfEach(
  contract: Contract,
  options: ProofOptions,
): Promise<Record<string, VariantFate>> {
  const names = variants.map(({ name }) => name);
  const groups = variantGroups(groupSize, names).sort((a, b) => Number(isSlow(b)) - Number(isSlow(a)));
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

/** Whether a group waits most of the time; such groups begin first, so that the others need not wait for them. */
function isSlow(group: readonly string[]): boolean {
  return group.some((name) => laggingVariants.includes(name));
}

/** Whole runs on targets that have variants. */
export async function variantFates(
  contract: Contract,
  { journal }: ProofOptions,
  targets: readonly (readonly string[])[],
): Promise<Record<string, VariantFate>> {
  const fates = await sideBySide(targets, async (names, index) => {
    const name = names.join(' + ');
    const part = `variant ${name}, ${String(index + 1)} of ${String(targets.length)}`;
    return [name, await journal.kept(part, () => variantFate(contract, names, patience))] as const;
  });
  return Object.fromEntries(fates);
}
