import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../../../src/description/generate.ts';
import { playwrightCli } from '../../../src/proof/suite-run.ts';
import { variableNames } from '../../../src/target/configuration.ts';
import { childEnvironment } from '../../../src/target/environment.ts';
import type { Conformance } from '../../../src/verdict/report.ts';
import { writeFirstRelease } from './first-release.ts';
import { contentsOf } from './folder-contents.ts';

/** A WebSocket as the runner's own packages have it; Node.js 20 has none. */
interface Socket {
  on: (event: string, listener: (data: unknown) => void) => void;
  send: (text: string) => void;
  close: () => void;
}

/** The user interface of the runner, asked as its page asks it. */
interface UserInterface {
  call: (method: string, params?: object) => Promise<unknown>;
  close: () => Promise<void>;
}

async function opened(reports: string): Promise<UserInterface> {
  const unset = Object.fromEntries(variableNames.map((name) => [name, '']));
  const env = { ...childEnvironment(), ...unset, KOR_REPORT_FOLDER: reports, PWTEST_UNDER_TEST: '1' }; // no browser is opened
  const args = [playwrightCli, 'test', '--ui-host=127.0.0.1', '--ui-port=0'];
  const child = spawn(process.execPath, args, { cwd: projectRoot, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const socket = await connected(await addressOf(child));
  const waiting = new Map<number, (answer: { result?: unknown; error?: string }) => void>();
  socket.on('message', (data) => {
    const answer = JSON.parse(String(data)) as { id?: number; result?: unknown; error?: string };
    waiting.get(answer.id ?? 0)?.(answer);
  });
  return {
    call: async (method, params = {}) => {
      const id = waiting.size + 1;
      const answer = new Promise<{ result?: unknown; error?: string }>((resolve) => waiting.set(id, resolve));
      socket.send(JSON.stringify({ id, method, params }));
      const { result, error } = await answer;
      assert.equal(error, undefined);
      return result;
    },
    close: async () => {
      socket.close();
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** Where the page of a user interface is served, once it is. */
function addressOf(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    child.once('close', () => {
      reject(new Error(output));
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
        if (address !== undefined) resolve(address);
      });
  });
}

async function connected(address: string): Promise<Socket> {
  const { headers } = await fetch(address, { redirect: 'manual' });
  const [, prefix = ''] = (headers.get('location') ?? '').split('/');
  const core = createRequire(createRequire(playwrightCli).resolve('playwright/package.json'));
  const { ws } = core('playwright-core/lib/utilsBundle') as { ws: new (url: string) => Socket };
  const socket = new ws(`${address.replace('http', 'ws')}/${prefix}/ws`);
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  return socket;
}

describe('npx playwright test --ui', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-ui-'));
  let ui: UserInterface;

  before(async () => {
    writeFirstRelease(folder);
    ui = await opened(folder);
  });

  after(() => ui.close());

  it('leaves the reports of the last run until a test is run', async () => {
    const earlier = contentsOf(folder);
    await ui.call('initialize', { watchTestDirs: false });
    assert.equal(((await ui.call('runGlobalSetup')) as { status: string }).status, 'passed');
    await ui.call('listTests');
    const now = contentsOf(folder);
    const names = Object.keys(now).filter((name) => now[name] !== earlier[name]);

    assert.deepEqual(names, ['.preflight.ndjson', '.running']);
    const gone = Object.keys(earlier).filter((name) => !(name in now));
    assert.deepEqual(
      gone.filter((name) => !name.startsWith('.once-evidence')),
      [],
    );
  });

  it('judges each run by what it alone recorded', async () => {
    const seen: (readonly [string[], number])[] = [];
    for (const requirement of ['CUS-002', 'CUS-003']) {
      await ui.call('runTests', { grep: `@${requirement}`, trace: 'off' });
      const { requirements, exchanges } = JSON.parse(
        readFileSync(path.join(folder, 'conformance.json'), 'utf8'),
      ) as Conformance;
      const passed = requirements.filter(({ id, verdict }) => /^CUS/.test(id) && verdict === 'passed');
      seen.push([passed.map(({ id }) => id), exchanges]);
    }

    assert.deepEqual(
      seen.map(([ids]) => ids),
      [['CUS-002'], ['CUS-003']],
    );
    assert.equal(seen[0]?.[1], seen[1]?.[1]);
  });

  it('gives the folder back when it is closed', async () => {
    await ui.call('runGlobalTeardown');
    const names = Object.keys(contentsOf(folder));

    for (const name of ['.running', '.preflight.ndjson']) assert.ok(!names.includes(name), name);
    assert.ok(names.includes('conformance.json'));
  });
});
