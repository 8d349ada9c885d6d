import type { Candidate } from './candidates.ts';
import { titleOf, type Mutation } from './mutant.ts';
import { describedPlaces, mutationsOf } from './mutations.ts';

/** A mutant and a response that it is tried on. */
export interface Try {
  mutation: Mutation;
  candidate: Candidate;
}

/** Every mutant of the responses of an operation and status with its tries, and the described places that no response has. */
export function triesOf(group: readonly Candidate[]): { tries: Try[][]; absent: string[] } {
  const byMutant = new Map<string, Map<string, Try>>();
  const names = new Set<string>();
  const lacking = new Set<string>();
  for (const candidate of group) {
    const places = describedPlaces(candidate.circumstances);
    for (const { name } of places?.found ?? []) names.add(name);
    for (const name of places?.absent ?? []) lacking.add(name);
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

/** The tries with the highest expectation first, without those that no check gives an expectation, where others have one. */
function ranked(tries: Try[]): Try[] {
  const weight = ({ mutation: { expected } }: Try): number =>
    expected.level === 'MUST' ? 2 : expected.level === 'SHOULD' ? 1 : 0;
  const asked = tries.filter(({ mutation }) => mutation.isUnasked !== true);
  return (asked.length > 0 ? asked : tries).sort((a, b) => weight(b) - weight(a));
}
