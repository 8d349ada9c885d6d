import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { projectRoot } from '../../../../src/description/generate.ts';
import { ConfigurationError } from '../../../../src/target/configuration-error.ts';
import { readWaivers, waiversShape, type WrittenWaiver } from '../../../../src/target/waivers-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-waivers-'));
const known = { requirements: ['CUS-001', 'CUS-002'], operations: ['createCustomer'] };
const file = path.join(folder, 'known.yaml');

function read(text: string): WrittenWaiver[] {
  writeFileSync(file, text);
  return readWaivers(file, known);
}

/** The message about a file, without the name of the folder. */
function problems(text: string): string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    const lines = error.message.split('\n').filter((line) => line.startsWith('  '));
    return lines.map((line) => line.trim().replace(/^\S*known\.yaml/, 'known.yaml'));
  }
}

const entry = `  - requirement: CUS-001
    operation: createCustomer
    pointer: /phone/number
    reason: Numbers lose their country code.
    owner: payments
    ticket: PAY-17
    expires: 2026-12-31
`;
const also = (from: string, to: string): string => `waivers:\n${entry.replace(from, to)}`;

describe('a file of waivers', () => {
  test('lists known deviations, each with its place in the file', () => {
    const [first, second] = read(`# known\nwaivers:\n${entry}${entry.replace('CUS-001', 'CUS-002')}`);

    assert.deepEqual(first && { ...first, place: path.basename(first.place) }, {
      requirement: 'CUS-001',
      operation: 'createCustomer',
      pointer: '/phone/number',
      reason: 'Numbers lose their country code.',
      owner: 'payments',
      ticket: 'PAY-17',
      expires: '2026-12-31',
      place: 'known.yaml:3',
    });
    assert.match(second?.place ?? '', /known\.yaml:10$/);
  });

  test('may be empty, contain none, or not exist if none is named', () => {
    assert.deepEqual(read(''), []);
    assert.deepEqual(read('# nothing yet\n'), []);
    assert.deepEqual(read('waivers: []\n'), []);
    assert.deepEqual(readWaivers(undefined, known), []);
  });

  const cases: [title: string, text: string, ...problems: (string | RegExp)[]][] = [
    ['YAML that cannot be read', 'waivers: [', /^known\.yaml: .* at line 1/],
    ['a key given twice', also('owner:', 'reason:'), /^known\.yaml: Map keys must be unique/],
    [
      'a tag that says nothing here',
      also('payments', '!team payments'),
      /^known\.yaml: Unresolved tag: !team/,
    ],
    [
      'a second document',
      `waivers: []\n---\nwaivers: []`,
      /^known\.yaml: Source contains multiple documents/,
    ],
    ['an alias of nothing', 'waivers: *a', /^known\.yaml: .*alias/i],
    [
      'something else',
      'CUS-001: known',
      'known.yaml  /waivers is missing',
      /the document has unknown properties: CUS-001/,
    ],
    ['a text', 'hello', 'known.yaml  the document must be of type object, received string'],
    [
      'a waiver that is none',
      'waivers: [CUS-001]',
      'known.yaml:1  /waivers/0 must be of type object, received string',
    ],
    ['a waiver without a reason', also('reason:', '#'), 'known.yaml:2  /waivers/0/reason is missing'],
    ['an empty owner', also('payments', '" "'), 'known.yaml:6  /waivers/0/owner must not be empty'],
    [
      'a day that is none',
      also('12-31', '02-30'),
      'known.yaml:8  /waivers/0/expires must be a date such as 2026-12-31',
    ],
    [
      'a time',
      also('2026-12-31', '2026-12-31T00:00:00Z'),
      /^known\.yaml:8 {2}\/waivers\/0\/expires must be a date/,
    ],
    ['no expiry', also('expires:', '#'), 'known.yaml:2  /waivers/0/expires is missing'],
    [
      'a field too many',
      also('owner:', 'until: x\n    owner:'),
      'known.yaml:2  /waivers/0 has unknown properties: until',
    ],
    [
      'an unknown requirement',
      also('CUS-001', 'CUS-999'),
      'known.yaml:2  CUS-999 is not a requirement of this suite',
    ],
    [
      'an unknown operation',
      also('createC', 'makeC'),
      'known.yaml:3  makeCustomer is not an operation of the description',
    ],
    [
      'the same twice',
      `waivers:\n${entry}${entry}`,
      'known.yaml:9  another waiver has the same requirement, operation and pointer',
    ],
    [
      'several problems',
      also('reason:', '#').replace('2026-12-31', 'soon'),
      'known.yaml:2  /waivers/0/reason is missing',
      'known.yaml:8  /waivers/0/expires must be a date such as 2026-12-31',
    ],
  ];
  for (const [title, text, ...expected] of cases)
    test(`is refused for ${title}, with every problem and its line`, () => {
      const found = problems(text);

      assert.equal(found.length, expected.length, found.join('\n'));
      for (const [index, each] of expected.entries()) {
        if (typeof each === 'string') assert.equal(found[index], each);
        else assert.match(found[index] ?? '', each);
      }
    });

  test('that is named must exist', () => {
    assert.throws(() => readWaivers(path.join(folder, 'none.yaml'), known), /KOR_WAIVERS names .*none\.yaml/);
  });

  test('has a JSON Schema, for editors', () => {
    const schema = readFileSync(path.join(projectRoot, 'docs/waivers.schema.json'), 'utf8');

    assert.deepEqual(JSON.parse(schema), z.toJSONSchema(waiversShape));
  });
});
