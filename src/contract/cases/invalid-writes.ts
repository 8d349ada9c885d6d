import type { Faker } from '@faker-js/faker';
import type { Outcome } from '../operations.ts';

/** A proof of identity that proves nothing, and what becomes of who shows it. */
export interface Intruder {
  name: string;
  /** The Authorization header; none at all when undefined. */
  authorization: string | undefined;
  outcome: Outcome;
  /** Whether the valid token is in it, or nearly. */
  isOfToken: boolean;
}

/** What is made of a valid token, in words that are the same in every run. */
export const ofToken = {
  altered: 'with a token altered by one character',
  longer: 'with a token and a suffix',
};

/** Callers without a valid token, made from a token that is one: each is a usual mistake in checking them. `basic`: of a wrong secret. */
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

/** Forms in which a valid token must be taken: the scheme in any case, with several spaces behind it (RFC 9110, section 11.1). */
export function tokenForms(token: string): [name: string, authorization: string][] {
  return [
    ['the scheme in small letters', `bearer ${token}`],
    ['the scheme in capitals', `BEARER ${token}`],
    ['several spaces behind the scheme', `Bearer   ${token}`],
  ];
}

/** What proves who a caller is in another way than is documented. */
export function otherProofs(token: string, basic: string): [name: string, authorization: string][] {
  return [
    ['a valid token and no scheme', token],
    ['a valid key and secret in place of a token', basic],
  ];
}

/** The middle one: the last character of a token in base64 may carry bits that mean nothing. */
function altered(token: string): string {
  const middle = Math.floor(token.length / 2);
  return token.slice(0, middle) + (token[middle] === 'x' ? 'y' : 'x') + token.slice(middle + 1);
}
