import type { Resource, Statement } from './statement.ts';

/**
 * What of the suite that a certificate was made with is not what is checked out, and what to check out to judge its evidence again;
 * undefined when all of it is the same. `here`: the parts of the suite that is checked out.
 */
export function suiteDifference({ predicate }: Statement, here: readonly Resource[]): string | undefined {
  const signed = (name: string): Resource | undefined =>
    predicate.configuration.find((each) => each.name === name);
  const differing = here.filter(({ name, digest }) => signed(name)?.digest.sha256 !== digest.sha256);
  if (differing.length === 0) return undefined;
  const { version = 'unknown', commit = 'unknown' } = signed('suite')?.annotations ?? {};
  const names = differing.map(({ name }) => name).join(', ');
  return `the certificate was made with another suite than the one that is checked out here (${names} differ): check out ${version}, commit ${commit}, run npm ci there, and verify the evidence with that`;
}
