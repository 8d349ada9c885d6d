import type { Faker } from '@faker-js/faker';
import type { Outcome } from '../operations.ts';

/** A caller with invalid credentials, and the outcome that the API must return. */
export interface Intruder {
  name: string;
  /** The `Authorization` header; undefined to send none. */
  authorization: string | undefined;
  outcome: Outcome;
  /** Whether the header contains the valid token, or a slightly changed copy of it. */
  isOfToken: boolean;
}

/** The names of the changes to a valid token. They are the same in every run, because digests in the evidence depend on them. */
export const ofToken = {
  altered: 'with a token altered by one character',
  longer: 'with a token and a suffix',
};

/**
 * Callers without a valid access token; each form is accepted by a common mistake in token checks. `token`: a valid token. `basic`: Basic
 * credentials with a wrong key and secret.
 */
export function intruders(token: string, basic: string, faker: Faker): Intruder[] {
  const refused: [name: string, authorization: string | undefined][] = [
    ['without a token', undefined],
    ['with an invented token', `Bearer ${faker.string.alphanumeric(40)}`],
    [ofToken.altered, `Bearer ${altered(token)}`],
    [ofToken.longer, `Bearer ${token}kor0`],
  ];
  const malformed: [name: string, authorization: string][] = [
    ['with a wrong key and secret in place of a token', basic],
    [`${ofToken.altered} and no scheme`, altered(token)],
  ];
  const named = (outcome: Outcome) => {
    return ([name, authorization]: (typeof refused)[number]): Intruder => {
      return { name, authorization, outcome, isOfToken: name.startsWith('with a token') };
    };
  };
  return [...refused.map(named('unauthenticated')), ...malformed.map(named('malformedCredentials'))];
}

/**
 * The forms of `Authorization` in which the API must accept a valid token: the scheme in any case, followed by several spaces (RFC 9110,
 * section 11.1).
 */
export function tokenForms(token: string): [name: string, authorization: string][] {
  return [
    ['the scheme in lower case', `bearer ${token}`],
    ['the scheme in upper case', `BEARER ${token}`],
    ['several spaces after the scheme', `Bearer   ${token}`],
  ];
}

/** Undocumented ways to send valid credentials. */
export function otherProofs(token: string, basic: string): [name: string, authorization: string][] {
  return [
    ['a valid token and no scheme', token],
    ['a valid key and secret in place of a token', basic],
  ];
}

/** Changes the middle character, because the last character of a Base64 token may carry only padding bits. */
function altered(token: string): string {
  const middle = Math.floor(token.length / 2);
  return token.slice(0, middle) + (token[middle] === 'x' ? 'y' : 'x') + token.slice(middle + 1);
}
