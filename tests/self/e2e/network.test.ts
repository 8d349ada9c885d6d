import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { loadContract } from '../../../src/contract/operations.ts';
import { ensureGenerated } from '../../../src/description/generate.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { selfSignedCertificate } from './blame-certificate.ts';
import { conformanceRun, filesBelow, targetVariables, type CommandResult } from './conformance-run.ts';

const some = ['--workers=1', '--grep', '@AUT-001|@CUS-00'];
const basic = `Basic ${Buffer.from('us3r:p4ssw0rd').toString('base64')}`;

describe('the connection to a target', () => {
  const servers: Server[] = [];
  const asked: string[] = [];
  let sandbox: Sandbox;

  const port = async (server: Server): Promise<number> => {
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return (server.address() as AddressInfo).port;
  };

  /** A proxy that requires a password and forwards everything to the sandbox. */
  const proxy = (): Promise<number> =>
    port(
      createServer().on('connect', (request, socket) => {
        asked.push(request.url ?? '');
        socket.on('error', () => undefined);
        if (request.headers['proxy-authorization'] !== basic) {
          socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
          return;
        }
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        const behind = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
        behind.on('error', () => undefined);
        socket.pipe(behind).pipe(socket);
      }),
    );

  const throughProxy = async (
    userinfo: string,
    more: Record<string, string> = {},
  ): Promise<CommandResult> => {
    const variables = {
      ...targetVariables('http://api.invalid', sandbox.accounts.first),
      ...{ KOR_TARGET_KIND: 'sandbox', KOR_ALLOW_HTTP: 'api.invalid' },
      ...{ http_proxy: `http://${userinfo}@127.0.0.1:${String(await proxy())}`, no_proxy: '', NO_PROXY: '' },
    };
    return conformanceRun(some, { variables: { ...variables, ...more } });
  };

  before(async () => {
    const { folder } = await ensureGenerated();
    sandbox = await startSandbox({ contract: await loadContract(folder) });
  });

  after(async () => {
    for (const server of servers) server.close();
    await sandbox.close();
  });

  it('goes through a proxy, whose password is in no artifact', async (t) => {
    const { exitCode, evidence, folder, output } = await throughProxy('us3r:p4ssw0rd');

    assert.equal(exitCode, 0, output);
    assert.deepEqual([...new Set(asked)], ['api.invalid:80']);
    assert.equal(evidence.target?.tlsCertificate, undefined);
    t.diagnostic(
      `${String(evidence.exchanges.length)} exchanges over ${String(asked.length)} connections of a proxy`,
    );
    for (const { file, text } of [{ file: 'output', text: output }, ...filesBelow(folder)])
      assert.ok(!text.includes('p4ssw0rd') && !text.includes(basic.slice(6, -4)), file);
  });

  it('ends at a proxy that does not connect, and the run says so', async () => {
    const { exitCode, output } = await throughProxy('us3r:wrong');

    assert.equal(exitCode, 2, output);
    assert.match(
      output,
      /api\.invalid \(through the proxy 127\.0\.0\.1:\d+\) refuses the connection: the proxy returned 407/,
    );
    assert.doesNotMatch(output, /\n +at /, 'no stack trace');
  });

  it('is direct where NO_PROXY says so', async () => {
    const { exitCode, output } = await throughProxy('us3r:p4ssw0rd', { no_proxy: 'invalid' });

    assert.equal(exitCode, 2, output);
    assert.match(output, /the name of api\.invalid does not resolve/);
  });

  /** A server with a certificate of its own that forwards everything to the sandbox. */
  const secured = async (host: string): Promise<{ at: number; file: string; fingerprint: string }> => {
    const { key, cert } = selfSignedCertificate(host);
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'kor-ca-')), 'ca.pem');
    writeFileSync(file, cert);
    const server = createTlsServer({ key, cert }, (socket) => {
      joined(socket, Number(new URL(sandbox.url).port));
    });
    const { fingerprint256 } = new X509Certificate(cert);
    return { at: await port(server), file, fingerprint: fingerprint256.replaceAll(':', '').toLowerCase() };
  };

  it('accepts a certificate that NODE_EXTRA_CA_CERTS trusts, and records it in the evidence', async () => {
    const { at, file, fingerprint } = await secured('localhost');
    const variables = targetVariables(`https://localhost:${String(at)}`, sandbox.accounts.first);
    const trusted = await conformanceRun(some, { variables: { ...variables, NODE_EXTRA_CA_CERTS: file } });
    const untrusted = await conformanceRun(some, { variables });

    assert.equal(trusted.exitCode, 0, trusted.output);
    assert.equal(trusted.evidence.target?.tlsCertificate, fingerprint);
    assert.equal(untrusted.exitCode, 2, untrusted.output);
    assert.match(untrusted.output, /the certificate of localhost:\d+ is not trusted/);
  });

  it('goes through a proxy to a host whose certificate is recorded in the evidence', async () => {
    const { at, file, fingerprint } = await secured('api.invalid');
    const through = await port(
      createServer().on('connect', (_, socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        joined(socket, at);
      }),
    );
    const { exitCode, output, evidence } = await conformanceRun(some, {
      variables: {
        ...targetVariables('https://api.invalid', sandbox.accounts.first),
        ...{ KOR_TARGET_KIND: 'sandbox', NODE_EXTRA_CA_CERTS: file },
        ...{ https_proxy: `http://127.0.0.1:${String(through)}`, no_proxy: '', NO_PROXY: '' },
      },
    });

    assert.equal(exitCode, 0, output);
    assert.equal(evidence.target?.tlsCertificate, fingerprint);
  });
});

/** Forwards a connection to a port of this machine. */
function joined(socket: Socket, to: number): void {
  const behind = connect(to, '127.0.0.1');
  for (const each of [socket, behind]) each.on('error', () => undefined);
  socket.on('close', () => behind.destroy()).pipe(behind);
  behind.on('close', () => socket.destroy()).pipe(socket);
}
