import type { RequirementId } from '../../../../specs/requirements/index.ts';
import { waived, type ForgedStatement } from '../../support/forged-statement.ts';
import { issued, soundBut } from '../../support/issued-certificate.ts';

const core = issued(soundBut({}, { profile: 'core' }));
/** Removes a requirement from those that passed, and counts it under another verdict. */
function moved(id: RequirementId, to: 'observed' | 'warned' | 'not tested'): ForgedStatement['edit'] {
  return ({ predicate }, { counts, score }) => {
    predicate.passedTests = predicate.passedTests.filter((each) => each !== id);
    counts.passed -= 1;
    counts[to] += 1;
    score.MUST.passed -= 1;
  };
}

/** Lists of requirements that differ from those of the run. */
export const forgedLists: readonly ForgedStatement[] = [
  {
    name: 'a MUST is left out of what passed',
    edit: ({ predicate }) => predicate.passedTests.splice(0, 1),
    refusal: /its counts do not fit its list of what passed/,
  },
  {
    name: 'a MUST is left out, and the counts are lowered with it',
    edit: ({ predicate }, { counts, score }) => {
      predicate.passedTests.splice(0, 1);
      counts.passed -= 1;
      score.MUST = { passed: score.MUST.passed - 1, total: score.MUST.total - 1 };
    },
    refusal: /it counts \d+ requirements, and there are \d+/,
  },
  {
    name: 'a MUST is left out, and counted as observed',
    edit: (statement, facts) => {
      moved('CUS-002', 'observed')(statement, facts);
      facts.score.MUST.total -= 1;
    },
    refusal: /it leaves out CUS-002, which is a MUST of the profile full/,
  },
  {
    name: 'a MUST has the level of a SHOULD',
    edit: (statement, facts) => {
      moved('CUS-002', 'warned')(statement, facts);
      facts.score.MUST.total -= 1;
      facts.score.SHOULD.total += 1;
      Object.assign(statement.predicate, { result: 'WARNED', warnedTests: ['CUS-002'] });
    },
    refusal: /it lists CUS-002 as not met, which is a MUST/,
  },
  {
    name: 'a MUST is waived',
    of: waived,
    edit: (statement, facts) => {
      moved('CUS-002', 'warned')(statement, facts);
      facts.counts.warned -= 1;
      facts.counts.waived += 1;
      facts.score.MUST.total -= 1;
      facts.score.SHOULD.total += 1;
      for (const list of [statement.predicate.warnedTests, facts.waived]) list.push('CUS-002');
    },
    refusal: /it lists CUS-002 as not met, which is a MUST/,
  },
  {
    name: 'a MUST is not tested for a reason that was made up',
    edit: (statement, facts) => {
      moved('CUS-002', 'not tested')(statement, facts);
      facts.untested.push({ id: 'CUS-002', level: 'MUST', reason: 'the target does not offer it' });
    },
    refusal: /it leaves CUS-002 untested for a reason that the suite does not know/,
  },
  {
    name: 'a MUST is not tested for the reason of another',
    edit: (statement, facts) => {
      moved('CUS-002', 'not tested')(statement, facts);
      const reason = facts.untested[0]?.reason ?? '';
      facts.untested.push({ id: 'CUS-002', level: 'MUST', reason });
    },
    refusal: /it leaves CUS-002 untested for a reason/,
  },
  {
    name: 'a MUST with a test of its own is not called for',
    edit: (statement, facts) => {
      moved('CUS-002', 'not tested')(statement, facts);
      facts.score.MUST.total -= 1;
      facts.untested.push({
        id: 'CUS-002',
        level: 'MUST',
        reason: 'nothing in the description calls for it',
      });
    },
    refusal: /it leaves CUS-002 untested for a reason/,
  },
  {
    name: 'the profile is wider than what was judged',
    of: core,
    edit: (_, facts) => (facts.profile = 'full'),
    refusal: /it leaves out \w+-\d+, which is a MUST of the profile full/,
  },
  {
    name: 'the profile is narrower than what was judged',
    edit: (_, facts) => (facts.profile = 'core'),
    refusal: /it lists \w+-\d+, which is not of the profile core/,
  },
  {
    name: 'an unknown requirement passed',
    edit: ({ predicate }, { counts }) => {
      predicate.passedTests.push('CUS-999' as RequirementId);
      counts.passed += 1;
      counts['not tested'] -= 1;
    },
    refusal: /it lists CUS-999, which is not a requirement/,
  },
  {
    name: 'a requirement passed that nothing tests',
    edit: ({ predicate }, { counts, untested, score }) => {
      const [first] = untested.splice(0, 1);
      if (first) predicate.passedTests.push(first.id);
      counts.passed += 1;
      counts['not tested'] -= 1;
      score.MUST.passed += 1;
    },
    refusal: /it lists \w+-\d+ as passed, which nothing tests/,
  },
  {
    name: 'a requirement is listed as passed twice',
    edit: ({ predicate }) => predicate.passedTests.push(...predicate.passedTests.slice(0, 1)),
    refusal: /passedTests must NOT have duplicate items/,
  },
  {
    name: 'a requirement is listed as not tested twice',
    edit: (_, { untested }) => untested.push(...untested.slice(0, 1)),
    refusal: /do not fit its list of what was not tested/,
  },
  {
    name: 'a requirement both passed and was not tested',
    edit: ({ predicate }, { untested }) => {
      const [id] = predicate.passedTests;
      if (id !== undefined) untested.push({ id, level: 'MUST', reason: 'x' });
    },
    refusal: /listed as judged and as not tested/,
  },
];
