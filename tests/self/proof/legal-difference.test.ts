import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { conformanceRun, targetVariables } from './conformance-run.ts';
import { startProxy, type PassingAnswer, type Tampering, type TestServer } from './proxy.ts';

const lag = 800;
const unknown = { timestamp: '2025-01-01T00:00:00Z', traceId: 'a', message: 'No', errorCode: 'NO' };
const notFound: PassingAnswer = {
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(unknown),
};

/** Reads that show for a while what was before the last write. */
function staleReads(): Tampering {
  const writes = new Map<string, { at: number; before: PassingAnswer }>();
  return {
    answer: (answer, { method, url }) => {
      const id = url.split('/')[3] ?? '';
      if (method === 'POST' && url === '/v1/customers' && answer.status === 201) {
        const created = JSON.parse(answer.body) as { id: string };
        writes.set(created.id, { at: Date.now(), before: notFound });
      }
      if (method === 'DELETE')
        writes.set(id, { at: Date.now(), before: { ...answer, status: 200, body: '{}' } });
      const write = writes.get(id);
      return method === 'GET' && write && Date.now() - write.at < lag ? write.before : undefined;
    },
  };
}

const inMicroseconds = (answer: PassingAnswer): PassingAnswer => ({
  ...answer,
  body: answer.body.replaceAll(/(\d\d:\d\d:\d\d)\.(\d{3})Z/g, '$1.$2456+00:00'),
});
const withNulls = (answer: PassingAnswer): PassingAnswer => ({
  ...answer,
  body:
    answer.body.includes('"type":"INDIVIDUAL"') && answer.body.startsWith('{"id"')
      ? answer.body.replace('{', '{"middleName":null,"suffix":"",')
      : answer.body,
});

const differences: [name: string, Tampering][] = [
  ['reads that lag behind writes for 800 ms', staleReads()],
  [
    'another content type parameter, case of header names and spaces in the body',
    {
      answer: (answer) => ({
        ...answer,
        headers: { 'Content-Type': 'application/json;charset=UTF-8' },
        body: answer.body === '' ? '' : JSON.stringify(JSON.parse(answer.body), null, 4),
      }),
    },
  ],
  ['times with six digits and an offset', { answer: inMicroseconds }],
  ['unset fields as null and empty', { answer: withNulls }],
  [
    '200 for 201, 403 for 401, and a token type',
    {
      answer: (answer, { url }) => {
        const status = { 201: 200, 401: 403 }[answer.status] ?? answer.status;
        const body =
          url.endsWith('/exchange') && status < 300
            ? answer.body.replace('{', '{"token_type":"Bearer",')
            : answer.body;
        return { ...answer, status, body };
      },
    },
  ],
];

describe('a legal difference raises no alarm', () => {
  const servers: TestServer[] = [];
  let sandbox: Sandbox;

  before(async () => {
    const { folder } = await ensureGenerated();
    sandbox = await startSandbox({ contract: await loadContract(folder) });
  });

  after(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await sandbox.close();
  });

  for (const [name, tampering] of differences)
    it(name, async () => {
      const proxy = await startProxy(sandbox.url, tampering);
      servers.push(proxy);
      const variables = { ...targetVariables(proxy.url, sandbox.accounts.first), KOR_PROFILE: 'full' };
      const { exitCode, output, report } = await conformanceRun(['--workers=4'], { variables });

      assert.equal(exitCode, 0, output);
      const alarms = report?.requirements.filter(
        ({ verdict }) => !['passed', 'not tested'].includes(verdict),
      );
      assert.deepEqual(alarms, []);
    });
});
