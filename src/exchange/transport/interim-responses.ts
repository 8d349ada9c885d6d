import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** What a connection reads that answers its latest request. */
interface Reading {
  /** Whether nothing of the answer itself has come yet. */
  isBeginning: boolean;
  /** What came of an interim answer that has not come to its end. */
  held: Buffer;
}

const readings = new WeakMap<Socket, Reading>();

/**
 * Lets every connection of undici pass over `100 Continue`, which a server may send unasked and a client must be able to read (RFC 9110,
 * section 15.2), and which undici takes for the end of the connection. Other interim answers it passes over by itself.
 */
export function passOverContinue(): void {
  unsubscribe(channel, begin);
  subscribe(channel, begin);
}

const channel = 'undici:client:sendHeaders';

function begin(message: unknown): void {
  const { socket } = message as { socket: Socket };
  const reading = readings.get(socket) ?? attach(socket);
  reading.isBeginning = true;
}

function attach(socket: Socket): Reading {
  const reading: Reading = { isBeginning: true, held: Buffer.alloc(0) };
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  socket.read = (size?: number): Buffer | null => {
    const chunk = read(size);
    return chunk === null || !reading.isBeginning ? chunk : withoutContinue(reading, chunk);
  };
  readings.set(socket, reading);
  return reading;
}

/** What of the beginning of an answer is the answer; null where nothing of it has come. */
function withoutContinue(reading: Reading, chunk: Buffer): Buffer | null {
  let rest = Buffer.concat([reading.held, chunk]);
  for (;;) {
    const text = rest.toString('latin1');
    const mayBeInterim = /^HTTP\/1\.[01] 100[ \r]/.test(text) || 'HTTP/1.1 100 '.startsWith(text);
    if (!mayBeInterim) {
      Object.assign(reading, { isBeginning: false, held: Buffer.alloc(0) });
      return rest;
    }
    const end = text.indexOf('\r\n\r\n');
    if (end === -1) {
      reading.held = rest;
      return null;
    }
    rest = rest.subarray(end + 4);
  }
}
