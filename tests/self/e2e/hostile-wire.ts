import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { EnvironmentFault } from '../../../src/contract/evidence.ts';

/** What a hostile target does on the wire in place of an answer, and what must come of it. */
export interface Misbehaviour {
  /** In words. */
  name: string;
  /** Given a connection on which a whole request has come. */
  act: (socket: Socket) => void;
  /** What of the environment it is; `api` where an answer breaks the contract, nothing where all is right. */
  is?: EnvironmentFault | 'api';
  /** What must be said of it. */
  says?: RegExp;
}

/** A page that holds nobody. */
export const page =
  '{"totalElements":0,"totalPages":0,"number":0,"numberOfElements":0,"hasNext":false,"content":[]}';
/** Bytes. */
export const megabyte = 1024 * 1024;

/** The head of an answer. */
export const head = (...lines: string[]): string => ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n');
/** Says that a body is JSON. */
export const json = 'content-type: application/json';
/** Says how long a body is. */
export const length = (body: string | Buffer): string => `content-length: ${String(Buffer.byteLength(body))}`;
/** Serves a body as JSON, with more headers. */
export const served =
  (body: string | Buffer, ...lines: string[]) =>
  (socket: Socket): void => {
    socket.write(head(json, length(body), ...lines));
    socket.end(body);
  };
/** Sends parts as they are, and ends. */
export const said =
  (...parts: (string | Buffer)[]) =>
  (socket: Socket): void => {
    for (const part of parts) socket.write(part);
    socket.end();
  };
/** Sends something, and then something else without end. */
export const repeated =
  (milliseconds: number, first: string, part: string) =>
  (socket: Socket): void => {
    socket.write(first);
    const drip = setInterval(() => socket.write(part), milliseconds);
    socket.once('close', () => {
      clearInterval(drip);
    });
  };
/** Sends so many megabytes of a body, as fast as they are taken. */
export async function poured(socket: Socket, megabytes: number): Promise<void> {
  const announced = Number.isFinite(megabytes) ? [`content-length: ${String(megabytes * megabyte)}`] : [];
  socket.write(head(json, ...announced));
  const part = Buffer.alloc(megabyte, ' ');
  const hungUp = (): undefined => undefined; // as a client may that has had enough
  const closed = once(socket, 'close').catch(hungUp);
  for (let sent = 0; sent < megabytes && !socket.destroyed; sent += 1) {
    const isTaken = socket.write(part);
    if (!isTaken) await Promise.race([once(socket, 'drain').catch(hungUp), closed]);
  }
  socket.end();
}

/** Sends a byte at a time, and ends. */
export async function trickled(socket: Socket, bytes: string): Promise<void> {
  for (const byte of bytes) {
    socket.write(byte);
    await setImmediate();
  }
  socket.end();
}
