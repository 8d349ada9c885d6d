import { waived, type ForgedStatement } from '../../support/forged-statement.ts';
import { issued, soundBut } from '../../support/issued-certificate.ts';

/** Counts, scores and coverage that do not match the lists. */
export const forgedSums: readonly ForgedStatement[] = [
  {
    name: 'more MUST passed than are listed',
    edit: (_, { score }) => {
      score.MUST.passed += 1;
      score.SHOULD.passed -= 1;
    },
    refusal: /its score does not fit its list/,
  },
  {
    name: 'the score has fewer MUST than there are',
    edit: (_, { score }) => (score.MUST.total = score.MUST.passed),
    refusal: /its score does not fit its lists/,
  },
  {
    name: 'the score has more SHOULD than there are',
    edit: (_, { score }) => (score.SHOULD.total += 900),
    refusal: /its score does not fit its lists/,
  },
  {
    name: 'more passed than there were',
    edit: (_, { score }) => (score.SHOULD.total = score.SHOULD.passed - 1),
    refusal: /its score does not fit its list of what passed/,
  },
  {
    name: 'a warning is not counted',
    of: waived,
    edit: (_, { counts }) => (counts.waived -= 1),
    refusal: /its counts do not fit its lists of what is not met/,
  },
  {
    name: 'what is waived is counted as a warning',
    of: waived,
    edit: (_, { counts }) => {
      counts.waived -= 1;
      counts.warned += 1;
    },
    refusal: /its counts do not fit its lists of what is waived/,
  },
  {
    name: 'what is waived is listed as another',
    of: waived,
    edit: (_, facts) => (facts.waived = ['CUS-001']),
    refusal: /what it lists as waived is not among what is not met/,
  },
  {
    name: 'the waivers are not named',
    of: waived,
    edit: ({ predicate }, { evidence }) => {
      predicate.configuration.pop();
      evidence.pop();
    },
    refusal: /it names no waivers, and something is waived/,
  },
  {
    name: 'it is called strict in spite of a warning',
    of: issued(soundBut({ 'CUS-033': 'warned' })),
    edit: (_, facts) => (facts.strict = true),
    refusal: /it is strict, and a SHOULD is broken/,
  },
  {
    name: 'it is called PASSED in spite of a warning',
    of: issued(soundBut({ 'CUS-033': 'warned' })),
    edit: ({ predicate }) => (predicate.result = 'PASSED'),
    refusal: /its result PASSED does not fit its warnings/,
  },
  {
    name: 'it covers more than there is',
    edit: (_, { coverage }) => (coverage.covered = coverage.total + 1),
    refusal: /its coverage is \d+ of \d+ items/,
  },
  {
    name: 'its coverage is too low for its profile',
    edit: (_, { coverage }) => (coverage.level = 2),
    refusal: /its test coverage level 2 is below that which the profile full needs/,
  },
  {
    name: 'it made no request',
    edit: (_, { run }) => (run.exchanges = 0),
    refusal: /exchanges must be >= 1/,
  },
];
