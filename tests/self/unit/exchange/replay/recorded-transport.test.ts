import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import type { EvidenceRecord, Exchange } from '../../../../../src/contract/evidence.ts';
import { createDigests } from '../../../../../src/exchange/redaction/keyed-digests.ts';
import {
  createRecordedTransport,
  type RejudgementNote,
} from '../../../../../src/exchange/replay/recorded-transport.ts';
import { createRedactor } from '../../../../../src/exchange/redaction/redaction.ts';
import {
  TransportError,
  type Transport,
  type WireResponse,
} from '../../../../../src/exchange/transport/transport.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-recorded-'));
const noteFile = path.join(folder, 'notes.ndjson');
after(() => {
  rmSync(folder, { recursive: true });
});

const digests = createDigests('key', createRedactor([]), new Map());

function exchange(nth: number, of: Partial<Exchange> & { path?: string; body?: string }): Exchange {
  const { path: target = `/${String(nth)}`, body = `"${String(nth)}"`, ...rest } = of;
  return {
    ...{ kind: 'exchange', test: 't', index: nth, nth, operation: 'retrieveCustomer' },
    ...{ startedAt: '2025-01-01T00:00:00.000Z', milliseconds: 7 },
    request: { method: 'GET', url: `https://a.example${target}`, headers: {} },
    answer: { status: 200, headers: [], body },
    ...rest,
  };
}

function recorded(records: EvidenceRecord[]): Transport {
  writeFileSync(noteFile, '');
  return createRecordedTransport({ records, digests, words: new Set(['KNOWN_WORD']), noteFile });
}

function send(
  transport: Transport,
  target: string,
  { test = 't', body }: { test?: string; body?: string } = {},
): Promise<WireResponse> {
  const wire = { method: 'GET', origin: 'https://a.example', target, headers: {}, body } as const;
  const request = { method: 'GET', url: `https://a.example${target}`, headers: {}, body };
  return transport.send(wire, { test, written: () => ({ request, hidden: undefined }) });
}

function notes(kind: RejudgementNote['kind']): RejudgementNote[] {
  const lines = readFileSync(noteFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as RejudgementNote).filter((note) => note.kind === kind);
}

const textOf = async (response: Promise<WireResponse>): Promise<string> => (await response).body.toString();

describe('a recorded transport', () => {
  test('returns the nth recorded response to the nth request of a test', async () => {
    const transport = recorded([exchange(1, {}), exchange(1, { test: 'u', body: '"u"' }), exchange(2, {})]);

    assert.equal(await textOf(send(transport, '/1')), '"1"');
    assert.equal(await textOf(send(transport, '/1', { test: 'u' })), '"u"');
    const { body, recorded: facts } = await send(transport, '/2');
    assert.equal(body.toString(), '"2"');
    assert.equal(facts?.milliseconds, 7);
    assert.deepEqual(notes('differs'), []);
    assert.equal(notes('served').length, 3);
  });

  test('returns what only the text of a response shows, even if something in it is hidden', async () => {
    const digest = digests.of('KNOWN_WORD');
    const body = '\uFEFF{"a":"[redacted]","a":"b","c":"[redacted]"}';
    const transport = recorded([exchange(1, { body, hidden: { answer: { 'body/c': `string ${digest}` } } })]);

    assert.equal(await textOf(send(transport, '/1')), '\uFEFF{"a":"[redacted]","a":"b","c":"KNOWN_WORD"}');
  });

  test('notes how a request differs, and still returns the response', async () => {
    const { request } = exchange(1, {});
    const transport = recorded([exchange(1, { request: { ...request, body: '{"a":1,"b":2}' } })]);

    assert.equal(await textOf(send(transport, '/other', { body: '{"a":1,"b":3}' })), '"1"');
    assert.deepEqual(notes('differs'), [
      {
        ...{ kind: 'differs', test: 't', nth: 1 },
        differences: [
          'the URL: recorded https://a.example/1, now https://a.example/other',
          'the body at /b: recorded 2, now 3',
        ],
      },
    ]);
  });

  test('notes a digest that differs', async () => {
    const transport = recorded([exchange(1, { hidden: { request: { 'header authorization': 'x' } } })]);
    await send(transport, '/1');

    const [note] = notes('differs');
    assert.ok(note?.kind === 'differs');
    assert.deepEqual(note.differences, ['the hidden value at header authorization has another digest']);
  });

  test('has no response for an unrecorded request', async () => {
    const transport = recorded([exchange(1, {})]);
    await send(transport, '/1');

    await assert.rejects(send(transport, '/2'), TransportError);
    assert.deepEqual(notes('unrecorded'), [{ kind: 'unrecorded', test: 't', request: 'GET /2' }]);
  });

  test('fails as the network failed', async () => {
    const failure = { fault: 'reset', message: 'it closed the connection' } as const;
    const transport = recorded([exchange(1, { answer: undefined, failure })]);

    await assert.rejects(send(transport, '/1'), { fault: 'reset', message: 'it closed the connection' });
  });

  test('matches concurrent requests by content, and returns responses in the recorded order', async () => {
    const transport = recorded([
      exchange(3, { index: 1 }),
      exchange(1, { index: 2 }),
      exchange(2, { index: 3 }),
    ]);
    const order: string[] = [];
    const asked = ['/2', '/1', '/3'].map(async (target) => order.push(await textOf(send(transport, target))));
    await Promise.all(asked);

    assert.deepEqual(order, ['"3"', '"1"', '"2"']);
    assert.deepEqual(notes('differs'), []);
  });

  test('finds two swapped exchanges', async () => {
    const [one, two] = [exchange(1, {}), exchange(2, {})];
    const transport = recorded([
      { ...two, nth: 1 },
      { ...one, nth: 2 },
    ]);
    await send(transport, '/1');
    await send(transport, '/2');

    assert.equal(notes('differs').length, 2);
  });

  test('returns a hidden value that was sent before, and a placeholder for another', async () => {
    const hidden = {
      answer: { 'body/a': `string ${digests.of('known')}`, 'body/b': `string ${digests.of('x')}` },
    };
    const { request } = exchange(1, {});
    const transport = recorded([
      exchange(1, {
        request: { ...request, body: '{"a":"known"}' },
        hidden,
        body: '{"a":"[redacted]","b":"[redacted]"}',
      }),
    ]);
    const { body, recorded: facts } = await send(transport, '/1', { body: '{"a":"known"}' });

    assert.deepEqual(JSON.parse(body.toString()), { a: 'known', b: `kor-stand-in-${digests.of('x')}` });
    assert.deepEqual(facts?.standIns, ['/b']);
  });

  test('knows the token of every request, and where it was issued first', async () => {
    const token = digests.of('t0ken');
    const hidden = { request: { 'header authorization': digests.ofSecret('Bearer ', token) } };
    const issued = { answer: { 'body/access_token': `string ${token}` } };
    const transport = recorded([
      exchange(1, { operation: 'exchangeApiKey', hidden: issued }),
      exchange(2, { hidden }),
      exchange(1, { test: 'u', hidden }),
    ]);

    assert.equal(transport.recorded?.tokenFor('t'), 'renewed');
    assert.equal(transport.recorded.tokenFor('u'), `kor-stand-in-${token}`);
    await send(transport, '/1');
    assert.equal(transport.recorded.tokenFor('t'), `kor-stand-in-${token}`);
    assert.equal(transport.recorded.next('t')?.nth, 2);
  });

  test('knows a token in every form that a request shows, and its altered forms', () => {
    const token = digests.of('t0ken');
    const issued = { answer: { 'body/access_token': `string ${token}` } };
    const shown = [
      digests.ofSecret('BEARER ', token),
      digests.ofSecret('Bearer   ', token),
      digests.ofSecret('Bearer ', token, 'with a token altered by one character'),
      token,
    ];
    const transport = recorded([
      exchange(1, { operation: 'exchangeApiKey', hidden: issued }),
      ...shown.map((digest, index) =>
        exchange(1, { test: String(index), hidden: { request: { 'header authorization': digest } } }),
      ),
    ]);

    for (const index of shown.keys())
      assert.equal(transport.recorded?.tokenFor(String(index)), `kor-stand-in-${token}`);
  });

  test('knows what tests share', () => {
    const transport = recorded([{ kind: 'sharing', test: 't', owner: 'data set 3' }]);

    assert.equal(transport.recorded?.ownerFor('t'), 'data set 3');
    assert.equal(transport.recorded.ownerFor('u'), undefined);
  });
});
