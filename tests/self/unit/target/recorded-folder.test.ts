import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import type { Exchange } from '../../../../src/contract/evidence.ts';
import { brokenOrder, recordedExchanges } from '../../../../src/certificate/rejudgement/recorded-evidence.ts';
import { rejudgingEnvironment } from '../../../../src/target/environment.ts';
import {
  RecordError,
  recordedConfiguration,
  recordedRun,
  type RunRecord,
} from '../../../../src/target/recorded-run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-recorded-'));
const at = (name: string): string => path.join(folder, name);
after(() => {
  rmSync(folder, { recursive: true });
});

const run: RunRecord = {
  ...{ schemaVersion: 1, seed: 'a', runId: 'r', profile: 'core', strict: false },
  startedAt: '2025-01-01T00:00:00.000Z',
  ...{ finishedAt: '2025-01-01T00:01:00.000Z', staleness: 0, descriptionDigest: 'd' },
  target: { kind: 'sandbox', baseUrl: 'https://a.example/base/' },
  credentials: { other: true, shortLived: false, expiredToken: true },
  ...{ exchangeTimeout: 10_000, testTimeout: 60_000, overlays: [], webhookCaptures: [] },
};
const exchange: Exchange = {
  ...{ kind: 'exchange', test: 't', index: 1, nth: 1, operation: 'createCustomer' },
  ...{ startedAt: '2025-01-01T00:00:00.000Z', milliseconds: 1 },
  request: { method: 'GET', url: 'https://a.example/', headers: {} },
  answer: { status: 200, headers: [['a', 'b']], body: '' },
};

beforeEach(() => {
  write({});
  writeFileSync(at('evidence.key'), `${'0f'.repeat(32)}\n`);
});

function write(of: object): void {
  writeFileSync(at('run.json'), JSON.stringify({ ...run, ...of }));
}

function problemOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof RecordError, String(error));
    return error.message.split('\n\n')[1] ?? '';
  }
  return 'none';
}

describe('the record of a run', () => {
  test('configures the same run with placeholders for its secrets', () => {
    const { target, settings, startedAt } = recordedConfiguration(recordedRun(folder), '/into');

    assert.equal(target?.baseUrl, 'https://a.example/base');
    assert.equal(target.credentials.key, 'kor-stand-in-account-key');
    assert.equal(target.otherCredentials?.secret, 'kor-stand-in-other-account-secret');
    assert.equal(target.shortLivedCredentials, undefined);
    assert.equal(target.expiredToken, 'kor-stand-in-expired-token');
    assert.equal(settings.seed, 'a');
    assert.equal(settings.waiversFile, '/into/no-waivers.yaml');
    assert.equal(startedAt?.toISOString(), run.startedAt);
  });

  test('names every problem at once', () => {
    write({ seed: 1, profile: 'half' });

    assert.match(
      problemOf(() => recordedRun(folder)),
      /^ {2}run\.json: \/seed .*\n {2}run\.json: \/profile /,
    );
  });

  for (const [what, overlays, problem] of [
    ['a file elsewhere', ['../secret'], /overlays\/0 must be the name of a file in the same folder/],
    ['a file at an absolute path', ['/etc/passwd'], /overlays\/0 must be the name of a file/],
    ['a file that is not there', ['gone.yaml'], /names gone\.yaml, which is not a file in the folder/],
    ['a link to a file elsewhere', ['link.yaml'], /names link\.yaml, which is not a file in the folder/],
  ] as const)
    test(`does not lead to ${what}`, () => {
      rmSync(at('link.yaml'), { force: true });
      symlinkSync('/etc/hosts', at('link.yaml'));
      write({ overlays });

      assert.match(
        problemOf(() => recordedRun(folder)),
        problem,
      );
    });

  test('is reported when it is missing, and so is its key', () => {
    writeFileSync(at('evidence.key'), 'short');
    assert.match(
      problemOf(() => recordedRun(folder)),
      /evidence\.key is missing or is not 64/,
    );
    writeFileSync(at('run.json'), '{');
    assert.match(
      problemOf(() => recordedRun(folder)),
      /run\.json is not JSON/,
    );
    rmSync(at('run.json'));
    assert.match(
      problemOf(() => recordedRun(folder)),
      /run\.json is missing/,
    );
  });

  test('is judged again without the settings and secrets of the current user', () => {
    const mine = { PATH: '/bin', KOR_API_KEY: 'k3y', HTTPS_PROXY: 'http://proxy.example', A_TOKEN: 't' };
    const environment = rejudgingEnvironment(folder, '/into', mine);

    assert.equal(environment.PATH, '/bin');
    assert.equal(environment.EVIDENCE_KEY, '0f'.repeat(32));
    assert.deepEqual(Object.keys(environment).sort(), [
      ...['EVIDENCE_KEY', 'PATH', 'REJUDGED_FOLDER', 'REJUDGEMENT_FOLDER'],
    ]);
  });
});

describe('recorded evidence', () => {
  const log = (...lines: unknown[]): void =>
    writeFileSync(
      at('evidence.ndjson'),
      lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
    );
  const problem = (): string => problemOf(() => recordedExchanges(folder));

  test('is read as far as a re-judgement needs it', () => {
    log(exchange, { kind: 'finding', test: 't', whatever: 1 }, { kind: 'sharing', test: 't', owner: 'o' });

    assert.deepEqual(recordedExchanges(folder), [exchange]);
  });

  for (const [what, line, expected] of [
    ['no JSON', '{', /evidence\.ndjson:2 is not a line of evidence/],
    ['nested too deep to read', '['.repeat(500_000), /evidence\.ndjson:2 is not a line of evidence/],
    ['of an unknown kind', { kind: 'new' }, /:2 is not a line of evidence: \/kind/],
    ['with an unknown field', { ...exchange, run: 'rm' }, /:2 is not a line of evidence: \/.*"run"/],
    ['without an order', { ...exchange, nth: undefined }, /:2 is not a line of evidence: \/nth/],
    [
      'with a URL that is none',
      { ...exchange, request: { ...exchange.request, url: 'a' } },
      /\/request\/url/,
    ],
    ['without response or failure', { ...exchange, answer: undefined }, /either `answer` or `failure`/],
  ] as const)
    test(`is refused if a line is ${what}`, () => {
      log(exchange, line);

      assert.match(problem(), expected);
    });

  test('is refused if it was truncated or does not exist', () => {
    writeFileSync(at('evidence.ndjson'), JSON.stringify(exchange));
    assert.match(problem(), /ends within a line: it was cut off/);
    rmSync(at('evidence.ndjson'));
    assert.match(problem(), /evidence\.ndjson does not exist/);
  });

  test('has removed, doubled and moved exchanges reported', () => {
    const numbered = (...numbers: number[]): Exchange[] =>
      numbers.map((nth) => ({ ...exchange, index: nth, nth }));
    const found = (...numbers: number[]): string[] =>
      brokenOrder(numbered(...numbers), (test) => `<${test}>`);

    assert.deepEqual(found(1, 2, 3), []);
    assert.deepEqual(found(1, 3), ['<t>: exchange 2 is not in the evidence']);
    assert.equal(found(1, 1).length, 2);
    assert.deepEqual(found(2, 1), ['<t>: its exchanges are not in the order in which they were recorded']);
  });
});
