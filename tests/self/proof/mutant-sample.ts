import type { Finding } from '../../../src/contract/evidence.ts';
import type { Contract } from '../../../src/contract/operations.ts';
import { placeOf } from '../../../src/contract/violations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { titleOf, type Mutant, type MutantKind } from '../../../src/proof/mutants/mutant.ts';
import { startMutatingProxy } from '../../../src/proof/mutants/proxy.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { runOnTargets, type TestedTarget } from './many-targets.ts';

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
  /** The tests that failed, each with its first error. */
  failures: string[];
}

/** Runs the suite on a sandbox behind a mutating proxy for each of the sample. */
export async function runMutants(contract: Contract): Promise<Map<string, SampleResult>> {
  const { folder } = await ensureGenerated();
  const setups = await Promise.all(
    sampledMutants.map(async ({ title, mutant, grep }, index) => {
      const sandbox = await startSandbox({ contract });
      const proxy = await startMutatingProxy(contract, sandbox.url, mutant);
      const { first: credentials, other: otherCredentials } = sandbox.accounts;
      const target = { kind: 'sandbox' as const, baseUrl: proxy.url, credentials, otherCredentials };
      const tested: TestedTarget = { name: `mutant-${String(index)}`, target, grep };
      return { title, mutant, sandbox, proxy, tested };
    }),
  );
  const resultOf = await runOnTargets(
    setups.map(({ tested }) => tested),
    folder,
    120_000,
  );
  const results = setups.map(({ title, mutant, proxy, tested }): [string, SampleResult] => {
    const { evidence, failures } = resultOf(tested.name);
    return [title, { changed: proxy.changed(), noticed: noticedIn(evidence.findings, mutant), failures }];
  });
  await Promise.all(setups.flatMap(({ sandbox, proxy }) => [proxy.close(), sandbox.close()]));
  return new Map(results);
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
