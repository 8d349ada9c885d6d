import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createMemory } from '../../../../../src/exchange/client-context.ts';
import { createApi, type Api } from '../../../../../src/exchange/api.ts';
import { arrangedDataSet } from '../../../../../src/exchange/setup/dataset-setup.ts';
import { createListings } from '../../../../../src/exchange/setup/listings.ts';
import { NotTestable } from '../../../../../src/exchange/not-testable.ts';
import { createRecorder, type Recorder } from '../../../../../src/exchange/recorder.ts';
import { createRedactor } from '../../../../../src/exchange/redaction/redaction.ts';
import { createSession } from '../../../../../src/exchange/session.ts';
import { createTransport } from '../../../../../src/exchange/transport/transport.ts';
import { startSandbox } from '../../../../../src/sandbox/sandbox.ts';
import { edited, to, type Tampering } from '../../../../../src/sandbox/faults/tampering.ts';
import type { PassingRequest } from '../../../../../src/sandbox/faults/requests.ts';
import { startProxy } from '../../../e2e/proxy.ts';
import { contract } from '../../../support/real-contract.ts';

const sandbox = await startSandbox({ contract });
const closing: (() => Promise<void>)[] = [() => sandbox.close()];
after(async () => {
  for (const close of closing.toReversed()) await close();
});

/** A caller of the sandbox through a proxy, and the recorder of its requests. */
async function caller(tampering: Tampering = {}): Promise<{ api: Api; recorder: Recorder }> {
  const proxy = await startProxy(sandbox.url, tampering);
  const transport = createTransport(5000);
  closing.push(
    () => proxy.close(),
    () => transport.close(),
  );
  const { first } = sandbox.accounts;
  const target = { kind: 'sandbox' as const, baseUrl: proxy.url, credentials: first };
  const redactor = createRedactor([]);
  const requirement = { id: 'LST-001', level: 'MUST' as const, text: '' };
  const facts = { test: 't', requirement, contract, redactor, strict: false, replay: '', waivers: [] };
  const recorder = createRecorder({ write: () => undefined, close: () => undefined }, facts);
  return {
    api: createApi(
      { contract, target, transport, redactor, memory: createMemory() },
      recorder,
      createSession(first),
    ),
    recorder,
  };
}

/** Responds to certain requests with an error. */
function refusing(applies: (request: PassingRequest) => boolean): Tampering {
  const body = JSON.stringify({
    timestamp: '2025-01-01T00:00:00Z',
    traceId: 't',
    message: 'no',
    errorCode: 'NO',
  });
  const refusal = { status: 400, headers: { 'content-type': 'application/json' }, body };
  return { response: (_, request) => (applies(request) ? refusal : undefined) };
}

describe('a data set', () => {
  test('is listed by the target, and is completely removed again', async () => {
    const { api, recorder } = await caller();
    const set = await arrangedDataSet(api, { seed: 'whole', runId: 'run' });
    const { pages } = await createListings(api, set).of({ size: 100 });

    assert.equal(set.residents.filter(({ status }) => status === 'SUSPENDED').length, 3);
    assert.deepEqual(set.hindrances, {});
    assert.ok(pages[0].text.includes(`"totalElements":${String(set.residents.length)}`), pages[0].text);
    assert.equal(recorder.created.length, set.residents.length + set.elsewhere.length);
  });

  test('uses other cities if the target already has customers there', async () => {
    const { api } = await caller();
    const one = await arrangedDataSet(api, { seed: 'twice', runId: 'run' });
    const other = await arrangedDataSet(api, { seed: 'twice', runId: 'run' });

    assert.notDeepEqual(one.isolation, other.isolation);
  });

  test('has no middle name that the target does not store', async () => {
    const unstored = edited(to('POST', /^\/v1\/customers$/), (body) => {
      delete body.middleName;
    });
    const plain = await caller();
    const dropping = await caller(unstored);
    const [stored, dropped] = await Promise.all(
      [plain, dropping].map(({ api }, index) =>
        arrangedDataSet(api, { seed: `names ${String(index)}`, runId: 'run' }),
      ),
    );

    assert.ok(stored?.residents.some((one) => 'middleName' in one));
    assert.ok(dropped?.residents.every((one) => !('middleName' in one)));
  });

  test('leaves out what the target rejects, and says what cannot be judged', async () => {
    const { api } = await caller(
      refusing(
        ({ method, url, body }) =>
          method === 'DELETE' || url.endsWith('/suspend') || body.includes('middleName'),
      ),
    );
    const { residents, hindrances } = await arrangedDataSet(api, { seed: 'less', runId: 'run' });

    assert.deepEqual(Object.keys(hindrances), ['removed']);
    assert.ok(!residents.some((one) => 'middleName' in one), 'a middle name');
    assert.ok(residents.every(({ status }) => status === 'ACTIVE') && residents.length > 25, 'residents');
  });

  test('requests a list only once if it cannot be parsed', async () => {
    const isList = ({ method, url }: PassingRequest): boolean =>
      method === 'GET' && url.startsWith('/v1/customers?');
    const unreadable: Tampering = {
      response: (response, request) => (isList(request) ? { ...response, body: '"text"' } : undefined),
    };
    const { api, recorder } = await caller(unreadable);
    await arrangedDataSet(api, { seed: 'unreadable', runId: 'run' });

    const lists = recorder.exchanges.filter(({ operation }) => operation === 'listCustomers');
    assert.ok(lists.length < 15, `${String(lists.length)} lists`);
  });

  test('is not testable if plain customers are rejected, and existing customers are known', async () => {
    const { api, recorder } = await caller(refusing(({ body }) => body.includes('"BUSINESS"')));
    const failed = arrangedDataSet(api, { seed: 'none', runId: 'run' });

    await assert.rejects(failed, NotTestable);
    assert.equal(recorder.created.length, 20);
  });
});

describe('a list', () => {
  test('is read to its end, and no farther than pagination allows', async () => {
    const endless: Tampering = {
      response: (response) => ({
        ...response,
        body: response.body.replace('"hasNext":false', '"hasNext":true'),
      }),
    };
    const { api } = await caller();
    const set = await arrangedDataSet(api, { seed: 'walk', runId: 'run' });
    const { api: deceived } = await caller(endless);
    const walked = async (through: Api, size: number): Promise<number> =>
      (await createListings(through, set).of({ size })).pages.length;

    assert.equal(await walked(api, 10), Math.ceil(set.residents.length / 10));
    assert.equal(await walked(deceived, 10), Math.ceil(set.residents.length / 10) + 1);
  });

  test('is complete even if the target returns fewer entries than requested', async () => {
    const sparing: Tampering = {
      request: (request) => ({ ...request, url: request.url.replace('size=50', 'size=5') }),
    };
    const { api } = await caller(sparing);
    const set = await arrangedDataSet(api, { seed: 'sparing', runId: 'run' });
    const { pages } = await createListings(api, set).of({ size: 50 });

    assert.equal(pages.length, Math.ceil(set.residents.length / 5));
  });

  test('begins at the given page', async () => {
    const { api } = await caller();
    const set = await arrangedDataSet(api, { seed: 'start', runId: 'run' });
    const { pages } = await createListings(api, set).of({ page: 7 });

    assert.equal(pages.length, 1);
    assert.ok(pages[0].exchange.request.url.includes('page=7'), pages[0].exchange.request.url);
  });
});
