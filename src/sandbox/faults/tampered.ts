import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type { PassingResponse, Tampering } from './tampering.ts';
import type { PassingRequest } from './requests.ts';

/** Milliseconds that a connection may be idle: longer than any client keeps one open, so that none is closed while a client uses it again. */
const idleTime = 72_000;

/** A server in front of a sandbox in the same process, which changes the requests and responses in between. */
export function tampered(sandbox: FastifyInstance, tampering: Tampering): Server {
  const server = createServer((incoming, response) => {
    void (async () => {
      const passing = await received(incoming);
      const sent = tampering.request?.(passing) ?? passing;
      const answer = await answered(sandbox, sent);
      const { status, headers, body, encoding } = tampering.response?.(answer, passing) ?? answer;
      const bytes = Buffer.from(body, encoding);
      response.writeHead(status, { ...headers, 'content-length': bytes.length }).end(bytes);
    })();
  });
  server.keepAliveTimeout = idleTime;
  return server;
}

async function received(incoming: IncomingMessage): Promise<PassingRequest> {
  const { method = 'GET', url = '/', headers } = incoming;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

async function answered(
  sandbox: FastifyInstance,
  { method, url, headers, body }: PassingRequest,
): Promise<PassingResponse> {
  const { 'content-length': _, ...others } = headers;
  const options: InjectOptions = {
    method,
    url,
    headers: others,
  };
  const { statusCode, headers: response, payload } = await sandbox.inject({ ...options, payload: body });
  const plain = Object.entries(response).flatMap(([name, value]) =>
    value === undefined || ['content-length', 'connection', 'transfer-encoding'].includes(name)
      ? []
      : [[name, String(value)] as const],
  );
  return { status: statusCode, headers: Object.fromEntries(plain), body: payload };
}
