import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import {
  conformanceRun,
  filesBelow,
  playwrightRun,
  targetVariables,
  type CommandResult,
} from './conformance-run.ts';
import { reply, startProxy, startServer, type TestServer } from './proxy.ts';

const account = { key: 'key-5b1f0c7e94', secret: 'secret-c2a94e+/=7d31' };

/** The options of a whole run that stops after a number of failures, since each failure costs a worker. */
const everything = ['--workers=1', '--max-failures=2'];

const json = { 'content-type': 'application/json' };
/** The body of an error response in the documented form. */
const refusal = '{"timestamp":"2025-01-01T00:00:00Z","traceId":"a","message":"No","errorCode":"NO"}';

describe('a target in trouble', () => {
  const servers: TestServer[] = [];
  let sandbox: Sandbox;

  const served = async (handle: Parameters<typeof startServer>[0]): Promise<Record<string, string>> => {
    const server = await startServer(handle);
    servers.push(server);
    return { ...targetVariables(server.url, account), KOR_EXCHANGE_TIMEOUT_MS: '1000' };
  };

  before(async () => {
    const { folder } = await ensureGenerated();
    sandbox = await startSandbox({ contract: await loadContract(folder) });
  });

  after(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await sandbox.close();
  });

  it('is not judged when the secret is wrong, and the run says which variable to check', async () => {
    const variables = targetVariables(sandbox.url, {
      key: sandbox.accounts.first.key,
      secret: account.secret,
    });
    const result = await conformanceRun([], { variables });
    const plain = await playwrightRun([], { variables });

    assert.equal(result.exitCode, 2, result.output);
    assert.match(result.output, /refuses the service account: the token exchange returned 401/);
    assert.match(result.output, /KOR_API_SECRET/);
    assert.doesNotMatch(result.output, /\n +at /, 'no stack trace');
    assert.equal(plain.exitCode, 1);
    assertNoSecret(result, [account.secret, sandbox.accounts.first.key]);
  });

  it('is not judged when it responds to everything with 400, as it may for a wrong secret', async () => {
    const variables = await served((_, response) => {
      reply(response, { status: 400, headers: json, body: refusal });
    });
    const result = await conformanceRun(everything, { variables });

    assert.equal(result.exitCode, 2, result.output);
    assert.match(result.output, /refuses the service account: the token exchange returned 400/);
    assert.match(result.output, /KOR_API_SECRET/);
    assertNoSecret(result, [account.secret, account.key]);
  });

  for (const [title, status, headers, said] of [
    [
      'leads elsewhere',
      308,
      { location: 'https://api.elsewhere.example/v1/api-keys/exchange' },
      /returned 308 and Location: https:\/\/api\.elsewhere\.example\/v1\/api-keys\/exchange\.\n\nNo test was run\. Redirects are not followed: set KOR_BASE_URL/,
    ],
    [
      'has the API under a prefix',
      404,
      {},
      /returned 404\.\n\nNo test was run\. .* including a prefix such as \/api/,
    ],
  ] as const)
    it(`is not judged when the base URL ${title}, and the run says so`, async () => {
      const variables = await served((_, response) => {
        reply(response, { status, headers, body: '' });
      });
      const result = await conformanceRun([], { variables });

      assert.equal(result.exitCode, 2, result.output);
      assert.match(result.output, said);
      assert.doesNotMatch(result.output, /\n +at /, 'no stack trace');
      assertNoSecret(result, [account.secret, account.key]);
    });

  it('is not judged when nothing listens', async () => {
    const server = await startServer((_, response) => response.end());
    await server.close();
    const result = await conformanceRun([], { variables: targetVariables(server.url, account) });

    assert.equal(result.exitCode, 2, result.output);
    assert.match(result.output, /refuses the connection/);
    assertNoSecret(result, [account.secret, account.key]);
  });

  it('is not judged when it never responds, and the run does not hang', async () => {
    const variables = await served(() => undefined);
    const result = await conformanceRun([], { variables });

    assert.equal(result.exitCode, 2, result.output);
    assert.match(result.output, /did not respond within 1000 ms/);
    assert.ok(result.milliseconds < 20_000, `took ${String(result.milliseconds)} ms`);
    assertNoSecret(result, [account.secret, account.key]);
  });

  it('fails if it responds with HTML', async () => {
    const html = {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<html><body>Welcome</body></html>',
    };
    const result = await conformanceRun(everything, {
      variables: await served((_, response) => {
        reply(response, html);
      }),
    });

    assert.equal(result.exitCode, 1, result.output);
    assert.match(result.output, /content type must be application\/json, received text\/html/);
    assertNoSecret(result, [account.secret, account.key]);
  });

  it('leaves requirements unjudged when it dies during the run', async () => {
    let requests = 0;
    const proxy = await startProxy(sandbox.url, {
      request: () => {
        requests += 1;
        if (requests === 12) void proxy.close();
        return undefined;
      },
    });
    const result = await conformanceRun(['--workers=1', '--grep', '@CUS-00[1-5]'], {
      variables: targetVariables(proxy.url, sandbox.accounts.first),
    });

    assert.equal(result.exitCode, 2, result.output);
    assert.match(result.output, /\[environment\]: 127\.0\.0\.1:\d+ (refuses|closed) the connection/);
    const verdicts = result.report?.requirements ?? [];
    assert.ok(verdicts.some(({ verdict }) => verdict === 'not testable'));
    assert.ok(!verdicts.some(({ verdict }) => verdict === 'failed'));
    assertNoSecret(result, [sandbox.accounts.first.secret, sandbox.accounts.first.key]);
  });

  for (const [name, status, body] of [
    ['422 to everything', 422, refusal],
    ['200 and an empty object to everything', 200, '{}'],
    ['500 to everything', 500, '{}'],
  ] as const) {
    it(`fails if it responds with ${name}`, async () => {
      const variables = await served((_, response) => {
        reply(response, { status, headers: json, body });
      });
      const result = await conformanceRun(everything, { variables });

      assert.equal(result.exitCode, 1, result.output);
      assert.match(result.output, /AUT-001 +MUST +failed/);
      assert.match(result.output, /stopped after \d+ failed tests; .*--max-failures=0/);
    });
  }

  it('fails if it echoes what it receives', async () => {
    const proxy = await startServer(({ url, body }, response) => {
      const token = '{"access_token":"a-token-of-the-echo","expires_in":60}';
      const answer = url.endsWith('/exchange') ? token : body === '' ? '{}' : body;
      reply(response, { status: 200, headers: json, body: answer });
    });
    servers.push(proxy);
    const result = await conformanceRun(['--grep', '@CUS-001'], {
      variables: targetVariables(proxy.url, account),
    });

    assert.equal(result.exitCode, 1, result.output);
    assert.match(result.output, /\/id is missing/);
    assertNoSecret(result, [account.secret, account.key, 'a-token-of-the-echo']);
  });

  it('gets no writing request if its kind is production', async () => {
    const variables = {
      ...targetVariables(sandbox.url, sandbox.accounts.first),
      KOR_TARGET_KIND: 'production',
    };
    const { exitCode, evidence, output, report } = await conformanceRun([], { variables });

    assert.equal(exitCode, 0, output);
    const writes = evidence.exchanges.filter(
      ({ request, operation }) => request.method !== 'GET' && operation !== 'exchangeApiKey',
    );
    assert.deepEqual(writes, []);
    assert.equal(
      report?.requirements.find(({ id }) => id === 'CUS-001')?.reason,
      'a production target is not written to',
    );
  });

  it('is judged by the profile core, and by tenancy only with a second account', async () => {
    const variables = targetVariables(sandbox.url, sandbox.accounts.first);
    const some = ['--grep', '@SEC-00|@SEC-013|@CUS-00[1-6]|@OWN-001'];
    const { exitCode, output, report } = await conformanceRun(some, { variables });

    assert.equal(exitCode, 0, output);
    const reasonOf = (id: string): string | undefined =>
      report?.requirements.find((each) => each.id === id)?.reason;
    assert.equal(reasonOf('OWN-001'), 'outside the profile core');
    for (const id of ['SEC-004', 'SEC-013']) assert.match(reasonOf(id) ?? '', /KOR_OTHER_API_KEY/);
    assert.match(output, /KOR_OTHER_API_KEY and KOR_OTHER_API_SECRET are not set/);
  });
});

/** Searches every file and stream of a run for secrets in the known encodings. */
function assertNoSecret({ output, folder }: CommandResult, secrets: string[]): void {
  const artifacts = [{ file: 'output', text: output }, ...filesBelow(folder)];
  for (const secret of secrets) {
    const forms = [secret, Buffer.from(secret).toString('base64').slice(0, -4), encodeURIComponent(secret)];
    for (const { file, text } of artifacts)
      assert.ok(!forms.some((form) => text.includes(form)), `a secret is in ${file}`);
  }
}
