import assert from 'node:assert/strict';
import { nextStepFor } from '../../../src/contract/next-steps.ts';
import type { EnvironmentFault } from '../../../src/contract/evidence.ts';
import type { CommandResult } from './conformance-run.ts';

/** The expected verdict and blame of a requirement after a cause was provoked. */
export interface ExpectedBlame {
  requirement: string;
  /** A description of the cause. */
  cause: string;
  /** The expected blame, with `fault` for `environment`; undefined when the requirement passes. */
  blame?: 'api' | 'description' | 'suite' | 'environment';
  fault?: EnvironmentFault;
  verdict: 'passed' | 'failed' | 'not testable';
  /** What the message must match. */
  says?: RegExp;
}

/** Asserts that a run reports a requirement as expected, and returns the result as a line of the matrix. */
export function blameLine({ report, evidence, output }: CommandResult, expected: ExpectedBlame): string {
  const { requirement: id, cause, blame, fault, verdict, says } = expected;
  const found = report?.requirements.find((each) => each.id === id);
  assert.ok(found, `${id} is not in the report\n${output}`);
  const worst = found.verdicts.find((each) => each.verdict === found.verdict);
  const context = `${id} (${cause}): ${JSON.stringify(found.verdicts, undefined, 1)}`;
  assert.equal(found.verdict, verdict, context);
  assert.equal(worst?.blame, blame, context);
  if (says) assert.match(worst?.reason ?? '', says, context);
  assert.doesNotMatch(worst?.reason ?? '', /\n\s+at /, 'no stack trace');
  if (blame === 'environment') {
    assert.equal(found.verdicts.length, 1, context);
    assert.equal(worst?.fault, fault, context);
    const hindrance = report?.hindrances.find((each) => each.fault === fault);
    assert.equal(hindrance?.nextStep, fault && nextStepFor(fault), context);
  }
  for (const each of evidence.findings)
    assert.equal(each.blame === 'environment', each.fault !== undefined, JSON.stringify(each));
  return line(cause, blame, fault, `${id} ${verdict}`);
}

/** A line of the matrix. */
export function line(cause: string, blame = '', fault = '', seen = ''): string {
  return [cause.padEnd(58), blame.padEnd(11), fault.padEnd(14), seen].join('  ').trimEnd();
}
