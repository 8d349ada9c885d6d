import type { Finding } from '../../contract/evidence.ts';
import type { Contract } from '../../contract/operations.ts';
import { placeOf } from '../../contract/validation/violation.ts';
import { titleOf, type Mutant, type MutantKind } from './mutant.ts';
import { startMutatingProxy } from './proxy.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import type { Profile, Target } from '../../target/target.ts';
import { isCore } from '../../contract/coverage/scope.ts';
import { runOnTargets, type ManyTargets } from '../runs/run-on-targets.ts';
import { targetOf } from '../runs/sandbox-target.ts';

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

/** Mutants of many kinds and operations that the suite itself judges. */
export const sampledMutants: readonly SampledMutant[] = [
  sampled('killed', ['createCustomer', 201, '/externalId', 'dropped'], /@CUS-007\b/),
  sampled('killed', ['createCustomer', 201, '/status', 'enum'], /@CUS-001\b/),
  sampled('killed', ['createCustomer', 201, '/createdAt', 'format'], /@CUS-001\b/),
  sampled(
    'killed',
    ['createCustomer', 400, 'status', 'status 200'],
    /createCustomer rejects an unreadable body/,
  ),
  sampled('killed', ['retrieveCustomer', 200, '/primaryEmail/value', 'renamed'], /@CUS-011\b/),
  sampled('killed', ['retrieveCustomer', 404, 'body', 'cut off'], /@CUS-015\b/),
  sampled('killed', ['listCustomers', 200, '/totalElements', 'retyped'], /@AUT-002\b/),
  sampled('killed', ['listCustomers', 200, 'content-type', 'altered'], /@AUT-002\b/),
  sampled('killed', ['submitIdentityVerification', 201, 'header Location', 'removed'], /@IDV-004\b/),
  sampled('killed', ['listLimits', 200, '/*/amount', 'minimum'], /lists the limits of a customer/),
  sampled(
    'advised',
    ['retrieveCustomer', 401, '/traceId', 'dropped'],
    /retrieveCustomer rejects requests without/,
  ),
  sampled(
    'equivalent',
    ['listCustomers', 200, '/content/*/firstName', 'dropped'],
    /filters by (?:name|type)|lists the same values as/,
  ),
];

/** How the suite judged a mutant in front of a target. */
export interface SampleResult {
  /** The number of changed responses. */
  changed: number;
  /** `broken anyway`: the target itself breaks the same place, so that the result proves nothing. */
  noticed: Fate | 'broken anyway';
  /** The result of the score in process. */
  expected: Fate;
  /** The tests that failed, each with its first error. */
  failures: string[];
}

/** Runs the suite on a sandbox behind a mutating proxy for each sampled mutant. Returns the results by title. */
export async function runMutants(
  contract: Contract,
  options: ManyTargets,
): Promise<Record<string, SampleResult>> {
  const sandboxes = await Promise.all(sampledMutants.map(() => startSandbox({ contract })));
  try {
    return await planted(
      contract,
      sampledMutants,
      sandboxes.map((each) => targetOf(each)),
      options,
    );
  } finally {
    await Promise.all(sandboxes.map((each) => each.close()));
  }
}

/**
 * Runs the suite on one target, first unchanged and then behind a mutating proxy for each sampled mutant of the profile. Returns the
 * results by title.
 */
export async function runMutantsBefore(
  contract: Contract,
  target: Target,
  profile: Profile,
  options: ManyTargets,
): Promise<Record<string, SampleResult>> {
  const sample = sampledMutants.filter(({ mutant }) => profile === 'full' || isCore(mutant.operation));
  const grep = new RegExp(sample.map((each) => each.grep.source).join('|'));
  const unchanged = await runOnTargets([{ name: 'unchanged', target, grep }], options);
  const { findings = [] } = unchanged.get('unchanged')?.evidence ?? {};
  const results = await planted(
    contract,
    sample,
    sample.map(() => target),
    options,
  );
  for (const { title, mutant } of sample) {
    const result = results[title];
    if (result && noticedIn(findings, mutant) !== 'equivalent') result.noticed = 'broken anyway';
  }
  return results;
}

async function planted(
  contract: Contract,
  sample: readonly SampledMutant[],
  targets: readonly Target[],
  options: ManyTargets,
): Promise<Record<string, SampleResult>> {
  const proxies = await Promise.all(
    targets.map(async (target, index) => {
      const each = sample[index];
      if (!each) throw new Error('there are more targets than mutants');
      const proxy = await startMutatingProxy(contract, target.baseUrl, each.mutant);
      const name = `mutant-${String(index + 1)}`;
      return { ...each, name, proxy, target: { ...target, baseUrl: proxy.url } };
    }),
  );
  try {
    const ran = await runOnTargets(proxies, options);
    const results = proxies.map(({ name, title, fate, mutant, proxy }): [string, SampleResult] => {
      const { evidence, failures = [] } = ran.get(name) ?? {};
      const noticed = noticedIn(evidence?.findings ?? [], mutant);
      return [title, { changed: proxy.changed(), noticed, expected: fate, failures }];
    });
    return Object.fromEntries(results);
  } finally {
    await Promise.all(proxies.map(({ proxy }) => proxy.close()));
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
