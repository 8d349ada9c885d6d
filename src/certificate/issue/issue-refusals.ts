import { requirements } from '../../../specs/requirements/index.ts';
import { nextStepFor } from '../../contract/next-steps.ts';
import { inScope } from '../../contract/coverage/scope.ts';
import {
  problemsOf,
  type Conformance,
  type RequirementReport,
  type VerdictReport,
} from '../../verdict/reports/report-types.ts';
import { isMet } from '../../verdict/score.ts';
import { uncalledFor } from '../../verdict/run-extent.ts';
import { shortcomings, type IssueRefusal } from '../certified-coverage.ts';
import { remedyFor } from './remedies.ts';
import type { Untested } from '../statement.ts';

/** Everything that prevents a certificate of a run for its profile; empty if the run may be certified. */
export function refusals(report: Conformance, { demo }: { demo: boolean }): IssueRefusal[] {
  const [ofTarget] = targetRefusals(report, demo);
  if (ofTarget) return [ofTarget];
  const found = [
    ...report.requirements.flatMap((each) => refusalOf(each, report)),
    ...wholenessRefusals(report),
    ...shortcomings(report),
    ...clockRefusals(report),
    ...problemsOf(report).map((problem) => ({ problem, remedy: 'remove the cause and run again' })),
  ];
  if (found.length > 0 || report.exitCode === 0) return found;
  return [
    {
      problem: `the run ended with ${report.result}`,
      remedy: 'see conformance.html for the reason, and run again',
    },
  ];
}

/** Every MUST of the profile that no run can test: neither the target nor its owner can change that. */
export function untestedMusts(report: Conformance): Untested[] {
  const own = report.requirements.filter((each) => isOfProfile(each, report) && isBeyondAnyRun(each));
  return own.map(({ id, level, reason = '' }) => ({ id, level, reason }));
}

function targetRefusals({ target }: Conformance, demo: boolean): IssueRefusal[] {
  if (target.kind === 'embedded' && !demo)
    return [
      {
        problem: 'the target is the embedded sandbox, which says nothing about any API',
        remedy: 'configure a target in .env, or try it out with --demo',
      },
    ];
  if (target.kind !== 'production') return [];
  const problem =
    'the target is a production API, which the suite does not write to: most of the profile is not tested';
  return [{ problem, remedy: 'certify a sandbox of the same release, with KOR_TARGET_KIND=sandbox' }];
}

function wholenessRefusals({ partial, whole }: Conformance): IssueRefusal[] {
  const problem = partial ? 'the run was partial' : 'the run was stopped early';
  const remedy = 'let npm run certify make the whole run, to its end';
  return whole ? [] : [{ problem, remedy }];
}

function clockRefusals({ startedAt, finishedAt }: Conformance): IssueRefusal[] {
  if (Date.parse(finishedAt) >= Date.parse(startedAt)) return [];
  const problem = `the clock of this machine was set back during the run, from ${startedAt} to ${finishedAt}`;
  return [{ problem, remedy: 'correct the clock and run again' }];
}

function isOfProfile({ id, level }: RequirementReport, { profile }: Conformance): boolean {
  return level === 'MUST' && inScope(id, profile, false);
}

function isBeyondAnyRun({ id, verdict, reason }: RequirementReport): boolean {
  return verdict === 'not tested' && (requirements[id].notTested !== undefined || reason === uncalledFor);
}

function refusalOf(requirement: RequirementReport, report: Conformance): IssueRefusal[] {
  const { id, level, verdict, reason = 'no reason is known', verdicts } = requirement;
  const failed = verdicts.filter((each) => each.verdict === 'failed');
  if (failed.length > 0)
    return [{ problem: `${id} ${level} failed ${placesOf(failed)}`, remedy: mending(id) }];
  const unjudged = verdicts.filter((each) => each.verdict === 'not testable');
  if (unjudged.length > 0)
    return [
      { problem: `${id} ${level} could not be tested ${placesOf(unjudged)}`, remedy: hindrance(unjudged) },
    ];
  if (!isOfProfile(requirement, report) || isMet(requirement) || isBeyondAnyRun(requirement)) return [];
  const places = verdicts.filter((each) => each.verdict === verdict);
  if (verdict === 'waived')
    return [{ problem: `${id} MUST is waived ${placesOf(places)}`, remedy: waiverless(places) }];
  if (verdict === 'not tested')
    return [{ problem: `${id} MUST was not tested: ${reason}`, remedy: remedyFor(reason) }];
  return [{ problem: `${id} MUST is only ${verdict} ${placesOf(places)}`, remedy: mending(id) }];
}

const shownPlaces = 2;

/** The first places of verdicts, each with what was found there. */
function placesOf(verdicts: readonly VerdictReport[]): string {
  const shown = verdicts.slice(0, shownPlaces).map(({ operation, pointer, reason = '' }) => {
    const place = [operation, pointer].filter((each) => each !== undefined && each !== '').join(' ');
    return [place, firstLine(reason)].filter((each) => each !== '').join(': ');
  });
  const more = verdicts.length - shown.length;
  return `at ${shown.join('; ')}${more > 0 ? `; and ${String(more)} more` : ''}`;
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

function mending(id: string): string {
  return `fix it at the target; conformance.html#${id} shows the exchange, and how to reproduce it`;
}

function waiverless(places: readonly VerdictReport[]): string {
  const where = [...new Set(places.flatMap(({ waiver }) => waiver ?? []))].join(', ');
  return `fix it at the target and remove the waiver at ${where}: a MUST that is waived is not certified`;
}

function hindrance(verdicts: readonly VerdictReport[]): string {
  const [{ fault, blame } = { fault: undefined, blame: undefined }] = verdicts;
  if (fault !== undefined) return nextStepFor(fault);
  const byBlame = {
    api: 'have the target allow what the test needs first, which conformance.html shows',
    description: 'correct the overlay, or report the contradiction in the description',
    suite: 'report it: it is an error in the suite',
    environment: 'remove the cause and run again',
  };
  return byBlame[blame ?? 'environment'];
}
