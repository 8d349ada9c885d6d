import type { Check, Exchange } from '../../../../src/contract/evidence.ts';
import { valueAt, type Json } from '../../../../src/contract/schema/pointers.ts';
import { figuresOf } from '../../../../src/proof/mutants/tally.ts';
import { mutantScore, type MutantFate, type MutantScore } from '../../../../src/proof/mutants/score.ts';
import { titleOf } from '../../../../src/proof/mutants/mutant.ts';
import { contract } from '../../support/real-contract.ts';
import { evidenceOf, exchangeOf } from '../../support/run-records.ts';

/** The customer in the example of the description, with an `externalId`, which is optional. */
export const individual: Record<string, Json> = {
  ...(valueAt(contract.document, '/components/examples/Individual/value') as Record<string, Json>),
  externalId: 'kor-1',
};

/** The request body that leads to it. */
export const draft: Record<string, Json> = {
  ...(valueAt(contract.document, '/components/examples/IndividualDraft/value') as Record<string, Json>),
  externalId: 'kor-1',
};

/** An exchange with a JSON response: the create of the customer, unless the arguments say otherwise. */
export function jsonExchange(response: Json, parts: Partial<Exchange> = {}, status = 201): Exchange {
  return exchangeOf({
    request: {
      method: 'POST',
      url: 'https://api.example/v1/customers',
      headers: {},
      body: JSON.stringify(draft),
    },
    answer: { status, headers: [['content-type', 'application/json']], body: JSON.stringify(response) },
    ...parts,
  });
}

/** A check of an exchange, at the level MUST unless the argument says otherwise. */
export function checkOf({ test, index }: Exchange, call: string, level: Check['level'] = 'MUST'): Check {
  return {
    ...{ kind: 'check', test, requirement: 'CUS-001', level },
    ...{ call: `expect(response).${call}`, exchange: { test, index } },
  };
}

/** The score of some exchanges with these checks on each. */
export function scoreOf(exchanges: Exchange[], calls: string[], level?: Check['level']): MutantScore {
  const checks = exchanges.flatMap((each) => calls.map((call) => checkOf(each, call, level)));
  return mutantScore(contract, evidenceOf({ exchanges, checks }));
}

/** The result of a mutant, by its title. */
export function fateIn({ fates }: MutantScore, title: string): MutantFate | undefined {
  return fates.find(({ mutant }) => titleOf(mutant) === title);
}

/** The percentage of a score. */
export function percentOf(score: MutantScore): number {
  return figuresOf(contract, score).percentKilled;
}
