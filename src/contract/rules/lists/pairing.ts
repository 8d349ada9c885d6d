/** The length of a list above which each entry is compared only with the one in its place: comparing all pairs takes quadratic time. */
const most = 100;

/**
 * Pairs the entries of two lists of the same length, in whatever order they are. Returns, for each entry of the first list, the index of
 * its partner in the second. Equal entries are paired first, then those that differ least. `cost`: how much two entries differ; 0 when they
 * are equal.
 */
export function paired(length: number, cost: (one: number, other: number) => number): number[] {
  const places = Array.from({ length }, (_, place) => place);
  const costs = places.map((place) => cost(place, place));
  if (length > most || costs.every((each) => each === 0)) return places;
  const pairs = places.flatMap((one) =>
    places.map((other) => ({ one, other, by: one === other ? (costs[one] ?? 0) : cost(one, other) })),
  );
  pairs.sort((a, b) => a.by - b.by || Number(a.one !== a.other) - Number(b.one !== b.other));
  const found = new Map<number, number>();
  const taken = new Set<number>();
  for (const { one, other } of pairs) {
    if (found.has(one) || taken.has(other)) continue;
    found.set(one, other);
    taken.add(other);
  }
  return places.map((place) => found.get(place) ?? place);
}
