import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { readEvidence, type Evidence } from '../../../../src/verdict/evidence-file.ts';
import { exchangeOf, findingOf } from '../../support/run-records.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-evidence-'));
after(() => {
  rmSync(folder, { recursive: true });
});

function read(text: string): Evidence {
  const file = path.join(folder, 'evidence.ndjson');
  writeFileSync(file, text);
  return readEvidence(file);
}

const exchange = exchangeOf({ milliseconds: 5 });
const finding = findingOf({ message: 'a\nb' });
const leftover = { kind: 'leftover', test: 't', operation: 'createCustomer', id: 'i', reason: 'r' };
const observation = { kind: 'observation', test: 't', about: 'success', seen: '201' };
const check = {
  ...{
    kind: 'check',
    test: 't',
    requirement: 'CUS-001',
    level: 'MUST',
    call: 'expect(response).toHaveProperties()',
  },
  exchange: { test: 't', index: 1 },
};
const target = { kind: 'target', test: 'preflight', tlsCertificate: 'ab'.repeat(32), staleness: 0 };
const plan = { kind: 'plan', test: 'plan', runId: 'r', verdicts: [] };
const end = { kind: 'end', test: 't', lines: 6 };
const lines = [target, finding, exchange, check, leftover, observation, exchange, plan, end].map(
  (record) => `${JSON.stringify(record)}\n`,
);

describe('the evidence of a run', () => {
  test('is sorted by kind, in the order it was written', () => {
    assert.deepEqual(read(lines.join('')), {
      exchanges: [exchange, exchange],
      findings: [finding],
      leftovers: [leftover],
      observations: [observation],
      checks: [check],
      target,
      plan,
      lines: new Map([
        ['preflight', { there: 1, said: undefined }],
        ['t', { there: 6, said: 6 }],
        ['plan', { there: 1, said: undefined }],
      ]),
      problems: [],
    });
  });

  test('is empty where nothing was written', () => {
    const nothing = {
      exchanges: [],
      findings: [],
      leftovers: [],
      observations: [],
      checks: [],
      target: undefined,
      plan: undefined,
      lines: new Map(),
      problems: [],
    };

    assert.deepEqual(read(''), nothing);
    assert.deepEqual(readEvidence(path.join(folder, 'gone.ndjson')), nothing);
  });

  for (const cut of ['{"kind":"excha', '{', '{"a":"\\'])
    test(`is what is complete when a crash truncated its last line: ${cut}`, () => {
      const { exchanges, problems } = read(`${lines.join('')}${cut}`);

      assert.deepEqual([exchanges.length, problems], [2, []]);
    });

  test('has a problem when one of its lines was lost', () => {
    const { exchanges, problems } = read(['{"kind":"excha\n', ...lines].join(''));

    assert.deepEqual([exchanges.length, problems.length], [2, 1]);
  });
});
