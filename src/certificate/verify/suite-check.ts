import { isDeepStrictEqual } from 'node:util';
import { partNames } from '../part-digests.ts';
import { disclaimers } from './disclaimers.ts';
import { factsOf, type Resource, type Statement } from '../statement.ts';

/**
 * Which parts of the suite that a certificate was made with differ from those that are checked out, and what to check out to judge its
 * evidence again; undefined if all are the same. `here`: the parts of the suite that is checked out.
 */
export function suiteDifference(statement: Statement, here: readonly Resource[]): string | undefined {
  const differing = differingParts(statement, here);
  if (differing.length === 0) return undefined;
  const { version, commit } = suiteOf(statement);
  const names = differing.map(({ name }) => name).join(', ');
  return `the certificate was made with a different suite from the one that is checked out here (${names} differ): check out ${version}, commit ${commit}, run npm ci there, and verify the evidence with that`;
}

/** The parts in `here` whose digests differ from those in a certificate. */
export function differingParts({ predicate }: Statement, here: readonly Resource[]): Resource[] {
  const signed = new Map(predicate.configuration.map(({ name, digest }) => [name, digest.sha256]));
  return here.filter(({ name, digest }) => signed.get(name) !== digest.sha256);
}

/** The version of the suite that a certificate was made with, and its commit, as it says. */
export function suiteOf({ predicate }: Statement): { version: string; commit: string } {
  const { annotations = {} } = predicate.configuration.find(({ name }) => name === partNames.suite) ?? {};
  const { version = 'unknown', commit = 'unknown' } = annotations;
  return { version, commit };
}

/** Why the statements of a certificate are not those of this version of the format; undefined if they are. */
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
  return `the certificate tells its readers ${said} must be said: its issuer has changed it`;
}
