import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as elapsed } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { readSigning } from '../../../src/target/signing.ts';
import { mostFiles, pack, unpacked } from '../../../src/verdict/certificate/archive.ts';
import {
  fingerprintOf,
  newKeyPair,
  privateKeyIn,
  publicKeyIn,
} from '../../../src/verdict/certificate/keys.ts';

const problemIn = (read: object): string => ('problem' in read ? String(read.problem) : 'none');

describe('a key', () => {
  const plain = newKeyPair(undefined);
  const locked = newKeyPair('open "me"');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

  test('is read back, with its passphrase where it has one', () => {
    const [key, half] = [privateKeyIn(locked.privateKey, 'open "me"'), publicKeyIn(locked.publicKey)];

    assert.ok('key' in key && 'key' in half);
    assert.equal(fingerprintOf(key.key), fingerprintOf(half.key));
    assert.ok('key' in privateKeyIn(plain.privateKey, undefined));
    assert.ok('key' in privateKeyIn(plain.privateKey, 'not needed'));
  });

  const wrong: [title: string, problem: string, expected: RegExp][] = [
    ['without its passphrase', problemIn(privateKeyIn(locked.privateKey, undefined)), /needs its passphrase/],
    ['with another passphrase', problemIn(privateKeyIn(locked.privateKey, 'x')), /another passphrase/],
    [
      'of another kind',
      problemIn(privateKeyIn(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), undefined)),
      /kind rsa: Ed25519/,
    ],
    ['that is the public half', problemIn(privateKeyIn(plain.publicKey, undefined)), /no private key/],
    [
      'that is damaged',
      problemIn(privateKeyIn(plain.privateKey.replace(/M.{8}/, 'M'), undefined)),
      /cannot be read/,
    ],
    ['that is the private half', problemIn(publicKeyIn(plain.privateKey)), /the public one .* is needed/],
    ['that is no key', problemIn(publicKeyIn('hello')), /no public key/],
  ];
  for (const [title, problem, expected] of wrong)
    test(`${title} is refused in words`, () => {
      assert.match(problem, expected);
    });
});

describe('signing', () => {
  const key = newKeyPair(undefined).privateKey;

  test('tells everything that is wrong with it at once', () => {
    const { problems } = readSigning(
      { issuer: 'someone@example.com', key: 'no/such.pem', validDays: '0' },
      {},
    );

    assert.deepEqual(
      problems.map((each) => each.split(' ')[0]),
      ['--issuer', '--key', '--valid-days'],
    );
  });

  test('takes variables where no option is given, the key as a text too, and 90 days', () => {
    const variables = {
      KOR_CERTIFICATE_KEY: key.replaceAll('\n', String.raw`\n`),
      KOR_CERTIFICATE_ISSUER: 'We',
    };

    const { problems, issuer, validDays } = readSigning({}, variables);

    assert.deepEqual({ problems, issuer, validDays }, { problems: [], issuer: 'We', validDays: 90 });
    assert.ok('key' in privateKeyIn(readSigning({}, variables).key?.text ?? '', undefined));
  });
});

/** Entries as tar has them, with whatever names they claim. */
function archiveOf(
  ...entries: { path: string; type?: 'File' | 'Directory' | 'Link'; linkpath?: string }[]
): Buffer {
  const blocks = entries.map((entry) => {
    const block = Buffer.alloc(512);
    new Header({ type: 'File', size: 0, mode: 0o644, mtime: new Date(0), ...entry }).encode(block);
    return block;
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

describe('an evidence archive', () => {
  test('is made of the same files as the same bytes, and holds them', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kor-pack-'));
    const files = {
      'run.json': '{}',
      'overlays/1-a.yaml': 'ü: 1\n',
      'evidence.ndjson': Buffer.alloc(300_000, 'ab'),
    };
    const [a, b] = [path.join(folder, 'a.tar.gz'), path.join(folder, 'b.tar.gz')];
    await pack(files, a);
    await elapsed(1100);
    await pack(files, b);
    const read = unpacked(readFileSync(a));

    assert.ok(readFileSync(a).equals(readFileSync(b)));
    assert.ok('files' in read);
    assert.deepEqual(
      Object.fromEntries(Object.entries(read.files).map(([name, content]) => [name, String(content)])),
      Object.fromEntries(Object.entries(files).map(([name, content]) => [name, String(content)])),
    );
  });

  const hostile: [title: string, archive: Buffer, problem: RegExp][] = [
    ['climbs', archiveOf({ path: '../x' }), /leads elsewhere/],
    ['is absolute', archiveOf({ path: '/etc/x' }), /leads elsewhere/],
    ['has a drive', archiveOf({ path: 'C:/x' }), /leads elsewhere/],
    ['has a backslash', archiveOf({ path: String.raw`..\x` }), /leads elsewhere/],
    ['is hidden', archiveOf({ path: '.npmrc' }), /leads elsewhere/],
    ['is deep', archiveOf({ path: 'a/b/c' }), /leads elsewhere/],
    ['is the prototype of everything', archiveOf({ path: '__proto__' }), /leads elsewhere/],
    ['is there twice', archiveOf({ path: 'run.json' }, { path: 'run.json' }), /"run\.json" twice/],
    ['is a folder', archiveOf({ path: 'a/', type: 'Directory' }), /no plain file/],
    ['is a link', archiveOf({ path: 'a', type: 'Link', linkpath: 'b' }), /no plain file/],
    [
      'has too many others beside it',
      archiveOf(...Array.from({ length: mostFiles + 1 }, (_, index) => ({ path: `f${String(index)}` }))),
      /more than 200 files/,
    ],
    [
      'is in no archive',
      gzipSync('plain text that is long enough to be a header of tar'.repeat(20)),
      /damaged/,
    ],
  ];
  for (const [title, archive, problem] of hostile)
    test(`with a file that ${title} is refused`, () => {
      assert.match(problemIn(unpacked(archive)), problem);
    });
});
