import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startRelay, type Relay } from '../../../src/proof/interruption/relay.ts';
import { troubledServer } from '../e2e/blame-server.ts';
import { conformanceRun, targetVariables, type CommandResult } from '../e2e/conformance-run.ts';
import { breaches, oddities } from '../e2e/hostile-responses.ts';
import { floods } from '../e2e/hostile-floods.ts';
import { assertModest, HostileGround, testResponses } from '../e2e/hostile-runs.ts';
import type { Misbehaviour } from '../e2e/hostile-wire.ts';

const some = ['--workers=1', '--grep', '@AUT-002|@LST-003|@CUS-01[15]|@CUS-00[17]'];

testResponses([...oddities, ...breaches, ...floods]);

describe('a run on a hostile target', () => {
  let ground: HostileGround;

  before(async () => {
    ground = await HostileGround.open();
  });

  after(() => ground.close());

  /** Runs the suite on a target whose responses misbehave in turn. */
  const runOn = async (acts: readonly Misbehaviour[]): ReturnType<typeof ground.watching<CommandResult>> => {
    const url = await ground.misbehaving(acts, 2);
    const variables = {
      ...targetVariables(url, ground.sandbox.accounts.first),
      KOR_EXCHANGE_TIMEOUT_MS: '1500',
    };
    return ground.watching(() => conformanceRun(some, { variables }));
  };

  it('is incomplete when the environment is to blame', async (t) => {
    const { value: run, ...seen } = await runOn(floods.filter(({ is }) => is !== 'api'));

    assert.equal(run.exitCode, 2, run.output);
    assert.match(run.output, /a response too large to read ended \d+ tests/);
    assert.doesNotMatch(run.output, /\n +at /, 'no stack trace');
    assertModest(t, seen);
  });

  it('fails when the API is to blame', async (t) => {
    const { value: run, ...seen } = await runOn([...breaches, ...floods].filter(({ is }) => is === 'api'));

    assert.equal(run.exitCode, 1, run.output);
    assert.match(run.output, /bytes that are not UTF-8/);
    assertModest(t, seen);
  });

  it('blames the environment when every connection is reset before a request arrives', async () => {
    const relays: Relay[] = [];
    const server = await troubledServer(ground.sandbox.url, ({ route }, response) => {
      if (route.endsWith('/exchange')) response.once('finish', () => setTimeout(() => relays[0]?.cut(), 5));
      return false;
    });
    const relay = await startRelay(server.url);
    ground.servers.push(relay, server);
    relays.push(relay);
    const variables = targetVariables(relay.url, ground.sandbox.accounts.first);
    const run = await conformanceRun(['--workers=1', '--grep', '@AUT-002|@CUS-001'], { variables });

    assert.equal(run.exitCode, 2, run.output);
    assert.match(run.output, /closed the connection before the response was complete/);
  });
});
