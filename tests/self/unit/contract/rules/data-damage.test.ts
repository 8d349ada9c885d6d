import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { damageOf } from '../../../../../src/contract/rules/data-damage.ts';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { roundTripViolations } from '../../../../../src/contract/rules/round-trip.ts';
import { contract } from '../../../support/real-contract.ts';

type Row = [what: string, sent: Json, received: Json | undefined];

const rows: Record<string, Row[]> = {
  dropped: [
    ['a text that is not there', 'Ada', undefined],
    ['a text that is null', 'Ada', null],
    ['a text that is empty', 'Ada', ''],
    ['an object that is empty', { a: 'x' }, {}],
    ['an entry of a list', ['a', 'b'], ['a']],
  ],
  retyped: [
    ['digits made a number', '007', 7],
    ['digits that were a number once', '0042', '42'],
    ['digits that were a large number once', '123456789012', '1.23456789012e+11'],
    ['a number made a text', 5, '5'],
    ['a list made its only entry', ['a'], 'a'],
  ],
  trimmed: [['a text without its outer spaces', ' Ada ', 'Ada']],
  'case changed': [
    ['a name in capitals', 'Zoë', 'ZOË'],
    ['an email in lower case', 'Ada@kor.example', 'ada@kor.example'],
  ],
  're-encoded': [
    ['UTF-8 read as Latin-1', 'Zoë', 'Zo\u00C3\u00AB'],
    ['UTF-8 read as Windows-1252', 'Straße', 'StraÃŸe'],
    ['Latin-1 read as UTF-8', 'Zoë', 'Zo\uFFFD'],
    ['signs that became question marks', 'Zoë Núñez', 'Zo? N??ez'],
    ['an emoji that became one question mark', 'Ada \u{1F680}', 'Ada ?'],
    ['an emoji that was left out', 'Ada \u{1F680}', 'Ada '],
    ['accents that were lost', 'Núñez', 'Nunez'],
    ['an accent that was put together', 'e\u0301', '\u00E9'],
  ],
  escaped: [
    ['an entity of HTML by name', '<b>Ada</b>', '&lt;b&gt;Ada&lt;/b&gt;'],
    ['an entity of HTML by number', "O'Neil", 'O&#39;Neil'],
    ['an entity of HTML by a hexadecimal number', "O'Neil", 'O&#x27;Neil'],
    ['a sign of JSON', 'Zoë', String.raw`Zo\u00eb`],
    ['a backslash before an apostrophe', "O'Neil", String.raw`O\'Neil`],
    ['a doubled apostrophe', "O'Neil", "O''Neil"],
    ['a URL', 'a b&c', 'a%20b%26c'],
    ['a form', 'Ann J', 'Ann+J'],
    ['what was taken for a form', 'ada+one@kor.example', 'ada one@kor.example'],
  ],
  masked: [
    ['all but the last digits', '123-45-6789', '***-**-6789'],
    ['all but both ends', '4155550123', '41XXXXXX23'],
    ['everything', '4155550123', '[redacted]'],
  ],
  truncated: [
    ['a text that was cut', 'Wolfeschlegelstein', 'Wolfeschleg'],
    ['a fraction', 12.75, 12],
  ],
  'shifted by a day': [
    ['a date', '1984-02-29', '1984-03-01'],
    ['the first day of a year', '1990-01-01', '1989-12-31'],
    ['a date made a time of the day before', '1990-01-01', '1989-12-31T23:00:00Z'],
    ['a time', '2024-05-06T10:00:00Z', '2024-05-05T10:00:00Z'],
  ],
};

describe('damage to a value', () => {
  for (const [damage, cases] of Object.entries(rows)) {
    for (const [what, sent, received] of cases) {
      test(`is ${damage}: ${what}`, () => {
        assert.equal(damageOf(sent, received), damage);
      });
    }
  }

  for (const [what, sent, received] of [
    ['another name', 'Ada', 'Grace'],
    ['another date', '1984-02-29', '1984-04-01'],
    ['the next number', 5, 6],
    ['the other truth', true, false],
    ['a value that is as it was', 'Ada', 'Ada'],
    ['an unset value in another form', '', null],
    ['a list of others', ['a'], ['b']],
    ['a sign that there is not', 'Ada', '&#99999999;'],
    ['a sign of no URL', '100 %', '100 %%'],
  ] satisfies Row[]) {
    test(`is not found for ${what}`, () => {
      assert.equal(damageOf(sent, received), undefined);
    });
  }

  test('is not found for what was not sent', () => {
    assert.equal(damageOf(undefined, 'Ada'), undefined);
  });
});

describe('a property that is not kept', () => {
  const street = (streetLine1: string): Json => ({ type: 'MAILING', streetLine1, zipCode: '80202' });
  const messages = (sent: Json, received: Json): string[] =>
    roundTripViolations(contract, '/components/schemas/IndividualCustomer', sent, received).map(
      ({ message }) => message,
    );

  test('is named with the kind of damage', () => {
    assert.deepEqual(messages({ firstName: 'Zoë' }, { firstName: 'ZOË' }), [
      '/firstName must be "Zoë" as sent, received "ZOË" (case changed)',
    ]);
  });

  test('is not reported if the list has every entry in another place', () => {
    const [first, second] = [street('1 Main Street'), street('1 Main')];

    assert.deepEqual(messages({ addresses: [first, second] }, { addresses: [second, first] }), []);
  });

  test('is that of the lost entry when another entry is doubled', () => {
    const [first, second] = [street('1 Main Street'), street('1 Main')];
    const found = messages({ addresses: [first, second] }, { addresses: [second, second] });

    assert.deepEqual(found, [
      '/addresses/0/streetLine1 must be "1 Main Street" as sent, received "1 Main" (truncated)',
    ]);
  });
});
