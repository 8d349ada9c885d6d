import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { runOnTargets, type TargetResult } from '../../../src/proof/runs/run-on-targets.ts';
import { exploration, othersFate } from '../../../src/proof/others/commands.ts';
import { sharedFloor, type SharedFloor } from '../../../src/proof/others/floor.ts';
import { sharedDomain } from '../../../src/proof/others/population.ts';
import { strayings, type Straying } from '../../../src/proof/others/straying.ts';
import { targetOf } from '../../../src/proof/runs/sandbox-target.ts';
import { contract } from '../support/real-contract.ts';

const count = 500;
const files =
  /customers\/(?:create|update|remove|suspend|unsuspend|retrieve)-customer|owner|document|limit|verification|derived\/refused-bodies/;
/** Tests of every kind of request that changes something, and of every kind of create. */
const tried = new RegExp(
  [
    '@(?:CUS-00[1-3]|CUS-013|CUS-017|CUS-021|CUS-026|CUS-042|SEC-001|OWN-00[14]|OWN-016|DOC-012|IDV-002|LIM-00[58])\\b',
    '@DER-001\\b.*createCustomer .* lastName INDIVIDUAL',
    'createCustomer .* lastName INDIVIDUAL.*@DER-001\\b',
  ].join('|'),
);
/** The number of customers of permanent resources, which stay if the run does not remove them. */
const lasting = 3;

/** Strayings that represent all: none, the id of a customer of others, their data, and no email addresses. */
const telling =
  /^(?:responds as it should|creates a customer, and responds with the id of a customer of others|shows (?:no email addresses|the limits of a customer of others as .*)|adds an owner, .*)$/;
/** The strayings that `npm test` has time for, and the others. */
export const [usualStrayings, furtherStrayings] = [true, false].map((isTelling) =>
  strayings.filter(({ name }) => telling.test(name) === isTelling),
) as [Straying[], Straying[]];

/** Tests that runs on targets with strayings leave the data of others unchanged. */
export function testRuns(chosen: readonly Straying[]): void {
  describe(`a target with ${String(count)} customers of others`, () => {
    const floors = new Map<Straying, SharedFloor>();
    let results = new Map<string, TargetResult>();
    before(async () => {
      const { folder: generatedFolder } = await ensureGenerated();
      for (const each of chosen) floors.set(each, await sharedFloor(contract, count, { alter: each.apply }));
      const targets = [...floors].map(([straying, { sandbox }]) => ({
        ...{ name: nameOf(straying), target: targetOf(sandbox), grep: tried, files },
      }));
      const origin = { runId: 'many-targets', seed: 'many-targets', emailDomain: sharedDomain };
      results = await runOnTargets(targets, { generatedFolder, timeout: 300_000, origin });
    });
    after(async () => {
      for (const { sandbox } of floors.values()) await sandbox.close();
    });

    for (const straying of chosen)
      it(`that ${straying.name} keeps them unchanged`, (t) => {
        const floor = floors.get(straying);
        const result = results.get(nameOf(straying));
        assert.ok(floor && result);
        t.diagnostic(
          `${String(result.evidence.exchanges.length)} exchanges, ${String(result.passed)} passed, ${String(result.failures.length)} failed, ${String(floor.ours().length)} left`,
        );
        assertLeftAlone(straying, floor, result);
        if (straying.isOfEmails) assertOfEmails(result);
      });
  });
}

const nameOf = (straying: Straying): string => `straying-${String(strayings.indexOf(straying) + 1)}`;

function assertLeftAlone(straying: Straying, floor: SharedFloor, { evidence, failures }: TargetResult): void {
  const { exchanges, findings } = evidence;
  const says = findings.filter(({ requirement }) => requirement === 'ANS-009');
  assert.deepEqual(floor.trespasses(), []);
  assert.equal(says.length > 0, straying.isForeign === true, 'ANS-009');
  assert.ok(exchanges.length > 20);
  if (straying === strayings[0]) assert.deepEqual(failures, []);
  assert.ok(floor.ours().length <= lasting || straying.isBlind, 'left');
  const written = JSON.stringify([exchanges, findings, failures]);
  assert.deepEqual(
    floor.contacts.filter((each) => written.includes(each)),
    [],
  );
}

function assertOfEmails({ evidence }: TargetResult): void {
  const must = evidence.findings.filter(({ level, judged }) => level === 'MUST' || !judged);
  assert.deepEqual(
    must.filter(({ judged, pointer }) => !judged || !pointer.includes('/primaryEmail')),
    [],
  );
  assert.ok(must.some(({ requirement }) => requirement === 'CUS-003'));
}

/** Tests that commands, a killed run and its sweep leave others alone on a target with a straying. */
export function testCommands(straying: Straying | undefined): void {
  it(`every command leaves others alone on a target that ${straying?.name ?? ''}`, async (t) => {
    assert.ok(straying);
    const fate = await othersFate(contract, straying, {
      ...{ count, commands: straying.isForeign ? [exploration(1)] : [] },
      killed: { args: ['--grep', '@CUS-00[1-7]', '--workers=1'], creation: 9 },
    });

    t.diagnostic(JSON.stringify(fate));
    assert.deepEqual(fate.trespasses, []);
    assert.ok(fate.left > 0, 'the killed run left nothing');
    assert.equal(fate.afterSweep, 0);
  });
}
