import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Environment } from './target.ts';
import { mostDays } from './validity.ts';

/** The variables for a certificate, which no run needs. */
export const signingVariables = {
  KOR_CERTIFICATE_KEY: z.string().optional(),
  KOR_CERTIFICATE_PASSPHRASE: z.string().optional(),
  KOR_CERTIFICATE_ISSUER: z.string().optional(),
};

/** The options of `npm run certify` in addition to the configuration of a run. */
export interface SigningOptions {
  /** The organisation that issues the certificate. */
  issuer?: string | undefined;
  /** A file with the private key, or the key itself as PEM. */
  key?: string | undefined;
  /** Days. */
  validDays?: string | undefined;
}

/** The issuer, key and validity of a certificate, as far as they are known, and every problem with them. */
export interface Signing {
  issuer: string;
  /** The private key as PEM, and where it was found. */
  key: { text: string; place: string } | undefined;
  passphrase: string | undefined;
  validDays: number;
  problems: string[];
}

const usualDays = 90;

/** Reads the signing settings from the options of a command and an environment; an option takes precedence. */
export function readSigning(options: SigningOptions, environment: Environment): Signing {
  const from = (option: string | undefined, name: string): string => option ?? environment[name] ?? '';
  const issuer = from(options.issuer, 'KOR_CERTIFICATE_ISSUER').trim();
  const validDays = Number(options.validDays ?? usualDays);
  const isBounded = Number.isInteger(validDays) && validDays >= 1 && validDays <= mostDays;
  const key = keyIn(from(options.key, 'KOR_CERTIFICATE_KEY'));
  const problems = [
    ...issuerProblems(issuer),
    ...('problem' in key ? [key.problem] : []),
    ...(isBounded ? [] : [`--valid-days must be a whole number of days from 1 to ${String(mostDays)}`]),
  ];
  return {
    issuer,
    key: 'problem' in key ? undefined : key,
    passphrase: passphraseIn(environment),
    validDays,
    problems,
  };
}

/** Returns the passphrase of a key; undefined when there is none. */
export function passphraseIn({ KOR_CERTIFICATE_PASSPHRASE: given }: Environment): string | undefined {
  return given === '' ? undefined : given;
}

function issuerProblems(issuer: string): string[] {
  const name = '--issuer (or KOR_CERTIFICATE_ISSUER)';
  if (issuer === '') return [`${name} is missing: name the organisation that issues the certificate`];
  if (!/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{2,100}$/u.test(issuer))
    return [`${name} must be 2 to 100 characters on one line`];
  if (issuer.includes('@'))
    return [
      `${name} must name an organisation: a certificate is published, and an email address is personal data`,
    ];
  return [];
}

function keyIn(given: string): { text: string; place: string } | { problem: string } {
  const name = '--key (or KOR_CERTIFICATE_KEY)';
  if (given === '')
    return { problem: `${name} is missing: npm run keygen writes a key; name its private file` };
  if (given.includes('-----BEGIN')) return { text: given.replaceAll('\\n', '\n'), place: name };
  try {
    return { text: readFileSync(given, 'utf8'), place: given };
  } catch {
    return { problem: `${name} names ${given}, which is not a readable file` };
  }
}
