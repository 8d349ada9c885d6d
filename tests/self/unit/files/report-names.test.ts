import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../../../src/description/generate.ts';
import { beginLedger } from '../../../../src/exchange/cleanup/ledger.ts';
import { openEvidenceLog } from '../../../../src/exchange/recorder.ts';
import { ledgerMark, markOf } from '../../../../src/files/marks.ts';
import { isOurs } from '../../../../src/files/ours.ts';
import { assertReportNames, beginReports, ownResults } from '../../../../src/files/report-folder.ts';
import { pack } from '../../../../src/certificate/archive.ts';
import { sealed } from '../../../../src/certificate/bundle.ts';
import { statementOf } from '../../../../src/certificate/issue/issue.ts';
import { certificatePage } from '../../../../src/certificate/page.ts';
import { junitXml } from '../../../../src/verdict/reports/junit.ts';
import { conformancePage } from '../../../../src/verdict/page/conformance-page.ts';
import { firstHistory, firstRelease, writeFirstRelease } from '../../e2e/first-release.ts';
import { reportOf } from '../../support/page-reports.ts';

/** A new folder with an entry of this name. */
function place(): { folder: string; at: (name: string) => string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-names-'));
  return { folder, at: (name) => path.join(folder, name) };
}

describe('the files of a run', () => {
  const report = { ...reportOf(), suite: 'rocketkor-conformance 0.1.0' };
  const texts: Record<string, string> = {
    'conformance.html': conformancePage(report),
    'conformance.json': JSON.stringify(report, null, 2),
    'junit.xml': junitXml(report),
  };

  for (const [name, text] of Object.entries(texts))
    test(`are recognised by their content: ${name}`, () => {
      const { at } = place();
      writeFileSync(at(name), text);

      assert.ok(isOurs(at(name)));
    });

  test('are recognised by their first line: evidence and ledger', async () => {
    const { at } = place();
    const log = openEvidenceLog(at('evidence.ndjson'));
    log.write({ kind: 'observation', test: 'a', operation: undefined, about: 'b', seen: 'c' });
    log.close();
    const ledger = await beginLedger({ run: 'r1', baseUrl: 'http://127.0.0.1' }, at('a/ledger'));
    ledger.close();

    assert.ok(isOurs(at('evidence.ndjson')));
    assert.ok(isOurs(ledger.file, ledgerMark));
  });
});

describe('a certificate', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const resource = { name: 'evidence.tar.gz', digest: { sha256: '0f' } };
  const statement = statementOf({
    ...{ report: reportOf(), demo: true, issuer: 'Example', privateKey, issuedAt: new Date(), validDays: 1 },
    ...{ address: 'embedded sandbox', tlsCertificate: undefined, configuration: [resource] },
    ...{ archive: resource, evidence: [resource] },
  });

  test('is recognised with its page and its evidence', async () => {
    const { at } = place();
    const text = sealed(statement, privateKey);
    writeFileSync(at('certificate.intoto.jsonl'), text);
    writeFileSync(at('certificate.html'), certificatePage(statement, text));
    await pack({ 'conformance.json': '{\n  "schemaVersion": 1,', 'run.json': '{}' }, at('evidence.tar.gz'));

    for (const name of ['certificate.intoto.jsonl', 'certificate.html', 'evidence.tar.gz'])
      assert.ok(isOurs(at(name)), name);
  });

  test('of another issuer of statements is not recognised, nor is another archive', async () => {
    const { at } = place();
    const others = { ...statement, predicate: {} } as unknown as typeof statement;
    writeFileSync(at('certificate.intoto.jsonl'), sealed(others, privateKey));
    writeFileSync(at('evidence.tar.gz'), gzipSync('photographs'));

    for (const name of ['certificate.intoto.jsonl', 'evidence.tar.gz']) assert.ok(!isOurs(at(name)), name);
    await assert.rejects(pack({ 'run.json': '{}' }, at('evidence.tar.gz')), /tar\.gz was not written/);
  });
});

/** What other programs write under the same names. */
const others: [name: string, text: string][] = [
  [
    'junit.xml',
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="jest tests" tests="10" failures="0" errors="0" time="1.1">\n  <testsuite name="a" tests="1">\n    <testcase classname="a" name="b"/>',
  ],
  [
    'junit.xml',
    '<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" tests="1"><testcase/></testsuite></testsuites>',
  ],
  [
    'junit.xml',
    '<testsuites id="" name="" tests="3" failures="0" skipped="0" errors="0" time="2">\n<testsuite name="a.spec.ts">',
  ],
  ['conformance.json', '{"schemaVersion": 1, "suite": "another"}'],
  ['conformance.json', '[]'],
  [
    'conformance.html',
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>PASSED: a</title>',
  ],
  ['certificate.html', '<h1>Certificate of conformance</h1>'],
  ['evidence.ndjson', '{"kind":"photograph","test":"a"}\n'],
  ['evidence.ndjson', 'evidence\n'],
  [
    'allure.html',
    '<!DOCTYPE html>\n<html dir="ltr" lang="en">\n<head>\n    <meta charset="utf-8">\n    <title> Allure </title>',
  ],
  ['allure-history.jsonl', '{"uuid":"a","name":"their project","knownTestCaseIds":[],"testResults":{}}\n'],
  ['.last-run.json', '{\n  "status": "failed",\n  "failedTests": ["a"]\n}'],
  ['.running', 'shoes\n'],
  ['environment.properties', 'Target=production\n'],
  ['proof.md', '# Proof\n'],
  ['proof-tables.md', '# Proof\n'],
  ['proof.ndjson', '{"a":1}\n'],
  ['types.ts', 'export type A = string;\n'],
];

describe('a file of another program', () => {
  for (const [index, [name, text]] of others.entries())
    test(`is never recognised as a report: ${name} (${String(index + 1)})`, () => {
      const { at } = place();
      writeFileSync(at(name), text);

      assert.ok(!isOurs(at(name)));
    });
});

describe('a folder that release 0.1.0 wrote', () => {
  test('is recognised, each file by its form', () => {
    const { folder, at } = place();
    writeFirstRelease(folder);
    assertReportNames(folder, [
      'exploration.ndjson',
      'allure.html',
      'allure-history.jsonl',
      'certificate.html',
    ]);

    const known = Object.keys(firstRelease).filter((name) => !name.includes('/'));
    for (const name of known) assert.ok(isOurs(at(name)), name);
    assert.equal(ownResults(at('allure-results')).length, 3);
  });

  test('is replaced by a run, except the history and files that the run does not write', () => {
    const { folder, at } = place();
    writeFirstRelease(folder);
    beginReports(folder);

    assert.equal(readFileSync(at('evidence.ndjson'), 'utf8'), '');
    assert.equal(readFileSync(at('allure-history.jsonl'), 'utf8'), firstHistory);
    const gone = ['conformance.json', 'conformance.html', 'junit.xml'];
    const results = Object.keys(firstRelease).filter((name) => name.startsWith('allure-results/'));
    for (const name of [...gone, ...results]) assert.ok(!existsSync(at(name)), name);
    for (const name of ['allure.html', 'certificate.html', 'test-results/.last-run.json'])
      assert.equal(readFileSync(at(name), 'utf8'), firstRelease[name]);
  });
});

describe('the results of Allure', () => {
  const result = Object.keys(firstRelease).find((name) => name.endsWith('-result.json')) ?? '';

  test('are left alone if they are of another project, or if their name is a link', () => {
    const { folder, at } = place();
    writeFirstRelease(folder);
    const text = firstRelease[result]?.replace('"RocketKOR Customer API"', '"Somebody else’s API"') ?? '';
    writeFileSync(at('allure-results/11111111-1111-4111-8111-111111111111-result.json'), text);
    writeFileSync(at('allure-results/notes.txt'), 'notes');
    writeFileSync(at('canary'), firstRelease[result] ?? '');
    symlinkSync(at('canary'), at('allure-results/22222222-2222-4222-8222-222222222222-result.json'));
    mkdirSync(at('allure-results/33333333-3333-4333-8333-333333333333-result.json'));
    const others = (): string[] =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !(name in firstRelease));
    const before = others();
    beginReports(folder);

    assert.deepEqual(others(), before);
    assert.equal(existsSync(at(result)), false);
    assert.equal(readFileSync(at('canary'), 'utf8'), firstRelease[result]);
  });

  test('are recognised only in a folder of that name', () => {
    const { folder, at } = place();
    mkdirSync(at('elsewhere'));
    writeFirstRelease(at('elsewhere'), [result]);
    symlinkSync(at('elsewhere/allure-results'), at('allure-results'));
    beginReports(folder);

    assert.deepEqual(ownResults(at('allure-results')), []);
    assert.ok(existsSync(at(`elsewhere/${result}`)));
    assert.throws(() => {
      assertReportNames(folder);
    }, /allure-results is a link, where a folder is needed/);
  });
});

test('the pages of the last proof are recognised, and an unknown name is an error', () => {
  for (const name of ['proof.md', 'proof-tables.md']) assert.ok(isOurs(path.join(projectRoot, 'docs', name)));
  assert.throws(() => markOf('notes.txt'), TypeError);
});
