import type { Contract } from '../../contract/operations.ts';
import type { JudgedEvidence } from './candidates.ts';
import { titleOf } from './mutant.ts';
import { mutantScore, type MutantFate } from './score.ts';
import { figuresOf, type MutantFigures } from './tally.ts';

/** The results of the mutants of a run, as JSON. */
export interface MutantSummary {
  figures: MutantFigures;
  /** The mutants that must be noticed and that nothing notices. */
  survivors: string[];
  /** The mutants that a check notices although a rule says that they are legal. */
  overruled: string[];
  /** Described places that no response of the run contained. */
  unseen: string[];
  /** The fate of every mutant, by its title. */
  fates: Record<string, MutantFate['fate']>;
}

/** Judges every mutant of the responses that a run recorded. */
export function mutantSummary(contract: Contract, evidence: JudgedEvidence): MutantSummary {
  const score = mutantScore(contract, evidence);
  const survivors = score.fates.filter(({ fate }) => fate === 'survived');
  return {
    figures: figuresOf(contract, score),
    survivors: survivors.map(({ mutant }) => titleOf(mutant)),
    overruled: score.overruled.map(({ mutant }) => titleOf(mutant)),
    unseen: score.unseen,
    fates: Object.fromEntries(score.fates.map(({ mutant, fate }) => [titleOf(mutant), fate])),
  };
}
