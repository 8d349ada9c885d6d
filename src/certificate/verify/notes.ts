import { uncalledFor } from '../../verdict/run-extent.ts';
import { partNames } from '../part-digests.ts';
import { factsOf, type Resource, type Statement } from '../statement.ts';
import { differingParts, suiteOf } from './suite-check.ts';
import type { VerificationStep } from './verification.ts';

/** A point, and the note on it; undefined if there is nothing to say. */
type Note = [name: string, note: string | undefined];

/**
 * The notes on a verified certificate: what it was judged by, what is not met, and what the verification cannot show.
 * `here`: the parts of the suite that is checked out.
 */
export function notesOn(
  statement: Statement,
  here: readonly Resource[],
  evidenceIsVerified: boolean,
): VerificationStep[] {
  const all: Note[] = [
    ...judgedBy(statement, here),
    ...unmet(statement),
    ['target', transportNote(statement)],
    ['evidence', evidenceNote(statement, evidenceIsVerified)],
  ];
  return all.flatMap(([name, note]) => (note === undefined ? [] : [{ name, note }]));
}

function judgedBy(statement: Statement, here: readonly Resource[]): Note[] {
  const { configuration } = statement.predicate;
  const named = (each: Resource): string => `${each.name} (sha256 ${each.digest.sha256})`;
  const overlays = configuration.filter(({ name }) => name.startsWith('overlays/')).map(named);
  const differing = differingParts(statement, here).map(({ name }) => name);
  const { version, commit } = suiteOf(statement);
  const isOther = (name: string): boolean => differing.includes(name);
  const other = 'different from that of the release that is checked out here';
  const isChanged = !/^[0-9a-f]+$/.test(commit);
  const sources = differing.filter((name) => name === partNames.suite || name === partNames.lockfile);
  return [
    [
      'overlays',
      overlays.length > 0
        ? `the description was changed by ${overlays.join(', ')}, which may have removed rules from it: read them`
        : undefined,
    ],
    ['description', isOther(partNames.description) ? `${other}: it may require less` : undefined],
    [
      'requirements',
      isOther(partNames.requirements)
        ? `${other}: levels may be lower, and the lists of the certificate were not checked against it`
        : undefined,
    ],
    [
      'suite',
      sources.length > 0 || isChanged
        ? `${sources.length > 0 ? `${other} (${sources.join(', ')}): checks may be missing; ` : ''}said to be ${version}, commit ${commit}`
        : undefined,
    ],
  ];
}

function unmet(statement: Statement): Note[] {
  const { waived, untested } = factsOf(statement);
  const broken = statement.predicate.warnedTests.filter((id) => !waived.includes(id));
  const uncalled = untested.filter(({ reason }) => reason === uncalledFor).map(({ id }) => id);
  const beyond = untested.filter(({ reason }) => reason !== uncalledFor).map(({ id }) => id);
  const listed = (what: string, ids: readonly string[]): string | undefined =>
    ids.length === 0 ? undefined : `${what}: ${ids.join(', ')}`;
  return [
    ['waived', listed('SHOULD requirements that are broken, and waived', waived)],
    ['warned', listed('SHOULD requirements that are broken', broken)],
    ['not tested', listed('MUST requirements that no run tests', beyond)],
    ['not tested', listed(`MUST requirements, since ${uncalledFor}`, uncalled)],
  ];
}

function transportNote(statement: Statement): string | undefined {
  const { demo, target } = factsOf(statement);
  return demo || target.tlsCertificate.startsWith('sha256:')
    ? undefined
    : 'its host showed no TLS certificate: only the issuer says which API it was';
}

function evidenceNote(statement: Statement, isVerified: boolean): string {
  const { issuer, target } = factsOf(statement);
  return isVerified
    ? `it fits, but an issuer can invent responses that fit: that they came from ${target.address}, and when, rests on the word of ${issuer.name}`
    : `not checked: that these checks were run, and came to this result, rests on the word of ${issuer.name}; --evidence checks it`;
}
