import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { EnvironmentFault } from '../../../src/contract/evidence.ts';

/** What a hostile target sends in place of a response, and the expected result. */
export interface Misbehaviour {
  /** A description of it. */
  name: string;
  /** Called with a connection on which a complete request has arrived. */
  act: (socket: Socket) => void;
  /** The expected fault of the environment; `api` if the response breaks the contract, undefined if everything is right. */
  is?: EnvironmentFault | 'api';
  /** The expected message. */
  says?: RegExp;
}

/** An empty page of a list. */
export const page =
  '{"totalElements":0,"totalPages":0,"number":0,"numberOfElements":0,"hasNext":false,"content":[]}';
/** Bytes. */
export const megabyte = 1024 * 1024;

/** The head of a response. */
export const head = (...lines: string[]): string => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n');
/** The header that declares JSON. */
export const json = 'content-type: application/json';
/** The header that declares the length of a body. */
export const length = (body: string | Buffer): string => `content-length: ${String(Buffer.byteLength(body))}`;
/** Serves a body as JSON, with more headers. */
export const served =
  (body: string | Buffer, ...lines: string[]) =>
  (socket: Socket): void => {
    socket.write(head(json, length(body), ...lines));
    socket.end(body);
  };
/** Sends parts unchanged, and ends the connection. */
export const said =
  (...parts: (string | Buffer)[]) =>
  (socket: Socket): void => {
    for (const part of parts) socket.write(part);
    socket.end();
  };
/** Sends a text, and then another one without end. */
export const repeated =
  (milliseconds: number, first: string, part: string) =>
  (socket: Socket): void => {
    socket.write(first);
    const drip = setInterval(() => socket.write(part), milliseconds);
    socket.once('close', () => {
      clearInterval(drip);
    });
  };
/** Sends this many megabytes of a body, as fast as the client reads them. */
export async function poured(socket: Socket, megabytes: number): Promise<void> {
  const announced = Number.isFinite(megabytes) ? [`content-length: ${String(megabytes * megabyte)}`] : [];
  socket.write(head(json, ...announced));
  const part = Buffer.alloc(megabyte, ' ');
  const hungUp = (): undefined => undefined; // a client may stop reading
  const closed = once(socket, 'close').catch(hungUp);
  for (let sent = 0; sent < megabytes && !socket.destroyed; sent += 1) {
    const isTaken = socket.write(part);
    if (!isTaken) await Promise.race([once(socket, 'drain').catch(hungUp), closed]);
  }
  socket.end();
}

/** Sends one byte at a time, and ends the connection. */
export async function trickled(socket: Socket, bytes: string): Promise<void> {
  for (const byte of bytes) {
    socket.write(byte);
    await setImmediate();
  }
  socket.end();
}
