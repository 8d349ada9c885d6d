import { placeOf, type Violation } from './violation.ts';

/** The greatest number of violations of one rule that are reported at one place. A place in a list is the same in every entry. */
const mostAtPlace = 100;

/** The greatest number of violations that are reported of one body: a hostile one can have any number. */
const mostTold = 1000;

/**
 * The violations to report: each once, at most 100 of one rule at one place, and at most 1,000 in all. `at`: the place of a violation and
 * the rule that it breaks.
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
