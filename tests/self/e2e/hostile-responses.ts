import { gzipSync } from 'node:zlib';
import {
  head,
  json,
  length,
  page,
  repeated,
  said,
  served,
  trickled,
  type Misbehaviour,
} from './hostile-wire.ts';

const closed = /closed the connection before the response was complete/;
const late = /did not respond within \d+ ms/;
const withText = (text: Buffer): Buffer =>
  Buffer.concat([Buffer.from(page.slice(0, -1)), Buffer.from(',"note":"'), text, Buffer.from('"}')]);

/** Responses that do not end, are truncated, or are not HTTP or JSON. */
export const breaches: readonly Misbehaviour[] = [
  {
    name: 'reset before a byte of a response',
    is: 'reset',
    says: closed,
    act: (socket) => socket.resetAndDestroy(),
  },
  { name: 'end before a byte of a response', is: 'reset', says: closed, act: (socket) => socket.end() },
  { name: 'stall before the headers', is: 'timeout', says: late, act: () => undefined },
  {
    name: 'stall in the headers',
    is: 'timeout',
    says: late,
    act: (socket) => socket.write('HTTP/1.1 200 OK\r\nx-a'),
  },
  {
    name: 'stall in the body',
    is: 'timeout',
    says: late,
    act: (socket) => socket.write(head(json, length(page)) + page.slice(0, 9)),
  },
  { name: 'body in drips without end', is: 'timeout', says: late, act: repeated(50, head(json), ' ') },
  {
    name: 'interim responses without end',
    is: 'timeout',
    says: late,
    act: repeated(5, '', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'),
  },
  {
    name: 'body shorter than announced',
    is: 'reset',
    says: closed,
    act: said(head(json, 'content-length: 200'), page),
  },
  {
    name: 'chunks cut off',
    is: 'reset',
    says: closed,
    act: said(head(json, 'transfer-encoding: chunked'), '40\r\n', page.slice(0, 20)),
  },
  {
    name: 'chunks without a size',
    is: 'protocol',
    says: /is not HTTP/,
    act: said(head(json, 'transfer-encoding: chunked'), 'what?\r\n'),
  },
  { name: 'another protocol', is: 'protocol', says: /is not HTTP/, act: said('SSH-2.0-OpenSSH_9.6\r\n') },
  {
    name: 'bytes of no protocol',
    is: 'protocol',
    says: /is not HTTP/,
    act: said(Buffer.from([0, 1, 2, 255, 254])),
  },
  {
    name: 'two lengths',
    is: 'protocol',
    says: /is not HTTP/,
    act: said(head(json, length(page), 'content-length: 7'), page),
  },
  {
    name: 'the same length twice', // which a recipient may refuse (RFC 9110, section 8.6)
    is: 'protocol',
    says: /is not HTTP/,
    act: said(head(json, length(page), length(page)), page),
  },
  {
    name: 'gzip announced, none sent',
    is: 'protocol',
    says: /is not the gzip its headers announce/,
    act: served(page, 'content-encoding: gzip'),
  },
  {
    name: 'gzip cut off',
    is: 'protocol',
    says: /is not the gzip its headers announce/,
    act: served(gzipSync(page).subarray(0, -12), 'content-encoding: gzip'),
  },
  {
    name: 'two content types',
    is: 'api',
    says: /content type must be application\/json, received application\/json, text\/html/,
    act: served(page, 'content-type: text/html'),
  },
  {
    name: 'bytes of no text as a body',
    is: 'api',
    says: /body must be JSON in UTF-8 \(RFC 8259, section 8\.1\), received bytes that are not UTF-8, the first at 1/,
    act: served(Buffer.from([0, 255, 254, 0])),
  },
  {
    name: 'Latin-1 in JSON',
    is: 'api',
    says: /received bytes that are not UTF-8, the first at 1\d\d/,
    act: served(withText(Buffer.from('é', 'latin1'))),
  },
  {
    name: 'something after the JSON',
    is: 'api',
    says: /body must be JSON, received/,
    act: served(`${page}garbage`),
  },
];

/** Responses that look odd and are correct. */
export const oddities: readonly Misbehaviour[] = [
  {
    name: 'one interim response',
    act: said('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', head(json, length(page)), page),
  },
  {
    name: 'trailers',
    act: said(
      head(json, 'transfer-encoding: chunked', 'trailer: x-sum'),
      `${page.length.toString(16)}\r\n${page}\r\n0\r\nx-sum: 1\r\n\r\n`,
    ),
  },
  { name: 'HTTP/1.0 without a length', act: said(`HTTP/1.0 200 OK\r\n${json}\r\n\r\n`, page) },
  {
    name: 'a byte at a time',
    act: (socket) => {
      const bytes = head(json, length(page), 'connection: close') + page;
      void trickled(socket, bytes);
    },
  },
  {
    name: 'a connection kept alive and reset after the response',
    act: (socket) => {
      socket.write(head(json, length(page)) + page, () => setTimeout(() => socket.resetAndDestroy(), 5));
    },
  },
];
