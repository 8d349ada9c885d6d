import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import {
  head,
  json,
  length,
  megabyte,
  page,
  poured,
  repeated,
  said,
  served,
  type Misbehaviour,
} from './hostile-wire.ts';

const tooLong = /longer than 10 MB and was not read to its end/;
const tooMany = /has more than 50000 values and was not read/;

/** Responses that fill the memory of a client that reads them to the end. */
export const floods: readonly Misbehaviour[] = [
  { name: '100 MB body', is: 'tooLarge', says: tooLong, act: (socket) => void poured(socket, 100) },
  {
    name: 'body without end',
    is: 'tooLarge',
    says: tooLong,
    act: (socket) => void poured(socket, Number.POSITIVE_INFINITY),
  },
  {
    name: 'gzip bomb',
    is: 'tooLarge',
    says: tooLong,
    act: served(gzipSync(Buffer.alloc(200 * megabyte)), 'content-encoding: gzip'),
  },
  {
    name: 'gzip bomb in a gzip',
    is: 'tooLarge',
    says: tooLong,
    act: served(gzipSync(gzipSync(Buffer.alloc(200 * megabyte))), 'content-encoding: gzip, gzip'),
  },
  {
    name: 'brotli bomb',
    is: 'tooLarge',
    says: tooLong,
    act: served(
      brotliCompressSync(Buffer.alloc(200 * megabyte), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
      'content-encoding: br',
    ),
  },
  {
    name: 'list of a million numbers',
    is: 'tooLarge',
    says: tooMany,
    act: served(page.replace('[]', `[${'1,'.repeat(999_999)}1]`)),
  },
  {
    name: 'list of a million empty objects',
    is: 'tooLarge',
    says: tooMany,
    act: served(page.replace('[]', `[${'{},'.repeat(999_999)}{}]`)),
  },
  {
    name: 'list of 24,001 empty objects, each of which lacks everything',
    is: 'api',
    says: /\/content\/0\/\w+ is missing|\/content\/0 .*missing|required/,
    act: served(page.replace('[]', `[${'{},'.repeat(24_000)}{}]`)),
  },
  {
    name: '20,000 undescribed properties',
    is: 'api',
    says: /totalElements|is not described|is missing/,
    act: served(`{${Array.from({ length: 20_000 }, (_, at) => `"a${String(at)}":{}`).join()}}`),
  },
  {
    name: '9 MB text',
    is: 'api',
    says: /content|body/,
    act: served(`"${'a'.repeat(9 * megabyte)}"`),
  },
  {
    name: 'headers without end',
    is: 'tooLarge',
    says: /headers .* too long to be read/,
    act: repeated(1, 'HTTP/1.1 200 OK\r\n', `x-flood: ${'a'.repeat(1000)}\r\n`),
  },
  {
    name: 'a header without end',
    is: 'tooLarge',
    says: /headers .* too long to be read/,
    act: repeated(1, 'HTTP/1.1 200 OK\r\nx-flood: ', 'a'.repeat(100_000)),
  },
  {
    name: 'a million headers',
    is: 'tooLarge',
    says: /headers .* too long to be read/,
    act: said(`HTTP/1.1 200 OK\r\n${'a:\r\n'.repeat(1_000_000)}\r\n`),
  },
  {
    name: 'headers in drips without end',
    is: 'timeout',
    says: /did not respond within \d+ ms/,
    act: repeated(100, 'HTTP/1.1 200 OK\r\n', 'a: b\r\n'),
  },
  {
    name: '300 MB of JSON in chunks',
    is: 'tooLarge',
    says: tooLong,
    act: (socket) => {
      const chunk = `100000\r\n${JSON.stringify('a'.repeat(megabyte - 3))},\r\n`;
      repeated(0, `${head(json, 'transfer-encoding: chunked')}1\r\n[\r\n`, chunk)(socket);
    },
  },
  {
    name: 'a thousand content codings',
    is: 'protocol',
    says: /has 1000 content codings; at most 5 are decoded/,
    act: served(gzipSync(page), `content-encoding: ${Array.from({ length: 1000 }, () => 'gzip').join()}`),
  },
  {
    name: 'more than the length that is announced',
    is: 'api',
    says: /body must be JSON/,
    act: said(head(json, length('{')), page),
  },
];
