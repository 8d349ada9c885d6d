import { createServer, request, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PassingResponse, Tampering } from '../../../src/sandbox/faults/tampering.ts';
import type { PassingRequest } from '../../../src/sandbox/faults/requests.ts';

/** A server for a test. */
export interface TestServer {
  url: string;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** A proxy on loopback in front of an API, which tampers with the traffic in one way. */
export function startProxy(target: string, tampering: Tampering = {}): Promise<TestServer> {
  return startServer((passing, response) => {
    const sent = tampering.request?.(passing) ?? passing;
    const { host: _host, 'content-length': _length, ...headers } = sent.headers;
    const length = sent.body === '' ? {} : { 'content-length': Buffer.byteLength(sent.body) };
    const forward = request(
      target + sent.url,
      { method: sent.method, headers: { ...headers, ...length } },
      (answer) => {
        void collected(answer).then((body) => {
          const received = { status: answer.statusCode ?? 0, headers: plainHeaders(answer.headers), body };
          reply(response, tampering.response?.(received, passing) ?? received);
        });
      },
    );
    forward.on('error', () => response.destroy());
    forward.end(sent.body);
  });
}

/** A server on loopback that calls `handle` for every request. */
export async function startServer(
  handle: (request: PassingRequest, response: ServerResponse) => void,
): Promise<TestServer> {
  const server = createServer((incoming, response) => {
    void collected(incoming).then((body) => {
      handle(
        { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body },
        response,
      );
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Sends a response. */
export function reply(response: ServerResponse, { status, headers, body }: PassingResponse): void {
  response.writeHead(status, {
    ...headers,
    ...(status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  });
  response.end(body);
}

async function collected(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const {
    'content-length': _length,
    'transfer-encoding': _coding,
    connection: _connection,
    ...rest
  } = headers;
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
}
