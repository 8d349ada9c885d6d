import { placeOf, type Violation } from './violation.ts';

/** How many violations of one rule are told at one place, which is the same in every entry of a list. */
const mostAtPlace = 100;

/** How many violations are told of one body: a hostile one is broken everywhere. */
const mostTold = 1000;

/**
 * What is told of violations: each once, 100 at most of one rule at one place, 1,000 at most of all. `at`: where one is and which rule
 * it breaks.
 */
export function limitedViolations<Item>(
  items: readonly Item[],
  at: (item: Item) => Pick<Violation, 'pointer' | 'rule'>,
): Item[] {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const few: Item[] = [];
  for (const item of items) {
    if (few.length === mostTold) break;
    const { pointer, rule } = at(item);
    const place = `${rule} ${placeOf(pointer)}`;
    const count = counts.get(place) ?? 0;
    if (count === mostAtPlace || seen.has(`${rule} ${pointer}`)) continue;
    seen.add(`${rule} ${pointer}`);
    counts.set(place, count + 1);
    few.push(item);
  }
  return few;
}
