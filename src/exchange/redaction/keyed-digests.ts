import { createHmac } from 'node:crypto';
import { knownEvidenceKey } from '../../target/environment.ts';
import { secretNames, type Target } from '../../target/target.ts';
import type { Redactor } from './redaction.ts';

/** Digests of what evidence hides, keyed so that nobody without the key can try values. */
export interface Digests {
  /** The digest of a text. Secrets count by what they are, so that one who has stand-ins for them finds the same. */
  of(text: string): string;
  /** The digest of the value of a header: credentials count by what they are, also those of Basic, and short ones. */
  ofHeader(name: string, value: string): string;
  /** The digest of a text that ends in a secret, by the digest of that; `how`: what was made of the secret. */
  ofSecret(before: string, secret: string, how?: string): string;
}

const standInMark = 'kor-stand-in-';

/** A text that stands for what has a digest, or for a secret by its name. */
export function standInFor(digest: string): string {
  return standInMark + digest;
}

/** What a text stands for; undefined where it is no stand-in. */
export function digestOfStandIn(text: string): string | undefined {
  return text.startsWith(standInMark) ? text.slice(standInMark.length) : undefined;
}

/** Digests by a key. `names`: what the secrets of the target are, the same in every run. */
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
    const isUnknown = named === text; // what is made of a stand-in begins like one
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

/** The credentials of HTTP Basic as the text that they encode, so that secrets in them are seen; garbage behind them stays. */
function spelledOut(value: string): string {
  const [, encoded, garbage = ''] = /^Basic ([A-Za-z0-9+/]+=*)(%*)$/.exec(value) ?? [];
  return encoded === undefined ? value : `Basic ${Buffer.from(encoded, 'base64').toString('utf8')}${garbage}`;
}

/** The digests of this run; undefined where nothing is written that a re-judgement reads. */
export function digestsOfRun(target: Target, redactor: Redactor): Digests | undefined {
  const key = knownEvidenceKey();
  return key === undefined ? undefined : createDigests(key, redactor, secretNames(target));
}
