import { requirements, type RequirementId } from '../../../specs/requirements/index.ts';
import type { Level } from '../../contract/schema/certainty.ts';
import { inScope } from '../../contract/coverage/scope.ts';
import { uncalledFor } from '../../verdict/run-extent.ts';
import { partNames, requirementsDigest } from '../part-digests.ts';
import { factsOf, type Statement, type Untested } from '../statement.ts';

/** Whether a certificate was made with the catalogue of requirements that is checked out, so that its lists can be checked against it. */
export function isOfThisCatalogue({ predicate }: Statement): boolean {
  const signed = predicate.configuration.find(({ name }) => name === partNames.requirements);
  return signed?.digest.sha256 === requirementsDigest();
}

/** What in the lists of a certificate contradicts the catalogue of requirements that it names, in words; undefined if nothing does. */
export function catalogueProblem(statement: Statement): string | undefined {
  const { passedTests: passed, warnedTests: warned } = statement.predicate;
  const { counts, profile, untested } = factsOf(statement);
  const listed = [...passed, ...warned, ...untested.map(({ id }) => id)];
  const all = Object.keys(requirements) as RequirementId[];
  const known = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const stranger = listed.find((id) => !Object.hasOwn(requirements, id));
  if (stranger !== undefined) return `it lists ${stranger}, which is not a requirement`;
  if (known !== all.length)
    return `it counts ${String(known)} requirements, and there are ${String(all.length)}`;
  const outside = listed.find((id) => !inScope(id, profile, false));
  if (outside !== undefined) return `it lists ${outside}, which is not of the profile ${profile}`;
  const leftOut = musts(all).find((id) => inScope(id, profile, false) && !listed.includes(id));
  if (leftOut !== undefined) return `it leaves out ${leftOut}, which is a MUST of the profile ${profile}`;
  const bound = warned.find((id) => levelOf(id) !== 'SHOULD');
  if (bound !== undefined) return `it lists ${bound} as not met, which is a ${levelOf(bound)}`;
  const unheard = untested.find((each) => !isExcused(each));
  if (unheard) return `it leaves ${unheard.id} untested for a reason that the suite does not know`;
  const untried = passed.find((id) => requirements[id].notTested !== undefined);
  if (untried !== undefined) return `it lists ${untried} as passed, which nothing tests`;
  return scoreProblem(statement);
}

function scoreProblem(statement: Statement): string | undefined {
  const { passedTests: passed } = statement.predicate;
  const { score, profile, untested } = factsOf(statement);
  const of = (level: Level): number => passed.filter((id) => levelOf(id) === level).length;
  const calledFor = untested.filter(({ reason }) => reason !== uncalledFor).length;
  const shoulds = (Object.keys(requirements) as RequirementId[]).filter(
    (id) => levelOf(id) === 'SHOULD' && inScope(id, profile, false),
  );
  const fits =
    score.MUST.passed === of('MUST') &&
    score.MUST.total === of('MUST') + calledFor &&
    score.SHOULD.passed === of('SHOULD') &&
    score.SHOULD.total <= shoulds.length;
  return fits ? undefined : 'its score does not fit its lists';
}

function musts(ids: readonly RequirementId[]): RequirementId[] {
  return ids.filter((id) => levelOf(id) === 'MUST');
}

function levelOf(id: RequirementId): Level {
  return requirements[id].level;
}

/** Whether a reason is one of those for which no run tests a requirement. */
function isExcused({ id, reason }: Untested): boolean {
  const { notTested, cases, operations } = requirements[id];
  return (
    reason === notTested || (reason === uncalledFor && (cases !== undefined || operations !== undefined))
  );
}
