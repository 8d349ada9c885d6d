import { createHmac } from 'node:crypto';
import { knownEvidenceKey } from '../../target/environment.ts';
import { secretNames, type Target } from '../../target/target.ts';
import type { Redactor } from './redaction.ts';

/** Digests of values that evidence hides. They are keyed, so that a reader without the key cannot test guesses. */
export interface Digests {
  /** The digest of a text. A secret counts by its name, so that a rejudgement, which only has stand-ins, gets the same digest. */
  of(text: string): string;
  /** The digest of a header value. Credentials count by their names, including short ones and those in Basic. */
  ofHeader(name: string, value: string): string;
  /** The digest of a text that ends in a secret, given the digest of the secret; `how`: how the secret was modified. */
  ofSecret(before: string, secret: string, how?: string): string;
}

const standInMark = 'kor-stand-in-';

/** The stand-in for the value with a digest, or for a secret by its name. */
export function standInFor(digest: string): string {
  return standInMark + digest;
}

/** The digest or name that a stand-in represents; undefined if the text is no stand-in. */
export function digestOfStandIn(text: string): string | undefined {
  return text.startsWith(standInMark) ? text.slice(standInMark.length) : undefined;
}

/** Digests with a key. `names`: the names of the target's secrets, which are the same in every run. */
export function createDigests(
  key: string,
  redactor: Pick<Redactor, 'named' | 'namedCredentials'>,
  names: ReadonlyMap<string, string>,
): Digests {
  const keyed = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  const nameOf = (secret: string): string =>
    `‹${names.get(secret) ?? digestOfStandIn(secret) ?? keyed(secret)}›`;
  const digestOf = (text: string, named: string): string => {
    const [, whole] = /^‹([\w-]+)›$/.exec(named) ?? [];
    const isUnknown = named === text; // a modified stand-in begins like a stand-in
    return whole ?? (isUnknown ? digestOfStandIn(text) : undefined) ?? keyed(named);
  };
  return {
    of: (text) => digestOf(text, redactor.named(text, nameOf)),
    ofHeader: (name, value) => {
      const spoken = spelledOut(value);
      const named = name === 'authorization' ? redactor.namedCredentials : redactor.named;
      return digestOf(spoken, named(spoken, nameOf));
    },
    ofSecret: (before, secret, how) => keyed(`${before}‹${secret}›${how === undefined ? '' : ` ${how}`}`),
  };
}

/** Decodes the credentials of HTTP Basic, so that secrets in them are found; keeps trailing garbage. */
function spelledOut(value: string): string {
  const [, encoded, garbage = ''] = /^Basic ([A-Za-z0-9+/]+=*)(%*)$/.exec(value) ?? [];
  return encoded === undefined ? value : `Basic ${Buffer.from(encoded, 'base64').toString('utf8')}${garbage}`;
}

/** The digests of this run; undefined if the run has no key, so that its evidence cannot be judged again. */
export function digestsOfRun(target: Target, redactor: Redactor): Digests | undefined {
  const key = knownEvidenceKey();
  return key === undefined ? undefined : createDigests(key, redactor, secretNames(target));
}
