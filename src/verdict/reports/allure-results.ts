import { requirements } from '../../../specs/requirements/index.ts';
import type { Blame } from '../../contract/evidence.ts';
import { areaOf } from '../../contract/coverage/scope.ts';
import type { Conformance, RequirementReport } from './report-types.ts';
import type { VerdictName } from '../verdicts.ts';

/** One result file of Allure, as far as this suite reads or writes it. */
export interface AllureResult {
  uuid: string;
  historyId: string;
  testCaseId: string;
  name: string;
  fullName: string;
  description: string;
  stage: 'finished';
  status: 'passed' | 'failed' | 'broken' | 'skipped';
  statusDetails: StatusDetails;
  start: number;
  stop: number;
  labels: { name: string; value: string }[];
  links: { type: string; url: string; name?: string }[];
  steps: AllureStep[];
}

/** Why a test or a step ended as it did. */
interface StatusDetails {
  message?: string;
  trace?: string;
}

/** A step of a result; every attachment has one of its own. */
interface AllureStep {
  name: string;
  status?: string;
  statusDetails?: StatusDetails;
  start: number;
  stop: number;
  steps: AllureStep[];
  attachments: { name: string; type: string; source: string }[];
}

/** The status in Allure for each verdict. */
const statuses: Record<VerdictName, AllureResult['status']> = {
  failed: 'failed',
  'not testable': 'broken',
  warned: 'passed',
  waived: 'passed',
  observed: 'passed',
  'not tested': 'skipped',
  passed: 'passed',
};

const severities = { MUST: 'critical', SHOULD: 'normal', MAY: 'minor' } as const;

/**
 * The results of a run for the report, in agreement with its verdicts: every test, with its blame and without paths of this machine,
 * and every requirement without a test of its own. `root` is the folder that the tests were run from.
 */
export function reportedResults(results: AllureResult[], run: Conformance, root: string): AllureResult[] {
  const tests = results.map((result) => {
    const requirement = run.requirements.find(({ id }) => tagsOf(result).includes(id));
    return requirement ? reportedTest(result, requirement, root) : result;
  });
  const covered = new Set(tests.flatMap(tagsOf));
  const others = run.requirements.filter(({ id }) => !covered.has(id));
  const all = [...tests, ...others.map((requirement) => requirementResult(requirement, run, tests))];
  return all.map((result) => ({ ...result, labels: [...result.labels, runLabel(run)] }));
}

/** The label that identifies the results of one run, also in the history; Allure does not show it. */
export function runLabel({ runId, startedAt }: Conformance): { name: string; value: string } {
  return { name: '_run', value: `${runId} ${startedAt}` };
}

function tagsOf({ labels }: AllureResult): string[] {
  return labels.filter(({ name }) => name === 'tag').map(({ value }) => value);
}

function reportedTest(result: AllureResult, requirement: RequirementReport, root: string): AllureResult {
  const details = plain(result.statusDetails, root);
  const isRed = result.status === 'failed' || result.status === 'broken';
  const isJudged = isRed && requirement.verdicts.some(({ verdict }) => statuses[verdict] !== 'passed');
  const blame = isJudged ? blameOf(details.message, requirement) : undefined;
  const isBroken = isJudged && (blame !== 'api' || details.message?.startsWith('Not testable: ') === true);
  const description = descriptionOf(requirement, isJudged);
  const shown = {
    ...result,
    name: `${requirement.id} ${result.name}`,
    labels: [...result.labels.filter(isForReaders), ...verdictLabels(requirement, blame)],
    steps: result.steps.flatMap((step) => reportedSteps(step, root)),
  };
  if (!isRed || isJudged) {
    return { ...shown, status: isBroken ? 'broken' : result.status, statusDetails: details, description };
  }
  const others = `Found by this test, and reported under its own requirement:\n\n${asCode(details.message ?? '')}`;
  return { ...shown, status: 'passed', statusDetails: {}, description: `${description}\n\n${others}` };
}

/** Leaves out labels about the machine and the file of a test. */
function isForReaders({ name }: { name: string }): boolean {
  return !/^(?:host|thread|language|framework|package|titlePath|(?:parent|sub)?suite)$/i.test(name);
}

function plain({ message, trace }: StatusDetails, root: string): StatusDetails {
  const shortened = (text: string): string =>
    text
      .replace(/^(?:Error|NotTestable): /, '')
      .replaceAll(`${root}/`, '')
      .replaceAll(`${root}\\`, '');
  return {
    ...(message !== undefined && { message: shortened(message) }),
    ...(trace !== undefined && { trace: shortened(trace) }),
  };
}

function blameOf(message = '', { verdicts, verdict }: RequirementReport): Blame {
  const named = /^ +Blame +(api|description|suite|environment)$/m.exec(message)?.[1];
  const found = verdicts.find((each) => each.verdict === verdict)?.blame;
  return (named as Blame | undefined) ?? found ?? 'suite';
}

/** A step for the report. Hooks of the runner are shown only if they failed, its error context never. */
function reportedSteps(step: AllureStep, root: string): AllureStep[] {
  if (step.name === 'error-context') return [];
  const steps = step.steps.flatMap((each) => reportedSteps(each, root));
  const isHook = /^(?:Before|After) Hooks$/.test(step.name);
  if (isHook && step.status !== 'failed') return steps;
  const name = isHook ? step.name.replace('Hooks', 'the test') : step.name;
  return [{ ...step, name, statusDetails: plain(step.statusDetails ?? {}, root), steps }];
}

/** The result of a requirement without a test of its own, such as a requirement on every response. */
function requirementResult(
  requirement: RequirementReport,
  run: Conformance,
  tests: AllureResult[],
): AllureResult {
  const { id, level, text, area, source, verdict, verdicts } = requirement;
  const time = Date.parse(run.finishedAt);
  const status = statuses[verdict];
  const blame = verdicts.find((each) => each.verdict === verdict)?.blame;
  return {
    uuid: `${run.runId}-${id}`,
    historyId: id,
    testCaseId: id,
    name: `${id} ${text}`,
    fullName: `${id} ${text}`,
    description: descriptionOf(requirement, status !== 'passed'),
    stage: 'finished',
    status,
    statusDetails: status === 'passed' ? {} : { message: reasonsOf(requirement) },
    start: time,
    stop: time,
    labels: [
      ...[id, level.toLowerCase()].map((value) => ({ name: 'tag', value })),
      { name: 'epic', value: run.description.title },
      { name: 'feature', value: requirements[id].everyResponse ? area : areaOf(id).tag },
      { name: 'story', value: `${id} ${text}` },
      { name: 'severity', value: severities[level] },
      ...verdictLabels(requirement, blame),
    ],
    links: [{ type: 'tms', url: source }],
    steps: status === 'passed' ? [] : witnesses(requirement, tests),
  };
}

/** The steps of up to three tests in which a reason of the verdict is found. */
function witnesses({ verdict, verdicts }: RequirementReport, tests: AllureResult[]): AllureStep[] {
  const reasons = verdicts.flatMap((each) => (each.verdict === verdict ? [each.reason?.slice(0, 100)] : []));
  const seen = tests.filter(({ description, statusDetails, steps }) => {
    const messages = steps.map((step) => step.statusDetails?.message ?? '');
    const all = [description, statusDetails.message ?? '', ...messages].join('\n');
    return reasons.some((reason) => reason !== undefined && all.includes(reason));
  });
  const status = statuses[verdict];
  return seen.slice(0, 3).map(({ name, steps, start, stop }) => {
    return { name: `As seen in: ${name}`, status, start, stop, steps, attachments: [] };
  });
}

function verdictLabels({ verdict }: RequirementReport, blame: Blame | undefined): AllureResult['labels'] {
  return [
    { name: 'verdict', value: verdict },
    ...(blame === undefined ? [] : [{ name: 'blame', value: blame }]),
  ];
}

/** Markdown: the requirement and, unless an error message says it, the evidence of its verdict. */
function descriptionOf(requirement: RequirementReport, hasError: boolean): string {
  const { id, level, text, verdict, verdicts } = requirement;
  const heading = `${id} ${level}: ${text}`;
  if (hasError || verdict === 'not tested') return heading;
  const operations = new Set(verdicts.map(({ operation }) => operation ?? ''));
  if (verdict === 'passed') return `${heading}\n\nJudged on ${[...operations].sort().join(', ')}.`;
  return `${heading}\n\n${asCode(reasonsOf(requirement))}`;
}

function asCode(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}

function reasonsOf({ verdict, verdicts, reason = verdict }: RequirementReport): string {
  const found = verdicts.filter((each) => each.verdict === verdict);
  const lines = found.map((each) => `${each.operation ?? 'no operation'}: ${each.reason ?? reason}`);
  return lines.length > 0 ? lines.join('\n') : reason;
}
