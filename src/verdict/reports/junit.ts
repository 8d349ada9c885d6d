import { create, type XMLElement } from 'xmlbuilder';
import { problemsOf, type Conformance, type RequirementReport } from './report-types.ts';
import { grouped } from '../verdicts.ts';

/** The verdicts as JUnit XML: a suite for each area, a case for each requirement. A warning passes, with its reason in the output. */
export function junitXml(report: Conformance): string {
  const seconds = (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000;
  const problems = problemsOf(report);
  const root = create('testsuites', { encoding: 'UTF-8' }, undefined, {
    invalidCharReplacement: '\uFFFD',
  }).att({
    name: report.description.title,
    ...tally(report.requirements),
    tests: report.requirements.length + problems.length,
    errors: report.counts['not testable'] + problems.length,
    time: seconds,
  });
  for (const [area, requirements] of grouped(report.requirements, (each) => each.area)) {
    const suite = root.ele('testsuite', { name: area, ...tally(requirements), timestamp: report.startedAt });
    const properties = suite.ele('properties');
    properties.ele('property', { name: 'target', value: report.target.name });
    properties.ele('property', { name: 'seed', value: report.seed });
    for (const requirement of requirements) addCase(suite, requirement);
  }
  if (problems.length > 0) addProblems(root, problems);
  return root.end({ pretty: true });
}

function addProblems(root: XMLElement, problems: string[]): void {
  const count = problems.length;
  const suite = root.ele('testsuite', { name: 'Run', tests: count, failures: 0, errors: count, skipped: 0 });
  for (const problem of problems) {
    const testCase = suite.ele('testcase', { classname: 'Run', name: 'completes without problems' });
    testCase.ele('error', { message: problem.split('\n')[0] ?? '' }, problem);
  }
}

function tally(requirements: RequirementReport[]): Record<string, number> {
  const count = (name: string): number => requirements.filter(({ verdict }) => verdict === name).length;
  return {
    tests: requirements.length,
    failures: count('failed'),
    errors: count('not testable'),
    skipped: count('not tested'),
  };
}

function addCase(suite: XMLElement, requirement: RequirementReport): void {
  const { id, level, text, area, verdict } = requirement;
  const testCase = suite.ele('testcase', { classname: area, name: `${id} ${level} ${text}` });
  const reasons = reasonsOf(requirement);
  const message = reasons.split('\n')[0] ?? '';
  if (verdict === 'failed') testCase.ele('failure', { message }, reasons);
  else if (verdict === 'not testable') testCase.ele('error', { message }, reasons);
  else if (verdict === 'not tested') testCase.ele('skipped', { message });
  else if (verdict !== 'passed') testCase.ele('system-out', {}, `${verdict}: ${reasons}`);
}

function reasonsOf({ verdict, verdicts, reason }: RequirementReport): string {
  const found = verdicts.filter((each) => each.verdict === verdict);
  if (found.length === 0) return reason ?? '';
  return found
    .map(({ operation, pointer, reason: why }) => `${operation ?? ''} ${pointer}: ${why ?? ''}`)
    .join('\n');
}
