/** Entries of a list beyond which each is compared with the one in its place only: comparing all with all takes its square. */
const most = 100;

/**
 * The place in a second list of what each entry of a first one of the same length is compared with: in whatever order they come, each
 * has one of its own, equal ones before those that differ in less than others. `cost`: by how much two entries differ, 0 for not at all.
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
