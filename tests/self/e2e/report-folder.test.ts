import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  conformanceCommand,
  suiteRun,
  targetVariables,
  type CommandResult,
} from '../../../src/proof/runs/suite-run.ts';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { claimed } from '../../../src/files/running.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { firstHistory, firstRelease, writeFirstRelease } from './first-release.ts';
import { contentsOf } from './folder-contents.ts';
import { startServer, type TestServer } from './proxy.ts';

const made = (): string => mkdtempSync(path.join(tmpdir(), 'kor-folder-'));
const one = ['--grep', '@CUS-002'];
const run = (folder: string, args: string[] = [], variables = {}): Promise<CommandResult> =>
  suiteRun([...conformanceCommand, ...args], folder, { variables });
const playwright = ['node_modules/@playwright/test/cli.js', 'test'];
const theirs = 'a canary of somebody else';

describe('a report folder', () => {
  const requests: string[] = [];
  let target: TestServer;

  before(async () => {
    target = await startServer(({ url }, response) => {
      requests.push(url);
      response.end();
    });
  });

  after(() => target.close());

  it('that another run writes to is left unchanged', async () => {
    const folder = made();
    writeFirstRelease(folder);
    const { runner, release } = await claimed(folder);
    writeFileSync(path.join(folder, '.running'), JSON.stringify(runner));
    const earlier = contentsOf(folder);
    const { exitCode, output } = await run(folder);
    const now = contentsOf(folder);
    release();

    assert.equal(exitCode, 2, output);
    assert.match(output, /Another run \(process \d+ on [^)]+\) writes to/);
    assert.deepEqual(now, earlier);
  });

  it('with foreign files under the names of reports is refused before a request is sent, and left unchanged', async () => {
    const folder = made();
    const reports = path.join(folder, 'reports');
    putStrangers(folder, reports);
    const earlier = contentsOf(folder);
    const variables = targetVariables(target.url, { key: 'key-1', secret: 'secret-1' });
    const { exitCode, output } = await run(reports, [], variables);
    const bare = await suiteRun(playwright, reports, { variables });

    assert.equal(exitCode, 2, output);
    for (const text of [output, bare.output])
      assert.deepEqual(
        [...text.matchAll(/^ +\S+?reports\/(\S+) (?:is|was)/gm)].map(([, name]) => name).sort(),
        strangers,
      );
    assert.doesNotMatch(output, /\n +at /, 'no stack trace');
    assert.equal(bare.exitCode, 1, bare.output);
    assert.deepEqual(requests, []);
    assert.deepEqual(contentsOf(folder), earlier);
  });
});

/** The names of reports that {@link putStrangers} gives to foreign files. */
const strangers = [
  '.last-run.json',
  '.preflight.ndjson',
  '.running',
  'allure-results',
  'conformance.html',
  'conformance.json',
  'evidence.ndjson',
  'junit.xml',
];

/** Puts foreign entries under the names of reports: links to files and a folder, a broken link, a pipe, a folder. */
function putStrangers(folder: string, reports: string): void {
  mkdirSync(path.join(folder, 'their results'));
  writeFirstRelease(path.join(folder, 'their results'));
  for (const name of ['their file', 'their other file']) writeFileSync(path.join(folder, name), theirs);
  mkdirSync(path.join(reports, 'junit.xml', 'kept'), { recursive: true });
  symlinkSync('../their results', path.join(reports, 'allure-results'));
  symlinkSync('../their results', path.join(reports, 'test-results'));
  symlinkSync('../their file', path.join(reports, '.running'));
  symlinkSync('../their other file', path.join(reports, '.last-run.json'));
  symlinkSync('../nowhere', path.join(reports, 'evidence.ndjson'));
  symlinkSync('../their results/evidence.ndjson', path.join(reports, '.preflight.ndjson'));
  execFileSync('mkfifo', [path.join(reports, 'conformance.html')]);
  writeFileSync(path.join(reports, 'conformance.json'), JSON.stringify(theirs));
}

describe('a folder that release 0.1.0 wrote, with foreign files in it', () => {
  const kept: Record<string, string> = {
    'notes.txt': theirs,
    'allure-results/notes.txt': theirs,
    'allure-results/11111111-1111-4111-8111-111111111111-result.json':
      '{"uuid":"1","name":"a test of another project","labels":[{"name":"framework","value":"playwright"}]}',
    'allure-results/22222222-2222-4222-8222-222222222222-result.json':
      '{"uuid":"2","labels":[{"name":"framework","value":"playwright"},{"name":"tag","value":"PAY-123"}],"attachments":[{"source":"shop-attachment.png"}]}',
    'allure-results/shop-attachment.png': theirs,
    'test-results/run/photograph.png': theirs,
  };
  let above = '';
  let whole: Record<string, string> = {};
  let folder = '';
  let result: CommandResult;

  before(async () => {
    above = made();
    folder = path.join(above, 'selection');
    writeFirstRelease(above);
    whole = contentsOf(above);
    writeFirstRelease(folder);
    const { folder: generated } = await ensureGenerated();
    const sandbox = await startSandbox({ contract: await loadContract(generated) });
    const { first } = sandbox.accounts;
    for (const name of ['allure-results/notes.md', 'test-results/backup.env'])
      kept[name] = `the secret is ${first.secret}\r\n`;
    for (const [name, text] of Object.entries(kept)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    result = await run(above, one, targetVariables(sandbox.url, first));
    await sandbox.close();
  });

  it('is written to by a run, and foreign files stay', () => {
    assert.equal(result.exitCode, 0, result.output);
    const now = contentsOf(folder);
    for (const [name, text] of Object.entries(kept)) assert.equal(now[name], text);
    const written = ['conformance.json', 'conformance.html', 'junit.xml', 'evidence.ndjson'];
    for (const name of written) assert.notEqual(now[name], firstRelease[name]);
    for (const name of ['.running', '.preflight.ndjson', '.once-evidence']) assert.ok(!(name in now), name);
    const results = Object.keys(firstRelease).filter((name) => /^allure-results\/.*-/.test(name));
    for (const name of results) assert.ok(!(name in now), name);
    assert.equal(result.evidence.exchanges.filter(({ test }) => test === 'preflight').length > 0, true);
  });

  it('keeps a selection apart from the last whole run, whose reports stay', () => {
    const now = contentsOf(above);

    for (const [name, text] of Object.entries(whole)) assert.equal(now[name], text, name);
    assert.deepEqual(result.report?.omissions.selected?.requirements, 1);
  });

  it('gives a report of its own tests only, which continues the restored history', async () => {
    const report = await suiteRun(['--import', 'tsx', 'src/cli/kor.ts', 'report'], folder, {});
    const history = readFileSync(path.join(folder, 'allure-history.jsonl'), 'utf8').trimEnd().split('\n');

    assert.equal(report.exitCode, 0, report.output);
    assert.equal(history.length, 2);
    assert.equal(`${history[0] ?? ''}\n`, firstHistory);
    assert.match(history[1] ?? '', /CUS-002 gives a new individual the status ACTIVE/);
    assert.doesNotMatch(history[1] ?? '', /a test of another project/);
    assert.notEqual(readFileSync(path.join(folder, 'allure.html'), 'utf8'), firstRelease['allure.html']);
  });

  for (const [what, command, exitCode] of [
    ['that lists its tests', [...conformanceCommand, '--list'], 2],
    ['that lists its tests, without our command', [...playwright, '--list'], 0],
    ['that selects none', [...conformanceCommand, '--grep', '@NO-000'], 2],
    ['of the tests that failed last, of which there are none', [...conformanceCommand, '--last-failed'], 2],
    [
      'of none, which that is all right for',
      [...conformanceCommand, '--grep', '@NO-000', '--pass-with-no-tests'],
      2,
    ],
  ] as const)
    it(`is unchanged, and there is no verdict, after a run ${what}`, async () => {
      const earlier = contentsOf(folder);
      const { exitCode: ended, output } = await suiteRun(command, above, {});

      assert.equal(ended, exitCode, output);
      assert.doesNotMatch(output, /PASSED|FAILED|INCOMPLETE/);
      assert.deepEqual(contentsOf(folder), earlier);
    });
});

it('a report that cannot be generated leaves the present report and its history unchanged', async () => {
  const folder = made();
  writeFirstRelease(folder);
  symlinkSync(path.join(folder, 'conformance.json'), path.join(folder, 'allure.html.link'));
  writeFileSync(path.join(folder, 'allure.html'), theirs);
  const earlier = contentsOf(folder);
  const { exitCode, output } = await suiteRun(['--import', 'tsx', 'src/cli/kor.ts', 'report'], folder, {});

  assert.equal(exitCode, 2, output);
  assert.match(output, /allure\.html was not written by this suite/);
  assert.deepEqual(contentsOf(folder), earlier);
  assert.ok(existsSync(path.join(folder, 'allure-history.jsonl')));
});
