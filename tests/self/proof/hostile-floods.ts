import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { megabyte, page, poured, repeated, served, type Misbehaviour } from './hostile-wire.ts';

const tooLong = /longer than 10 MB and was not read on/;
const tooMany = /holds more than 50000 values and was not read/;

/** What fills the memory of whoever reads it to the end. */
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
    name: '20,000 fields that nobody described',
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
];
