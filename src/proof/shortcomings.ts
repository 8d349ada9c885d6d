import { killTrouble } from './interruption/kill-points.ts';
import { longTrouble } from './long-tests.ts';
import { orphanTrouble } from './interruption/orphans.ts';
import { omissionTrouble } from './omissions/omission.ts';
import { othersTrouble } from './others/commands.ts';
import type { Proof } from './proof.ts';

/** Percent of the derived mutants that must be noticed. */
const leastKilled = 98;

/** The reasons why a proof fails, in words; none when the suite catches what it claims to catch. */
export function shortcomings({
  faults,
  sequences,
  mutants,
  sample,
  variants,
  triples,
  unstable,
  kills,
  orphans,
  others,
  omissions,
  long,
}: Proof): string[] {
  return [
    ...faults.flatMap(({ name, survived }) =>
      survived === undefined ? [] : [`fault "${name}": ${survived}`],
    ),
    ...sequences.flatMap(({ name, found }) =>
      found ? [] : [`sequence "${name}" was not found in a minute`],
    ),
    ...mutantTrouble(mutants),
    ...missedMutants(sample),
    ...Object.entries({ ...variants, ...triples }).flatMap(([name, { exitCode, alarms }]) => [
      ...(exitCode === 0 ? [] : [`variant "${name}": exit code ${String(exitCode)}`]),
      ...alarms.map((alarm) => `variant "${name}": ${alarm}`),
    ]),
    ...[...kills.flatMap(killTrouble), ...orphans.flatMap(orphanTrouble)].map(
      (each) => each.split('\n')[0] ?? '',
    ),
    ...others.flatMap(othersTrouble),
    ...omissions.flatMap(omissionTrouble),
    ...long.flatMap(longTrouble),
    ...unstable.map((what) => `differs in other circumstances: ${what}`),
  ];
}

function mutantTrouble({ figures, survivors, overruled }: Proof['mutants']): string[] {
  return [
    ...(figures.percentKilled >= leastKilled
      ? []
      : [`only ${figures.percentKilled.toFixed(2)} % of the mutants that must be noticed were noticed`]),
    ...survivors.map((title) => `mutant "${title}" survives`),
    ...overruled.map((title) => `mutant "${title}" is noticed although a rule says that it is legal`),
  ];
}

/** Mutants in front of a target that the suite itself judged differently from the score in process. */
export function missedMutants(sample: Proof['sample']): string[] {
  return Object.entries(sample).flatMap(([title, { changed, noticed, expected }]) =>
    changed > 0 && noticed === expected
      ? []
      : [
          `mutant "${title}" in front of a target: ${noticed}, not ${expected} (${String(changed)} responses changed)`,
        ],
  );
}
