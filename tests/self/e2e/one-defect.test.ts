import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { runOnTargets, type TargetResult } from '../../../src/proof/runs/run-on-targets.ts';
import { targetOf } from '../../../src/proof/runs/sandbox-target.ts';
import type { Handler } from '../../../src/sandbox/http/call.ts';
import { createInstance } from '../../../src/sandbox/http/instance.ts';
import { isObject, textOf } from '../../../src/sandbox/http/json.ts';
import { serveInstance } from '../../../src/sandbox/sandbox.ts';
import { operations } from '../../../src/sandbox/variants/variant.ts';

/** New customers are suspended, or are only reported as suspended. */
const defects: Readonly<Record<string, (handler: Handler) => Handler>> = {
  suspended: (handler) => (call) => {
    const response = handler(call);
    const customer = call.account.customers.get(isObject(response.body) ? textOf(response.body.id) : '');
    if (!customer) return response;
    const suspended = { ...customer, status: 'SUSPENDED' };
    call.account.customers.set(customer.id, suspended);
    return { ...response, body: suspended };
  },
  'said-to-be-suspended': (handler) => (call) => {
    const response = handler(call);
    return isObject(response.body)
      ? { ...response, body: { ...response.body, status: 'SUSPENDED' } }
      : response;
  },
};

/** The requirements that this breaks: the one on the status and, if a read returns another status, the one on reading what was created. */
const broken: Readonly<Record<string, readonly string[]>> = {
  suspended: ['CUS-002', 'CUS-005'],
  'said-to-be-suspended': ['CUS-002', 'CUS-005', 'CUS-011', 'CUS-012'],
};

describe('one defect fails the requirements that it breaks, and no test of an attack that changed nothing', () => {
  let results: Map<string, TargetResult>;

  before(async () => {
    const { folder: generatedFolder } = await ensureGenerated();
    const contract = await loadContract(generatedFolder);
    const sandboxes = await Promise.all(
      Object.values(defects).map((defect) =>
        serveInstance(operations(['createCustomer'], defect)(createInstance(contract, 3600))),
      ),
    );
    const targets = Object.keys(defects).flatMap((name, index) => {
      const sandbox = sandboxes[index];
      return sandbox ? [{ name, target: targetOf(sandbox), grep: /@(?:CUS|SEC)-\d/ }] : [];
    });
    results = await runOnTargets(targets, { generatedFolder, timeout: 300_000 });
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
  });

  for (const name of Object.keys(defects))
    it(`new customers are ${name.replaceAll('-', ' ')}`, () => {
      const found = results.get(name)?.evidence.findings ?? [];
      const failed = found.filter(({ level, judged }) => level === 'MUST' && judged);

      assert.deepEqual([...new Set(failed.map(({ requirement }) => requirement))].sort(), broken[name]);
    });
});
