import { certainties, loweredLevel, type Certainty, type Level } from '../../contract/schema/certainty.ts';

/** Why a changed answer may be as right as the old one. Each rule looks at the description and at what was sent, and at no check. */
export const equivalentRules = {
  'unset-optional':
    'A property that is not required and was not sent may be left out, null or (a text) empty: all of them mean unset.',
  'list-may-summarise':
    'Which fields an entry of a list holds is not documented, so it may leave out any that is not required.',
  'owes-nothing':
    'What the API sets, ignores or masks by itself (x-round-trip, readOnly) may be left out where it is not required, whatever was sent.',
  'also-right':
    'The other status is right as well, or left open, for every outcome that a check expects of the answer.',
  'of-the-environment':
    'A status that a gateway answers in the place of the API (429, 502, 503, 504) says nothing of the API, so a run leaves the requirement unjudged.',
  unspecified:
    'The description itself marks the keyword that is broken as unspecified: the documentation does not say it.',
} as const;

/** The name of a rule by which a changed answer may be as right as the old one. */
export type RuleName = keyof typeof equivalentRules;

/** What to expect of a change that breaks something of this certainty: less than documented is advised, unspecified is legal. */
export function expectationAt(...given: Certainty[]): Expectation {
  const level = given.reduce<'MUST' | 'SHOULD' | 'MAY'>((found, each) => loweredLevel(found, each), 'MUST');
  return level === 'MAY' ? { rule: 'unspecified' } : { level };
}

/** The surest of several certainties; undefined for none. */
export function surest(given: readonly Certainty[]): Certainty | undefined {
  return certainties.find((each) => given.includes(each));
}

/** How binding it is that a change is noticed, or the rule by which the changed answer is as right as the old one. */
export type Expectation =
  { level: Exclude<Level, 'MAY'>; rule?: undefined } | { level?: undefined; rule: RuleName };
