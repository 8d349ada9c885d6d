import { isDeepStrictEqual } from 'node:util';
import { partNames } from './digests.ts';
import { disclaimers } from './disclaimers.ts';
import { factsOf, type Resource, type Statement } from './statement.ts';

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

/** Why what a certificate tells its readers is not what the suite that is checked out writes; undefined when it is. */
export function wordsDifference(statement: Statement): string | undefined {
  const { demo, target, statements } = factsOf(statement);
  const { configuration } = statement.predicate;
  const description = configuration.find(({ name }) => name === partNames.description);
  const overlays = configuration.map(({ name }) => name).filter((name) => name.startsWith('overlays/'));
  const written = disclaimers(
    { description: { overlays }, target },
    { demo, address: target.address, digest: description?.digest.sha256 ?? '' },
  );
  if (isDeepStrictEqual(written, statements)) return undefined;
  const other = statements.find((each) => !written.includes(each));
  const said =
    other === undefined
      ? 'not all that'
      : `${JSON.stringify(other.slice(0, 200))} beside or in place of what`;
  return `the certificate tells its readers ${said} this suite writes: its issuer has changed what must be said`;
}
