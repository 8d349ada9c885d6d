import { valueAt } from '../../contract/pointers.ts';
import type { Candidate } from './candidates.ts';
import { titleOf, type Mutation } from './mutant.ts';
import { describedPlaces, mutationsOf } from './mutations.ts';
import type { Places } from './places.ts';

/** A mutant and one answer that it is tried on. */
export interface Try {
  mutation: Mutation;
  candidate: Candidate;
}

/** How many answers a mutant is tried on, each with other checks or other expectations. */
const mostTries = 6;

/** Every mutant of the answers of an operation and status with what it is tried on, and the places that no answer has. */
export function triesOf(group: readonly Candidate[]): { tries: Try[][]; absent: string[] } {
  const byMutant = new Map<string, Map<string, Try>>();
  const names = new Set<string>();
  const lacking = new Set<string>();
  const isNew = newness();
  for (const candidate of group) {
    const places = describedPlaces(candidate.circumstances);
    for (const { name } of places?.found ?? []) names.add(name);
    for (const name of places?.absent ?? []) lacking.add(name);
    if (!isNew(candidate, places)) continue;
    for (const mutation of mutationsOf(candidate.circumstances, places)) {
      const title = titleOf(mutation.mutant);
      const known = byMutant.get(title) ?? new Map<string, Try>();
      byMutant.set(title, known);
      const { level, rule } = mutation.expected;
      const key = `${level ?? rule} ${candidate.judgedBy}`;
      if (!known.has(key)) known.set(key, { mutation, candidate });
    }
  }
  return {
    tries: [...byMutant.values()].map((tries) => ranked([...tries.values()])),
    absent: [...lacking].filter((name) => !names.has(name)),
  };
}

/** Tells whether an answer adds something: a place that is not yet judged often enough by other checks, or at all. */
function newness(): (candidate: Candidate, places: Places | undefined) => boolean {
  const known = new Map<string, Set<string>>();
  return ({ judgedBy, circumstances }, places) => {
    const sent = circumstances.sent[0];
    const isSent = (pointer: string): boolean => valueAt(sent, pointer) !== undefined;
    const keys = (places?.found ?? []).map(({ name, pointer }) => `${name} ${String(isSent(pointer))}`);
    const lists = ['', ...keys].map((key) => {
      const list = known.get(key) ?? new Set<string>();
      known.set(key, list);
      return list;
    });
    const found = lists.filter((list) => list.size < mostTries && !list.has(judgedBy));
    for (const list of found) list.add(judgedBy);
    return found.length > 0;
  };
}

/** The tries of which most is expected first, without those of which nothing is known where more is of others. */
function ranked(tries: Try[]): Try[] {
  const weight = ({ mutation: { expected } }: Try): number =>
    expected.level === 'MUST' ? 2 : expected.level === 'SHOULD' ? 1 : 0;
  const asked = tries.filter(({ mutation }) => mutation.isUnasked !== true);
  return (asked.length > 0 ? asked : tries).sort((a, b) => weight(b) - weight(a)).slice(0, mostTries);
}
