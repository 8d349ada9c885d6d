import { certainties, loweredLevel, type Certainty, type Level } from '../../contract/schema/certainty.ts';

/** The reasons why a changed response can be as correct as the original. Each rule uses the description and what was sent, and no check. */
export const equivalentRules = {
  'unset-optional':
    'A property that is not required and was not sent may be left out, null or (a text) empty: each of these means unset.',
  'list-may-summarise':
    'The fields of the entries of a list are not documented, so an entry may leave out any that is not required.',
  'owes-nothing':
    'A property that the API sets, ignores or masks (x-round-trip, readOnly) may be left out where it is not required, whatever was sent.',
  'also-right':
    'The other status is correct as well, or left open, for every outcome that a check expects of the response.',
  'of-the-environment':
    'A status that a gateway returns in place of the API (429, 502, 503, 504) says nothing about the API, so a run leaves the requirement unjudged.',
  unspecified:
    'The description itself marks the keyword that is broken as unspecified: the documentation does not say it.',
} as const;

/** The name of a rule by which a changed response can be as correct as the original. */
export type RuleName = keyof typeof equivalentRules;

/** The expectation for a change that breaks something of these certainties: MUST when documented, SHOULD below that, legal when unspecified. */
export function expectationAt(...given: Certainty[]): Expectation {
  const level = given.reduce<'MUST' | 'SHOULD' | 'MAY'>((found, each) => loweredLevel(found, each), 'MUST');
  return level === 'MAY' ? { rule: 'unspecified' } : { level };
}

/** The highest of several certainties; undefined for none. */
export function surest(given: readonly Certainty[]): Certainty | undefined {
  return certainties.find((each) => given.includes(each));
}

/** The level at which a change must be noticed, or the rule by which the changed response is as correct as the original. */
export type Expectation =
  { level: Exclude<Level, 'MAY'>; rule?: undefined } | { level?: undefined; rule: RuleName };
