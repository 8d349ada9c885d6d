import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import type { EvidenceRecord } from '../../../../src/contract/evidence.ts';
import { parsedJson } from '../../../../src/contract/validation/violations.ts';
import type { ApiResponse } from '../../../../src/exchange/response.ts';
import { NotTestable, notTestable } from '../../../../src/exchange/not-testable.ts';
import {
  createRecorder,
  openEvidenceLog,
  recorderOf,
  type Recorder,
} from '../../../../src/exchange/recorder.ts';
import { createRedactor } from '../../../../src/exchange/redaction/redaction.ts';
import { contract } from '../../support/real-contract.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-recorder-'));
after(() => {
  rmSync(folder, { recursive: true });
});

function recording(): { recorder: Recorder; log: EvidenceRecord[] } {
  const log: EvidenceRecord[] = [];
  const recorder = createRecorder(
    { write: (record) => void log.push(record), close: () => undefined },
    {
      test: 't1',
      requirement: { id: 'CUS-001', level: 'SHOULD', text: '' },
      contract,
      redactor: createRedactor(['k4n4ry']),
      strict: false,
      replay: '',
      waivers: [],
    },
  );
  return { recorder, log };
}

const sent = {
  operation: 'listCustomers' as const,
  startedAt: '2025-01-01T00:00:00.000Z',
  milliseconds: 1,
  request: { method: 'GET', url: 'https://api.example/v1/customers', headers: {} },
};

function received(recorder: Recorder): ApiResponse {
  const exchange = recorder.exchanged(sent);
  return {
    operation: 'listCustomers',
    status: 200,
    headers: [],
    text: '',
    body: undefined,
    display: '',
    exchange,
  };
}

const violation = { pointer: '/a', rule: 'type', message: '', level: 'MUST' as const, source: '' };
const finding = {
  operation: undefined,
  pointer: '/a',
  level: 'MUST' as const,
  blame: 'api' as const,
  judged: true,
};

describe('a recorder', () => {
  test('writes every exchange when it happens, counted from 1', () => {
    const { recorder, log } = recording();
    recorder.exchanged(sent);
    recorder.exchanged(sent);

    assert.deepEqual(log, [
      { kind: 'exchange', test: 't1', index: 1, ...sent },
      { kind: 'exchange', test: 't1', index: 2, ...sent },
    ]);
  });

  test('knows which violations a matcher has examined', () => {
    const { recorder } = recording();
    const [looked, forgotten] = [received(recorder), received(recorder)];
    recorder.received(looked, [violation]);
    recorder.received(forgotten, [violation]);

    assert.deepEqual(recorder.examine(looked), [violation]);
    assert.deepEqual(
      recorder.responses.map(({ examined }) => examined),
      [true, false],
    );
  });

  test('records findings for the requirement of the test unless another is given', () => {
    const { recorder, log } = recording();
    recorder.found({ ...finding, message: '' });
    recorder.found({ ...finding, message: '', requirement: 'ANS-001' });

    assert.deepEqual(
      log.map((record) => record.kind === 'finding' && record.requirement),
      ['CUS-001', 'ANS-001'],
    );
  });

  test('records that a check judged a response, with a level no stronger than that of the breach in the request', () => {
    const { recorder, log } = recording();
    const response = received(recorder);
    const breach = { pointer: '', rule: 'type', message: '', level: 'MAY' as const, source: '' };

    recorder.checked('expect(response).toHaveProperties()', response);
    recorder.checked('expect(response).toReject()', { ...response, breach });
    recorder.checked('expect(events).toMatchWebhook()');

    const of = { kind: 'check', test: 't1', requirement: 'CUS-001', exchange: { test: 't1', index: 1 } };
    assert.equal(recorder.checks.length, 3);
    assert.deepEqual(log.slice(1), [
      { ...of, level: 'SHOULD', call: 'expect(response).toHaveProperties()' },
      { ...of, level: 'MAY', call: 'expect(response).toReject()' },
    ]);
  });

  test('writes no secret, whatever it is given', () => {
    const { recorder, log } = recording();
    recorder.found({ ...finding, message: 'it was k4n4ry' });
    recorder.leftOver('createCustomer', 'id', 'it was k4n4ry');
    const { message } = notTestable(recorder, 'api', 'it was k4n4ry');

    assert.doesNotMatch(`${JSON.stringify(log)}${message}`, /k4n4ry/);
  });

  test('is found again through its responses, and through nothing else', () => {
    const { recorder } = recording();
    const response = received(recorder);
    recorder.received(response, []);

    assert.equal(recorderOf(response), recorder);
    for (const stranger of [{ ...response }, undefined, null, 'text', 5])
      assert.throws(() => recorderOf(stranger), /expected a response of api\.send or api\.attempt/);
  });
});

describe('a requirement that cannot be tested', () => {
  test('is recorded at its level, with the blame', () => {
    const { recorder, log } = recording();
    const error = notTestable(recorder, 'refused', 'no answer', 'listCustomers');

    assert.ok(error instanceof NotTestable, String(error));
    assert.deepEqual([error.blame, error.fault, error.reason], ['environment', 'refused', 'no answer']);
    assert.match(
      error.message,
      /^Not testable: no answer\n\n {2}Blame +environment\n {2}Next step +Check host and port/,
    );
    assert.deepEqual(log, [
      {
        ...{ kind: 'finding', test: 't1', requirement: 'CUS-001', operation: 'listCustomers' },
        ...{ pointer: '', level: 'SHOULD', blame: 'environment', fault: 'refused' },
        ...{ message: 'no answer', judged: false },
      },
    ]);
  });
});

describe('the evidence log', () => {
  test('has one value per line, also from several writers, in a folder that is created for it', () => {
    const file = path.join(folder, 'deep/er/evidence.ndjson');
    const logs = [openEvidenceLog(file), openEvidenceLog(file)];
    const large = {
      ...sent,
      kind: 'exchange' as const,
      test: 't',
      index: 1,
      startedAt: 'x\n'.repeat(100_000),
    };
    for (const log of [...logs, ...logs]) log.write(large);
    for (const log of logs) log.close();
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');

    assert.deepEqual(lines.map(parsedJson), [large, large, large, large]);
  });
});
