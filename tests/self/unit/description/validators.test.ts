import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { schemaRoots } from '../../../../src/description/reading/document.ts';
import { knownFormats } from '../../../../src/description/reading/formats.ts';
import { contract } from '../../support/real-contract.ts';
import { documentOf, validatorsOf } from '../../support/small-contract.ts';

const wrong: Record<string, unknown> = {
  uuid: 'e4021849',
  date: '2025-02-30',
  time: '25:00:00Z',
  'date-time': '2025-02-30T00:00:00Z',
  duration: '1 day',
  email: 'a@',
  hostname: '-a-',
  ipv4: '1.2.3.256',
  ipv6: '1::2::3',
  uri: 'not a uri',
  'uri-reference': '\\\\',
  byte: '%',
  int32: 2 ** 31,
  int64: 0.5,
  float: Infinity,
  double: Infinity,
};

describe('the validators', () => {
  test('exist for every schema of the description in both views', () => {
    for (const { pointer } of schemaRoots(contract.document)) {
      assert.equal(typeof contract.request[pointer], 'function', pointer);
      assert.equal(typeof contract.response[pointer], 'function', pointer);
    }
  });

  test('validate a list of thousands of invalid entries quickly', () => {
    const body = { content: Array.from({ length: 10_000 }, () => ({})) };
    const listed = contract.operation('listCustomers').responses['200']?.schema ?? '';
    const validate = contract.response[listed];
    const started = performance.now();

    assert.equal(validate?.(body), false);
    assert.ok((validate.errors?.length ?? 0) > 10_000);
    assert.ok(performance.now() - started < 2000); // copied errors make it about 10 s
  });

  const schemas = Object.fromEntries(
    [...knownFormats].map((format) => [format, { type: typeof wrong[format], format }]),
  );
  const { response } = validatorsOf(documentOf({ schemas }));
  for (const format of knownFormats) {
    test(`check the format ${format} completely`, () => {
      assert.notEqual(wrong[format], undefined);
      assert.equal(response[`/components/schemas/${format}`]?.(wrong[format]), false);
    });
  }

  const textForms: [format: string, accepted: boolean, texts: string[]][] = [
    ['uuid', true, ['0e01f271-80b1-4724-b5dc-6959c7cd88dc', 'FFFFFFFF-ffff-ffff-ffff-ffffffffffff']],
    ['uuid', false, ['urn:uuid:0e01f271-80b1-4724-b5dc-6959c7cd88dc', '0e01f27180b14724b5dc6959c7cd88dc']],
    [
      'date-time',
      true,
      ['2025-04-10T09:15:00Z', '2025-04-10t09:15:00.123456789z', '2024-02-29T23:59:59+05:30'],
    ],
    ['date-time', true, ['2016-12-31T23:59:60Z', '2016-12-31T23:59:60.5Z', '2015-07-01T01:59:60+02:00']],
    ['date-time', false, ['2025-04-10 09:15:00Z', '2025-04-10T09:15:00', '2025-04-10T09:15Z', '2025-04-10']],
    ['date-time', false, ['2025-04-10T09:15:00+0200', '2025-04-10T09:15:00+02', '2025-04-10T09:15:00+24:00']],
    ['date-time', false, ['2023-02-29T00:00:00Z', '2025-04-10T24:00:00Z', '2025-04-10T09:15:00,5Z']],
    ['date-time', false, ['2016-12-31T09:15:60Z', '2016-11-30T23:59:60Z', '2016-12-31T23:59:60+02:00']],
  ];
  for (const [format, accepted, texts] of textForms)
    test(`${accepted ? 'accept' : 'reject'} as ${format} ${texts.join(', ')}`, () => {
      const judged = texts.map((text) => response[`/components/schemas/${format}`]?.(text));

      assert.deepEqual(
        judged,
        texts.map(() => accepted),
      );
    });

  test('report every error, not the first', () => {
    const schemas = {
      A: { type: 'object', required: ['a'], properties: { b: { type: 'string' }, c: { minimum: 1 } } },
    };
    const validate = validatorsOf(documentOf({ schemas })).response['/components/schemas/A'];
    validate?.({ b: 1, c: 0 });

    assert.deepEqual(
      validate?.errors?.map(({ keyword }) => keyword),
      ['required', 'type', 'minimum'],
    );
  });

  test('follow a reference into any part of the description', () => {
    const document = documentOf({
      schemas: { A: { properties: { b: { $ref: '#/components/parameters/P/schema' } } } },
    });
    document.components = {
      ...(document.components as object),
      parameters: { P: { schema: { type: 'string' } } },
    };

    assert.equal(validatorsOf(document).response['/components/schemas/A']?.({ b: 5 }), false);
  });

  test('follow a reference into a schema, also one whose name has a dot or a hyphen', () => {
    const schemas = {
      'A.b-c': { properties: { d: { type: 'string' } } },
      E: { $ref: '#/components/schemas/A.b-c/properties/d' },
    };

    assert.equal(validatorsOf(documentOf({ schemas })).request['/components/schemas/E']?.(5), false);
  });

  test('are independent: validation by one does not change another', () => {
    const pointer = '/components/schemas/Error';
    contract.response[pointer]?.({});
    const { errors } = contract.request[pointer] ?? {};

    assert.equal(contract.response['/components/schemas/CustomerStatus']?.('ACTIVE'), true);
    assert.deepEqual(errors ?? [], []);
  });
});
