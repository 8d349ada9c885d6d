import type { Contract } from '../../contract/operations.ts';
import { equivalentRules, type RuleName } from './equivalents.ts';
import type { MutantFate, MutantScore } from './score.ts';
import { titleOf } from './mutant.ts';

/** The number of mutants of a kind, by fate. */
export interface MutantTally {
  mutants: number;
  killed: number;
  advised: number;
  equivalent: number;
  survived: number;
}

/** The figures of a score. */
export interface MutantFigures {
  all: MutantTally;
  /** By the level at which they must be noticed; `none` for the equivalent ones. */
  byLevel: Record<string, MutantTally>;
  /** By the group of their operation. */
  byGroup: Record<string, MutantTally>;
  /** By kind; every other status is one kind. */
  byKind: Record<string, MutantTally>;
  /** The equivalent mutants by rule, each rule with its explanation. */
  byRule: { rule: RuleName; sentence: string; mutants: string[] }[];
  /** The percentage of killed mutants among those that must be noticed (MUST). */
  percentKilled: number;
}

/** Counts a score. */
export function figuresOf({ table }: Pick<Contract, 'table'>, { fates }: MutantScore): MutantFigures {
  const groups = new Map(table.operations.map(({ id, group }) => [id, group]));
  const due = fates.filter(({ level }) => level === 'MUST');
  const killed = due.filter(({ fate }) => fate === 'killed').length;
  const rules = Object.entries(equivalentRules) as [RuleName, string][];
  return {
    all: tallyOf(fates),
    byLevel: tallies(fates, ({ level }) => level ?? 'none'),
    byGroup: tallies(fates, ({ mutant }) => groups.get(mutant.operation) ?? ''),
    byKind: tallies(fates, ({ mutant: { kind, place } }) => {
      const isWhole = !place.startsWith('/') && place !== 'body' && place !== 'status';
      return place === 'status' ? 'status' : isWhole ? `${place} ${kind}` : kind;
    }),
    byRule: rules.map(([rule, sentence]) => {
      const own = fates.filter(({ fate, rules: [first] }) => fate === 'equivalent' && first === rule);
      return { rule, sentence, mutants: own.map(({ mutant }) => titleOf(mutant)) };
    }),
    percentKilled: due.length === 0 ? 0 : (100 * killed) / due.length,
  };
}

function tallies(
  fates: readonly MutantFate[],
  keyOf: (fate: MutantFate) => string,
): Record<string, MutantTally> {
  const keys = [...new Set(fates.map(keyOf))];
  return Object.fromEntries(keys.map((key) => [key, tallyOf(fates.filter((each) => keyOf(each) === key))]));
}

function tallyOf(fates: readonly MutantFate[]): MutantTally {
  const count = (name: MutantFate['fate']): number => fates.filter(({ fate }) => fate === name).length;
  return {
    mutants: fates.length,
    killed: count('killed'),
    advised: count('advised'),
    equivalent: count('equivalent'),
    survived: count('survived'),
  };
}
