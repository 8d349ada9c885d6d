import type { Contract } from '../../../src/contract/operations.ts';
import type { Json } from '../../../src/contract/schema/pointers.ts';
import { drawn } from './second-bodies.ts';
import { changedAtRandom, changedOnce } from './second-changes.ts';
import type { Opinion } from './second-opinion.ts';
import { randomOf } from './second-random.ts';
import type { Direction } from './second-reading.ts';

/** A body that one validator accepts and the other rejects. */
export interface Disagreement {
  pointer: string;
  direction: Direction;
  body: Json;
  /** The result of the suite's validator. */
  accepted: boolean;
}

/** The result of a comparison. */
export interface Tally {
  /** Number of schemas in a direction; equivalent ones counted once. */
  schemas: number;
  /** Number of bodies that both validators accept. */
  valid: number;
  /** Number of bodies that both validators reject. */
  invalid: number;
  disagreements: Disagreement[];
  /** Schemas in a direction for which the validators did not both accept a body, or did not both reject one. */
  onesided: string[];
}

/** An empty tally. */
export function emptyTally(): Tally {
  return { schemas: 0, valid: 0, invalid: 0, disagreements: [], onesided: [] };
}

/** Checks bodies against a schema with both validators, and counts the results. */
export function compare(
  contract: Pick<Contract, Direction>,
  opinion: Opinion,
  bodies: Iterable<Json>,
  tally: Tally,
): void {
  const { pointer, direction } = opinion;
  const validate = contract[direction][pointer];
  if (!validate) throw new Error(`we have no validator of ${direction} ${pointer}`);
  const before = { ...tally };
  for (const body of bodies) {
    const accepted = validate(body);
    if (accepted !== opinion.accepts(body)) tally.disagreements.push({ pointer, direction, body, accepted });
    else if (accepted) tally.valid += 1;
    else tally.invalid += 1;
  }
  if (tally.valid === before.valid || tally.invalid === before.invalid)
    tally.onesided.push(`${direction} ${pointer}`);
}

/** How many bodies are generated for a schema. */
export interface Amounts {
  /** Bodies of which every value is changed in every way, one at a time. */
  wholly: number;
  /** Bodies that are used as generated, and as many again with random changes. */
  random: number;
  /** Bodies of either kind for a schema that is equivalent to an earlier one. */
  alike: number;
}

/** Checks bodies generated from a seed with both validators, for every schema in both directions. */
export function comparison(
  contract: Pick<Contract, Direction>,
  opinions: readonly Opinion[],
  seed: number,
  amounts: Amounts,
): Tally {
  const tally = emptyTally();
  const seen = new Set<string>();
  for (const opinion of opinions) {
    const key = `${opinion.direction} ${opinion.text}`;
    const isNew = !seen.has(key);
    seen.add(key);
    tally.schemas += isNew ? 1 : 0;
    const { wholly, random } = isNew ? amounts : { wholly: 0, random: amounts.alike };
    compare(contract, opinion, bodiesFor(opinion, seed, wholly, random), tally);
  }
  return tally;
}

function* bodiesFor(
  { schema, pointer }: Opinion,
  seed: number,
  wholly: number,
  random: number,
): Generator<Json> {
  const numbers = randomOf(
    seed ^ Array.from(pointer).reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) | 0, 7),
  );
  for (let made = 0; made < wholly; made += 1)
    yield* changedOnce(schema, drawn([schema], numbers, 'full'), numbers);
  for (let made = 0; made < random; made += 1) {
    const body = drawn([schema], numbers, 'random');
    yield body;
    yield changedAtRandom(schema, body, numbers);
  }
}
