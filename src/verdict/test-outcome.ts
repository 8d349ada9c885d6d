import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { TestCase, TestError, TestResult, TestStep } from '@playwright/test/reporter';
import { requirements, type Requirement, type RequirementId } from '../../specs/requirements/index.ts';
import type { TestOutcome } from './verdicts.ts';

/** The outcome of a test that judges a requirement for an operation. */
export function outcomeOf(
  { id }: TestCase,
  { annotations, error, errors, status, steps }: TestResult,
  { requirement, operation }: Pick<TestOutcome, 'requirement' | 'operation'>,
): TestOutcome {
  const noted = (kind: string): string | undefined =>
    annotations.find(({ type }) => type === kind)?.description;
  return {
    ...{ id, requirement, operation, status },
    expectationFailed: steps.some(hasFailedExpectation),
    errors: errors.length,
    message: noted('skip') ?? messageOf(error),
    isNotOffered: noted('not offered') !== undefined,
    cases: isDerived(requirement) ? steps.filter(isCase).length : undefined,
    unrecorded: noted('not recorded'),
  };
}

/** Whether a requirement is judged by derived cases, each of which is a step of a test. */
function isDerived(id: RequirementId): boolean {
  const { cases }: Requirement = requirements[id];
  return cases !== undefined;
}

function isCase({ category }: TestStep): boolean {
  return category === 'test.step';
}

/** The requirement in the tags of a test; undefined for a test without one. */
export function requirementOf(test: TestCase): RequirementId | undefined {
  return (Object.keys(requirements) as RequirementId[]).find((id) => test.tags.includes(`@${id}`));
}

/** The operation in the tags of a test, or else in the name of its file: `create-customer.test.ts` is about `createCustomer`. */
export function operationOf(test: TestCase, operations: readonly string[]): string {
  const tagged = operations.find((operation) => test.tags.includes(`@${operation}`));
  if (tagged !== undefined) return tagged;
  const name = path.basename(test.location.file, '.test.ts');
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function hasFailedExpectation(step: TestStep): boolean {
  return (
    (step.category === 'expect' && isBrokenExpectation(step.error)) || step.steps.some(hasFailedExpectation)
  );
}

/** Whether a matcher itself failed: its message begins with `expect` or `Not testable: `. Other errors were thrown inside it. */
function isBrokenExpectation(error: TestError | undefined): boolean {
  return error !== undefined && /^(?:expect\b|Not testable: )/.test(messageOf(error));
}

/** The first two paragraphs of an error, at most 1000 characters, without escape sequences. */
export function messageOf(error: TestError | undefined): string {
  const text = stripVTControlCharacters(error?.message ?? error?.value ?? '').replace(/^Error: /, '');
  return text.split('\n\n').slice(0, 2).join('\n\n').slice(0, 1000);
}
