import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import { readSigning } from '../../../../src/target/signing.ts';
import { fingerprintOf, newKeyPair, privateKeyIn, publicKeyIn } from '../../../../src/certificate/keys.ts';

const problemIn = (read: object): string => ('problem' in read ? String(read.problem) : 'none');

describe('a key', () => {
  const plain = newKeyPair(undefined);
  const locked = newKeyPair('open "me"');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

  test('is read back, with its passphrase if it has one', () => {
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
      /type rsa: Ed25519/,
    ],
    ['that is the public half', problemIn(privateKeyIn(plain.publicKey, undefined)), /hold a private key/],
    [
      'that is damaged',
      problemIn(privateKeyIn(plain.privateKey.replace(/M.{8}/, 'M'), undefined)),
      /cannot be read/,
    ],
    ['that is the private half', problemIn(publicKeyIn(plain.privateKey)), /give the public key/],
    ['that is no key', problemIn(publicKeyIn('hello')), /hold a public key/],
  ];
  for (const [title, problem, expected] of wrong)
    test(`${title} is refused with a sentence`, () => {
      assert.match(problem, expected);
    });
});

describe('npm run certify', () => {
  const key = newKeyPair(undefined).privateKey;

  test('reports all problems of its configuration at once', () => {
    const { problems } = readSigning(
      { issuer: 'someone@example.com', key: 'no/such.pem', validDays: '0' },
      {},
    );

    assert.deepEqual(
      problems.map((each) => each.split(' ')[0]),
      ['--issuer', '--key', '--valid-days'],
    );
  });

  test('accepts variables in place of options, the key also as text, and defaults to 90 days', () => {
    const variables = {
      KOR_CERTIFICATE_KEY: key.replaceAll('\n', String.raw`\n`),
      KOR_CERTIFICATE_ISSUER: 'We',
    };

    const { problems, issuer, validDays } = readSigning({}, variables);

    assert.deepEqual({ problems, issuer, validDays }, { problems: [], issuer: 'We', validDays: 90 });
    assert.ok('key' in privateKeyIn(readSigning({}, variables).key?.text ?? '', undefined));
  });
});
