import type { Finding } from '../../contract/evidence.ts';
import type { Contract } from '../../contract/operations.ts';
import { placeOf } from '../../contract/violations.ts';
import { titleOf, type Mutant, type MutantKind } from './mutant.ts';
import { startMutatingProxy } from './proxy.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import type { Target } from '../../target/target.ts';
import { runOnTargets, type ManyTargets } from '../many-targets.ts';
import { targetOf } from '../sandbox-target.ts';

type Fate = 'killed' | 'advised' | 'equivalent';

interface SampledMutant {
  title: string;
  mutant: Mutant;
  fate: Fate;
  /** The tests that are run. */
  grep: RegExp;
}

function sampled(
  fate: Fate,
  [operation, status, place, kind]: [string, number, string, MutantKind],
  grep: RegExp,
): SampledMutant {
  const mutant = { operation, status, place, kind };
  return { title: titleOf(mutant), mutant, fate, grep };
}

/** Mutants of many kinds and operations that the suite itself is to judge. */
export const sampledMutants: readonly SampledMutant[] = [
  sampled('killed', ['createCustomer', 201, '/externalId', 'dropped'], /@CUS-007\b/),
  sampled('killed', ['createCustomer', 201, '/status', 'enum'], /@CUS-001\b/),
  sampled('killed', ['createCustomer', 201, '/createdAt', 'format'], /@CUS-001\b/),
  sampled(
    'killed',
    ['createCustomer', 400, 'status', 'status 200'],
    /createCustomer refuses a body that cannot/,
  ),
  sampled('killed', ['retrieveCustomer', 200, '/primaryEmail/value', 'renamed'], /@CUS-011\b/),
  sampled('killed', ['retrieveCustomer', 404, 'body', 'cut off'], /@CUS-015\b/),
  sampled('killed', ['listCustomers', 200, '/totalElements', 'retyped'], /@AUT-002\b/),
  sampled('killed', ['listCustomers', 200, 'content-type', 'altered'], /@AUT-002\b/),
  sampled('killed', ['submitIdentityVerification', 201, 'header Location', 'removed'], /@IDV-004\b/),
  sampled('killed', ['listLimits', 200, '/*/amount', 'minimum'], /lists the limits of a customer/),
  sampled('advised', ['retrieveCustomer', 401, '/traceId', 'dropped'], /retrieveCustomer refuses whoever/),
  sampled(
    'equivalent',
    ['listCustomers', 200, '/content/*/firstName', 'dropped'],
    /filters by (?:name|type)|agrees with reads/,
  ),
];

/** What the suite made of a mutant in front of a target. */
export interface SampleResult {
  /** How many answers were changed. */
  changed: number;
  noticed: Fate;
  /** What the score in process says of it. */
  expected: Fate;
  /** The tests that failed, each with its first error. */
  failures: string[];
}

/**
 * Runs the suite on a target behind a mutating proxy for each of the sample: on sandboxes of their own where no target is given.
 * Returns the results by title.
 */
export async function runMutants(
  contract: Contract,
  options: ManyTargets,
  target?: Target,
): Promise<Map<string, SampleResult>> {
  const setups = await Promise.all(
    sampledMutants.map(async (each, index) => {
      const sandbox = target ? undefined : await startSandbox({ contract });
      const behind = target ?? (sandbox && targetOf(sandbox));
      if (!behind) throw new Error('there is nothing to put a proxy in front of');
      const proxy = await startMutatingProxy(contract, behind.baseUrl, each.mutant);
      const tested = { name: `mutant-${String(index + 1)}`, target: { ...behind, baseUrl: proxy.url } };
      return { ...each, sandbox, proxy, tested: { ...tested, grep: each.grep } };
    }),
  );
  try {
    const ran = await runOnTargets(
      setups.map(({ tested }) => tested),
      options,
    );
    const results = setups.map(({ title, fate, mutant, proxy, tested }): [string, SampleResult] => {
      const { evidence, failures = [] } = ran.get(tested.name) ?? {};
      const noticed = noticedIn(evidence?.findings ?? [], mutant);
      return [title, { changed: proxy.changed(), noticed, expected: fate, failures }];
    });
    return new Map(results);
  } finally {
    await Promise.all(
      setups.flatMap(({ sandbox, proxy }) => [proxy.close(), sandbox?.close() ?? Promise.resolve()]),
    );
  }
}

function noticedIn(findings: readonly Finding[], mutant: Mutant): Fate {
  const there = findings.filter(({ operation, pointer, blame, judged }) => {
    return operation === mutant.operation && blame === 'api' && judged && isAt(mutant, placeOf(pointer));
  });
  if (there.some(({ level }) => level === 'MUST')) return 'killed';
  return there.some(({ level }) => level === 'SHOULD') ? 'advised' : 'equivalent';
}

function isAt({ place }: Mutant, found: string): boolean {
  if (place === 'body') return found === '';
  if (place === 'status') return found === 'status' || found.startsWith('request ');
  return found === place || found.startsWith(`${place}/`);
}
