import type { Contract } from '../../../src/contract/operations.ts';
import type { Json } from '../../../src/contract/schema/pointers.ts';
import { drawn } from './second-bodies.ts';
import { changedAtRandom, changedOnce } from './second-changes.ts';
import type { Opinion } from './second-opinion.ts';
import { randomOf } from './second-random.ts';
import type { Direction } from './second-reading.ts';

/** A body that one side accepts and the other does not. */
export interface Disagreement {
  pointer: string;
  direction: Direction;
  body: Json;
  /** What our validator says. */
  accepted: boolean;
}

/** What a comparison came to. */
export interface Tally {
  /** Schemas in a direction, alike ones counted once. */
  schemas: number;
  /** Bodies that both sides accept. */
  valid: number;
  /** Bodies that both sides refuse. */
  invalid: number;
  disagreements: Disagreement[];
  /** Schemas in a direction for which both sides have not accepted a body, or not refused one. */
  onesided: string[];
}

/** An empty tally. */
export function emptyTally(): Tally {
  return { schemas: 0, valid: 0, invalid: 0, disagreements: [], onesided: [] };
}

/** Asks both sides about bodies for a schema, and counts the answers. */
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

/** How many bodies are made up for a schema. */
export interface Amounts {
  /** Bodies of which every value is changed in every way, one at a time. */
  wholly: number;
  /** Bodies that are left as they are drawn, and as many again with changes at random. */
  random: number;
  /** Bodies of either kind for a schema that means the same as an earlier one. */
  alike: number;
}

/** Asks both sides about bodies made up from a seed, for every schema in both directions. */
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
