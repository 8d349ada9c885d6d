import type { Contract } from '../../contract/operations.ts';
import { placeOf } from '../../contract/validation/violation.ts';
import type { Fault } from '../../sandbox/faults/index.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { runOnTargets, type ManyTargets, type TargetResult } from '../runs/run-on-targets.ts';
import { targetOf } from '../runs/sandbox-target.ts';

/** The result of a fault. */
export interface FaultFate {
  name: string;
  /** Why it was not noticed as required; undefined when it was noticed. */
  survived?: string;
  /** The checks that failed, each by its place: `tests/<area>/<file>.test.ts:<line>`. */
  noticedBy: string[];
}

/**
 * Runs the tests of the requirement that each fault breaks: each fault in a sandbox of its own, all of them at once. A fault is
 * noticed only where that requirement failed at the place that it names, with the blame on the API.
 */
export async function faultFates(
  contract: Contract,
  faults: readonly Fault[],
  options: ManyTargets,
): Promise<FaultFate[]> {
  const sandboxes = await Promise.all(faults.map((fault) => startSandbox({ contract, fault })));
  try {
    const targets = faults.flatMap(({ requirement, tests = requirement, grep = '', strict }, index) => {
      const sandbox = sandboxes[index];
      const target = sandbox && targetOf(sandbox);
      const tested = { requirement: tests, grep: new RegExp(grep), strict };
      return target ? [{ name: nameAt(index), target, ...tested }] : [];
    });
    const results = await runOnTargets(targets, options);
    return faults.map((fault, index) => fateOf(fault, results.get(nameAt(index))));
  } finally {
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
  }
}

function nameAt(index: number): string {
  return `fault-${String(index + 1)}`;
}

function fateOf(fault: Fault, result: TargetResult | undefined): FaultFate {
  const survived = escapeOf(fault, result);
  return {
    name: fault.name,
    noticedBy: result?.failedChecks ?? [],
    ...(survived !== undefined && { survived }),
  };
}

/** The reason why a fault was not noticed; undefined when it was noticed. */
function escapeOf({ requirement, pointer }: Fault, result: TargetResult | undefined): string | undefined {
  if (!result || result.passed + result.failures.length === 0) return 'no test was run';
  const own = result.evidence.findings.filter((each) => each.requirement === requirement && each.judged);
  const places = [...new Set(own.map((finding) => placeOf(finding.pointer)))];
  const [failure] = result.failures;
  if (failure === undefined) return 'every test passed';
  if (own.length === 0) return `${requirement} found nothing: ${failure}`;
  if (own.some(({ blame }) => blame !== 'api')) return 'the blame is not on the API';
  if (pointer !== undefined && !places.includes(pointer))
    return `found at ${places.join(', ')} and not at ${pointer}`;
  return undefined;
}
