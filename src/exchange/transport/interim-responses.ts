import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** The state of reading the response to the latest request of a connection. */
interface Reading {
  /** Whether no byte of the final response has arrived yet. */
  isBeginning: boolean;
  /** The bytes of an incomplete interim response. */
  held: Buffer;
}

const readings = new WeakMap<Socket, Reading>();

/**
 * Makes every connection of undici skip `100 Continue`. A server may send it unasked, and a client must be able to parse it (RFC 9110,
 * section 15.2), but undici treats it as the end of the connection. Undici skips other interim responses by itself.
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

/** The received bytes without `100 Continue`; null if nothing of the final response has arrived. */
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
