import { createServer, type Server, type Socket } from 'node:net';
import {
  createTransport,
  type WireResponse,
  type WireRequest,
} from '../../../src/exchange/transport/transport.ts';

/** Milliseconds that the transport waits for a response. */
export const timeout = 1500;

/** Servers that send arbitrary bytes, and a transport to talk to them. */
export interface RawServers {
  /** Starts a server that passes every connection to `serve` after the request's head has arrived; returns its port. */
  listening: (serve: (socket: Socket, head: string) => void) => Promise<number>;
  /** Sends a request with a secret in its headers. */
  send: (port: number, more?: Partial<WireRequest>) => Promise<WireResponse>;
  /** Stops the newest server. */
  stop: () => Promise<void>;
  close: () => Promise<void>;
}

/** No server, on 127.0.0.1; servers are started later. */
export function rawServers(): RawServers {
  const transport = createTransport(timeout);
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  return {
    listening: async (serve) => {
      const server = createServer((socket) => {
        sockets.push(socket);
        socket.on('error', () => undefined);
        socket.once('data', (head) => {
          serve(socket, head.toString('latin1'));
        });
      });
      servers.push(server);
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      const address = server.address();
      return typeof address === 'object' ? (address?.port ?? 0) : 0;
    },
    send: async (port, more) => {
      const origin = `http://127.0.0.1:${String(port)}`;
      const headers = { authorization: 'Bearer k4n4ry' };
      return transport.send({ method: 'GET', origin, target: '/v1/customers?page=0', headers, ...more });
    },
    stop: async () => {
      await new Promise((resolve) => {
        servers.pop()?.close(resolve);
      });
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
      await transport.close();
    },
  };
}

/** Serves one response with the given lines of its head and its body. */
export function answered(head: string[], body: string | Buffer = ''): (socket: Socket) => void {
  const length = `content-length: ${String(Buffer.byteLength(body))}`;
  return (socket) => {
    socket.write([...head, length, '', ''].join('\r\n'));
    socket.end(body);
  };
}
