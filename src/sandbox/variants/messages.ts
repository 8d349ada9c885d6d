import { gzipSync } from 'node:zlib';
import type { Message } from '../http/response.ts';
import { messages, type Variant } from './variant.ts';

const spaced = /^.*$/gm;

/** Differences of the HTTP messages of responses. */
export const messageVariants: readonly Variant[] = [
  {
    name: 'whitespace',
    difference: 'formats its JSON over many lines, with spaces before and after',
    apply: messages((message) =>
      (message.headers['content-type'] ?? '').includes('json') ? withText(message, laidOut) : message,
    ),
  },
  {
    name: 'media-type-upper-case',
    difference: 'sends its bodies as application/json;charset=UTF-8, in this spelling',
    apply: messages((message) => withMediaType(message, 'application/json;charset=UTF-8')),
  },
  {
    name: 'media-type-bare',
    difference: 'sends its bodies as application/json, without a charset',
    apply: messages((message) => withMediaType(message, 'application/json')),
  },
  {
    name: 'gzip',
    difference: 'compresses its bodies where the client accepts it',
    apply: messages((message, { request }) =>
      String(request.headers['accept-encoding']).includes('gzip') ? zipped(message) : message,
    ),
  },
  {
    name: 'chunked',
    difference: 'sends its bodies in several chunks, without Content-Length',
    apply: messages((message) => ({ ...message, pieces: 3 })),
  },
  {
    name: 'connection-closed',
    difference: 'closes the connection after each response',
    apply: messages((message) => withHeaders(message, { connection: 'close' })),
  },
  {
    name: 'headers-lower-case',
    difference: 'writes the names of headers in lower case',
    apply: messages((message) => inCase(message, (name) => name.toLowerCase())),
  },
  {
    name: 'headers-upper-case',
    difference: 'writes the names of headers in upper case',
    apply: messages((message) => inCase(message, (name) => name.toUpperCase())),
  },
  {
    name: 'any-origin',
    difference: 'lets web pages of any origin read, without credentials',
    apply: messages((message) => withHeaders(message, { 'access-control-allow-origin': '*' })),
  },
  {
    name: 'fewer-headers',
    difference: 'sends neither WWW-Authenticate nor Cache-Control',
    apply: messages(({ headers, ...message }) => {
      const { 'cache-control': _caches, 'www-authenticate': _challenge, ...others } = headers;
      return { ...message, headers: others };
    }),
  },
  {
    name: 'more-headers',
    difference: 'sends the headers that gateways add',
    apply: messages((message) =>
      withHeaders(message, {
        'cache-control': 'private, No-Store, max-age=0',
        'strict-transport-security': 'max-age=31536000',
        'x-request-id': '6f1d2c3b',
        vary: 'accept-encoding, origin',
      }),
    ),
  },
];

function laidOut(text: string): string {
  const lines = JSON.stringify(JSON.parse(text), null, 4).replaceAll(spaced, '$& ');
  return `\r\n${lines.replaceAll('\n', '\r\n')}\t\n`;
}

function withText(message: Message, edit: (text: string) => string): Message {
  return message.body ? { ...message, body: Buffer.from(edit(message.body.toString('utf8'))) } : message;
}

function withHeaders(message: Message, headers: Record<string, string>): Message {
  return { ...message, headers: { ...message.headers, ...headers } };
}

function withMediaType(message: Message, type: string): Message {
  const isJson = message.headers['content-type']?.includes('json') === true; // an HTML page stays one
  return isJson ? withHeaders(message, { 'content-type': type }) : message;
}

function zipped(message: Message): Message {
  if (!message.body) return message;
  return withHeaders({ ...message, body: gzipSync(message.body) }, { 'content-encoding': 'gzip' });
}

/** Changes the case of header names, also of those that are otherwise added later. */
function inCase(message: Message, spelled: (name: string) => string): Message {
  const added = { date: new Date().toUTCString(), connection: 'keep-alive' };
  const headers = Object.entries({ ...added, ...message.headers });
  return { ...message, headers: Object.fromEntries(headers.map(([name, value]) => [spelled(name), value])) };
}
