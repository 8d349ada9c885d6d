import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRedactor, redacted } from '../../../../../src/exchange/redaction/redaction.ts';
import { basicAuthorization } from '../../../../../src/exchange/session.ts';

const secret = 'k4n/4ry+ "ü"&=';
const forms = {
  'as it is': secret,
  'in JSON': JSON.stringify({ a: secret }),
  'in a URL': `https://a.example/?t=${encodeURIComponent(secret)}`,
  'in a form': new URLSearchParams({ t: secret }).toString(),
  'in base64': Buffer.from(secret).toString('base64'),
  'in base64 without padding': Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  'in base64url': Buffer.from(secret).toString('base64url'),
  'in small percent escapes': encodeURIComponent(secret).replaceAll(/%../g, (escape) => escape.toLowerCase()),
  'in hex': Buffer.from(secret).toString('hex'),
  'in capital hex': Buffer.from(secret).toString('hex').toUpperCase(),
  'over a folded line': `x-echo: ${secret.slice(0, 4)}\r\n\t${secret.slice(4)}`,
  'over a folded line, in JSON': JSON.stringify(`${secret.slice(0, 3)}\n ${secret.slice(3)}`),
  'in UTF-8 read as ISO 8859-1': Buffer.from(secret).toString('latin1'),
  'within a word': `x${secret}x`,
  twice: `${secret} and ${secret}`,
};

describe('a secret', () => {
  for (const [form, text] of Object.entries(forms))
    test(`is redacted in a text that contains it ${form}`, () => {
      const cleaned = createRedactor([secret]).text(text);

      assert.ok(cleaned.includes(redacted), cleaned);
      for (const piece of ['4ry', 'NG4v', '4ry'.toUpperCase()]) assert.ok(!cleaned.includes(piece), cleaned);
    });

  test('is redacted in an HTTP Basic header', () => {
    const credentials = { key: 'the-key', secret: 'the-secret' };
    const redactor = createRedactor(['the-key:the-secret']);

    assert.equal(redactor.text(`echo ${basicAuthorization(credentials)}`), `echo Basic ${redacted}`);
  });

  for (const [name, form] of [
    ['base64', 'base64'],
    ['base64url', 'base64url'],
  ] as const)
    for (const before of ['', 'a', 'ab', 'abc', 'key:'])
      for (const after of ['', 'x', 'xy', 'xyz'])
        test(`is redacted in ${name} that begins with "${before}" and continues with "${after}"`, () => {
          const encoded = Buffer.from(`${before}the/s3cret?ÿ${after}`).toString(form);
          const cleaned = createRedactor(['the/s3cret?ÿ']).text(encoded);

          assert.ok(cleaned.includes(redacted), cleaned);
          assert.ok(cleaned.replace(redacted, '').length <= 14, cleaned);
        });

  test('that is short is redacted only where a credential is expected', () => {
    const redactor = createRedactor(['abc']);

    assert.equal(redactor.text('x.jY2.YWJj abc'), 'x.jY2.YWJj abc');
    assert.equal(redactor.text('the key abc'), `the key ${redacted}`);
    assert.equal(redactor.member('authorization', 'abc'), redacted);
  });

  test('is redacted from the moment it is added', () => {
    const redactor = createRedactor([]);
    const before = redactor.text('a new-token');
    redactor.add('new-token');

    assert.deepEqual([before, redactor.text('a new-token')], ['a new-token', `a ${redacted}`]);
  });

  test('is redacted as a whole when another secret is a part of it', () => {
    for (const secrets of [
      ['s3cret-1', 's3cret-1-long'],
      ['s3cret-1-long', 's3cret-1'],
    ])
      assert.equal(createRedactor(secrets).text('s3cret-1-long s3cret-1'), `${redacted} ${redacted}`);
  });

  test('is no pattern: its characters are literal', () => {
    const redactor = createRedactor(['s3.ret$&', '(xy7-[q']);

    assert.equal(redactor.text('s3cret$& s3.ret$& (xy7-[q'), `s3cret$& ${redacted} ${redacted}`);
  });

  test('is ignored when it is empty or much too short', () => {
    assert.equal(createRedactor(['', 'a', 'ab']).text('a cab'), 'a cab');
  });
});

describe('a header', () => {
  const redactor = createRedactor(['s3cret']);
  const header = (name: string, value: string): string => redactor.member(name, value);

  for (const name of ['Authorization', 'proxy-authorization', 'Cookie', 'set-cookie'])
    test(`${name} never shows its value, known or not`, () => {
      assert.equal(header(name, 'whatever'), redacted);
    });

  test('shows which scheme was used, in any case', () => {
    assert.equal(header('authorization', 'Bearer abc'), `Bearer ${redacted}`);
    assert.equal(header('authorization', 'Basic %%%'), `Basic ${redacted}`);
    assert.equal(header('authorization', 'Bearerabc'), redacted);
  });

  test('hides a secret that is split over a folded line', () => {
    assert.equal(header('x-echo', 'it is s3c ret'), `it is ${redacted}`);
    assert.equal(header('x-echo', 'it is s3c-ret'), `it is ${redacted}`);
    assert.equal(header('x-echo', 'it is s3c.ret'), 'it is s3c.ret');
  });

  test('with any other name shows everything except secrets', () => {
    assert.equal(header('x-echo', 'it is s3cret'), `it is ${redacted}`);
    assert.equal(header('www-authenticate', 'Bearer realm="a"'), 'Bearer realm="a"');
  });
});

test('a body over many lines takes little longer than one on a single line, with any number of secrets', () => {
  const body = JSON.stringify(
    Object.fromEntries(Array.from({ length: 40 }, (_, index) => [index, 'value'])),
    null,
    4,
  );
  const spent = (text: string): number => {
    const redactor = createRedactor(
      Array.from({ length: 150 }, (_, index) => `${'token'.repeat(30)}${String(index)}`),
    );
    redactor.text(text);
    const before = performance.now();
    for (let index = 0; index < 10; index += 1) {
      redactor.add(`${'other'.repeat(30)}${String(index)}`);
      redactor.text(text);
    }
    return performance.now() - before;
  };
  const [single, laidOut] = [spent(body.replaceAll(/\s+/g, '')), spent(body)];

  assert.ok(
    laidOut < 5 * single + 50,
    `${laidOut.toFixed(0)} ms, and ${single.toFixed(0)} ms on a single line`,
  );
});
