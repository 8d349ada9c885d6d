import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import {
  fastify,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Operation } from '../../contract/operations.ts';
import { errorResponse, messageOf, sendMessage, type SandboxResponse } from './response.ts';
import type { Instance } from './instance.ts';
import { Refusal } from './refusal.ts';
import { responseTo } from './serve.ts';

const unused = (): never => {
  throw new Error('no route of the sandbox has a schema for fastify');
};

/** The sandbox validates bodies itself: without this, fastify loads schema compilers that are never used. */
const noCompilers = { buildValidator: () => unused, buildSerializer: () => unused };

/** The HTTP server of a sandbox: a route for every operation, and an error object for everything else. */
export function createServer(instance: Instance): FastifyInstance {
  const refuse: Refuse = (request, reply, error) =>
    respond(instance, { request, reply }, () => Promise.reject(error));
  const server = fastify({
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 16_384 },
    schemaController: { compilersFactory: noCompilers },
    frameworkErrors: (error, request, reply) =>
      void refuse(request as FastifyRequest, reply as FastifyReply, asRefusal(error)),
    clientErrorHandler: (_error, socket) => {
      refuseOnSocket(socket, instance);
    },
  });
  leaveBodiesUnread(server);
  server.setErrorHandler<FastifyError>((error, request, reply) => refuse(request, reply, asRefusal(error)));
  server.setNotFoundHandler((request, reply) => refuse(request, reply, new Refusal('unknownRoute')));
  for (const operation of instance.contract.table.operations) {
    server.route({
      method: operation.method,
      url: routePath(operation),
      handler: (request, reply) =>
        respond(instance, { request, reply, operation }, () => responseTo(instance, operation, request)),
    });
  }
  refuseOtherMethods(server, instance.contract.table.operations, refuse);
  return server;
}

type Refuse = (request: FastifyRequest, reply: FastifyReply, error: Error) => Promise<FastifyReply>;

/** Sends the response that `response` resolves to, or an error response when it rejects. */
async function respond(
  instance: Instance,
  { request, reply, operation }: { request: FastifyRequest; reply: FastifyReply; operation?: Operation },
  response: () => Promise<SandboxResponse>,
): Promise<FastifyReply> {
  const asked = { operation, request };
  const answered = (): Promise<SandboxResponse> =>
    response().catch((error: unknown) => errorResponse(error, instance.clock.now()));
  const message = messageOf(await instance.around(asked, answered), instance.statusOf);
  return sendMessage(reply, instance.wire(message, asked));
}

/** Stops fastify from reading bodies: the operation reads its body, since only it knows what the body must be. */
function leaveBodiesUnread(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => {
    done(null);
  });
}

function routePath({ path }: Operation): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

/** Refuses every method that a described path does not have, and sends those that it has as Allow (RFC 9110, 15.5.6). */
function refuseOtherMethods(server: FastifyInstance, operations: readonly Operation[], refuse: Refuse): void {
  for (const path of new Set(operations.map(routePath))) {
    const methods = operations
      .filter((operation) => routePath(operation) === path)
      .map(({ method }) => method);
    server.route({
      method: server.supportedMethods.filter((method) => !methods.includes(method)),
      url: path,
      handler: (request, reply) =>
        refuse(request, reply, new Refusal('unknownMethod', [], { allow: methods.join(', ') })),
    });
  }
}

/** A 4xx error of fastify means that it cannot read the request; any other error is a failure of the sandbox. */
function asRefusal(error: FastifyError | Refusal): Refusal {
  if (error instanceof Refusal) return error;
  if (error.statusCode === 415) return new Refusal('unsupportedMediaType');
  const isRequest = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return new Refusal(isRequest ? 'malformedRequest' : 'failed');
}

/** Refuses what is not an HTTP request: there is no reply to write to yet. */
function refuseOnSocket(socket: Socket, { clock, statusOf }: Instance): void {
  if (!socket.writable) return;
  const status = statusOf('malformedRequest');
  const body = JSON.stringify(errorResponse(new Refusal('malformedRequest'), clock.now()).body);
  const head = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
