import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { runOnTargets, type TargetResult } from '../../../src/proof/many-targets.ts';
import { exploration, othersFate } from '../../../src/proof/others/commands.ts';
import { sharedFloor, type SharedFloor } from '../../../src/proof/others/floor.ts';
import { sharedDomain } from '../../../src/proof/others/population.ts';
import { strayings } from '../../../src/proof/others/straying.ts';
import { targetOf } from '../../../src/proof/sandbox-target.ts';
import { contract } from '../unit/real-contract.ts';

const count = 500;
const files =
  /customers\/(?:create|update|remove|suspend|unsuspend|retrieve)-customer|owner|document|limit|verification|derived\/refused-bodies/;
/** Tests of every kind of request that changes something, and of every kind of creation. */
const tried = new RegExp(
  [
    '@(?:CUS-00[1-3]|CUS-013|CUS-017|CUS-021|CUS-026|CUS-042|SEC-001|OWN-004|OWN-016|DOC-012|IDV-002|LIM-00[58])\\b',
    '@DER-001\\b.*createCustomer .* lastName INDIVIDUAL',
    'createCustomer .* lastName INDIVIDUAL.*@DER-001\\b',
  ].join('|'),
);
/** Customers of what cannot be removed, which stay where nothing bids a run farewell. */
const lasting = 3;
const nameOf = (index: number): string => `straying-${String(index + 1)}`;

describe(`a target with ${String(count)} customers of others`, () => {
  const floors: SharedFloor[] = [];
  let results = new Map<string, TargetResult>();
  before(async () => {
    const { folder: generatedFolder } = await ensureGenerated();
    for (const { apply } of strayings) floors.push(await sharedFloor(contract, count, { alter: apply }));
    const targets = floors.map(({ sandbox }, index) => ({
      ...{ name: nameOf(index), target: targetOf(sandbox), grep: tried, files },
    }));
    const origin = { runId: 'many-targets', seed: 'many-targets', emailDomain: sharedDomain };
    results = await runOnTargets(targets, { generatedFolder, timeout: 300_000, origin });
  });
  after(async () => {
    for (const { sandbox } of floors) await sandbox.close();
  });

  for (const [index, { name, isBlind, isForeign, isOfEmails }] of strayings.entries())
    it(`that ${name} has them as they were`, (t) => {
      const floor = floors[index];
      const { evidence, passed, failures = [] } = results.get(nameOf(index)) ?? {};
      const says = evidence?.findings.filter(({ requirement }) => requirement === 'ANS-009') ?? [];
      const own = floor?.ours().length;

      t.diagnostic(
        `${String(evidence?.exchanges.length)} exchanges, ${String(passed)} passed, ${String(failures.length)} failed, ${String(own)} left`,
      );
      assert.deepEqual(floor?.trespasses(), []);
      assert.equal(says.length > 0, isForeign === true, 'ANS-009');
      assert.ok((evidence?.exchanges.length ?? 0) > 20);
      if (index === 0) assert.deepEqual(failures, []);
      assert.ok(own === undefined || own <= lasting || isBlind, 'left');
      const written = JSON.stringify([evidence?.exchanges, evidence?.findings, failures]);
      assert.deepEqual(
        floor.contacts.filter((each) => written.includes(each)),
        [],
      );
      if (isOfEmails) {
        const must = evidence?.findings.filter(({ level, judged }) => level === 'MUST' || !judged) ?? [];
        assert.deepEqual(
          must.filter(({ judged, pointer }) => !judged || !pointer.includes('/primaryEmail')),
          [],
        );
        assert.ok(must.some(({ requirement }) => requirement === 'CUS-003'));
      }
    });
});

describe('every command', { concurrency: 2 }, () => {
  for (const straying of strayings.filter(({ name }) => /^(?:creates, and .* id|shows no .*,)/.test(name)))
    it(`leaves others alone on a target that ${straying.name}`, async (t) => {
      const fate = await othersFate(contract, straying, {
        ...{ count, commands: straying.isForeign ? [exploration(1)] : [] },
        killed: { args: ['--grep', '@CUS-00[1-7]', '--workers=1'], creation: 9 },
      });

      t.diagnostic(JSON.stringify(fate));
      assert.deepEqual(fate.trespasses, []);
      assert.ok(fate.left > 0, 'the killed run left nothing');
      assert.equal(fate.afterSweep, 0);
    });
});
