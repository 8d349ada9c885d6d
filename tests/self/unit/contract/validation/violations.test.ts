import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { responseViolations, outcomeViolation } from '../../../../../src/contract/validation/violations.ts';
import type { JudgedResponse } from '../../../../../src/contract/validation/violation.ts';
import { contractOf, documentOf } from '../../../support/small-contract.ts';

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const contract = contractOf(
  documentOf({
    'x-outcomes': {
      notFound: { '404': 'accepted' },
      invalid: { '400': 'accepted', '422': 'discouraged' },
      unauthenticated: { '401': 'accepted', '403': 'accepted' },
    },
    paths: {
      '/pets': {
        post: {
          operationId: 'createPet',
          'x-outcomes': { success: { '200': 'accepted', '201': 'accepted' } },
          responses: {
            '200': { description: '', content: json({ $ref: '#/components/schemas/Pet' }) },
            '201': {
              description: '',
              content: json({ $ref: '#/components/schemas/Pet' }),
              headers: {
                location: { required: true, schema: { type: 'string', format: 'uri-reference' } },
                'x-count': { 'x-certainty': 'inferred', schema: { type: 'integer' } },
              },
            },
            '204': { description: '' },
            '400': {
              description: '',
              'x-certainty': 'inferred',
              content: json({ $ref: '#/components/schemas/Pet' }),
            },
          },
        },
      },
      '/guesses': {
        put: {
          operationId: 'guess',
          'x-certainty': 'inferred',
          'x-outcomes': { success: { '200': 'accepted' } },
          responses: { '200': { description: '', content: json({ $ref: '#/components/schemas/Pet' }) } },
        },
      },
    },
    schemas: {
      Pet: {
        type: 'object',
        required: ['id', 'born', 'chip'],
        maxProperties: 4,
        properties: {
          id: { type: 'string', format: 'uuid' },
          born: { type: 'string', 'x-certainty': { required: 'sibling' } },
          chip: {
            type: 'string',
            maxLength: 5,
            'x-sensitive': true,
            'x-certainty': { maxLength: 'inferred' },
          },
          kind: { enum: ['CAT', 'DOG'] },
        },
      },
    },
  }),
);
const pet = { id: 'e4021849-0e09-43ef-b9a7-18124356f489', born: '', chip: 'k4n' };

function response(status: number, body: Json, ...headers: [string, string][]): JudgedResponse {
  const text = JSON.stringify(body);
  return { status, text, body, display: body, headers: [['content-type', 'application/json'], ...headers] };
}

function judged(given: JudgedResponse, id = 'createPet'): string[] {
  return responseViolations(contract, contract.operation(id), given).map(
    ({ level, rule, pointer }) => `${level} ${rule} ${pointer}`,
  );
}

describe('a response', () => {
  test('as described breaks nothing', () => {
    assert.deepEqual(judged(response(201, pet, ['location', '/pets/1'], ['x-count', '5'])), []);
  });

  test('breaks the contract with a status that is not described', () => {
    assert.deepEqual(judged(response(500, {})), ['MUST status status']);
  });

  test('breaks a MUST with such a status even if the operation is uncertain', () => {
    assert.deepEqual(judged(response(500, {}), 'guess'), ['MUST status status']);
  });

  test('has every violation reported, each with the level of what it breaks', () => {
    assert.deepEqual(judged(response(200, { id: 'x', chip: 'k4n4ry', kind: 'COW' })), [
      'SHOULD required /born',
      'MUST format /id',
      'SHOULD maxLength /chip',
      'MUST enum /kind',
    ]);
  });

  test('has levels no stronger than the certainty of its operation or response', () => {
    assert.deepEqual(judged(response(200, { ...pet, id: 'x' }), 'guess'), ['SHOULD format /id']);
    assert.deepEqual(judged(response(400, { ...pet, id: 'x' })), ['SHOULD format /id']);
  });

  test('must declare JSON in its content type, in any case and with any parameters', () => {
    const { text, body, display } = response(200, pet);
    const typed = (type: string): string[] =>
      judged({ status: 200, text, body, display, headers: [['Content-Type', type]] });

    assert.deepEqual(typed('Application/JSON; charset=utf-8'), []);
    assert.deepEqual(typed('text/html'), ['MUST content-type content-type']);
    assert.deepEqual(judged({ status: 200, text, body, display, headers: [] }), [
      'MUST content-type content-type',
    ]);
  });

  test('must have a JSON body', () => {
    const headers: JudgedResponse['headers'] = [['content-type', 'application/json']];

    assert.deepEqual(judged({ status: 200, text: '<html>', body: undefined, display: '', headers }), [
      'MUST json ',
    ]);
    assert.deepEqual(judged({ status: 200, text: 'null', body: null, display: null, headers }), [
      'MUST type ',
    ]);
  });

  test('must be in UTF-8', () => {
    assert.deepEqual(judged({ ...response(200, pet), garbledAt: 7 }), ['MUST json ']);
  });

  test('needs no body if none is described', () => {
    assert.deepEqual(judged({ status: 204, text: '', body: undefined, display: '', headers: [] }), []);
  });

  test('must not reveal internals of the API when it is an error', () => {
    const errors = [
      'Error\n    at find (/srv/pets.js:12:7)',
      'java.lang.NullPointerException\n\tat com.example.Pets.find(Pets.java:41)',
      'Traceback (most recent call last):',
      'syntax error in SELECT * FROM pets',
      'SQLSTATE[42000]',
      'IllegalStateException',
    ];
    const found = (status: number, message: string): string[] =>
      judged(response(status, { ...pet, kind: message })).filter((each) => each.includes('internals'));
    for (const message of errors) {
      assert.ok(found(500, message).includes('MUST internals /kind'), message);
      assert.deepEqual(found(200, message), []);
    }
    for (const message of ['Not found at 12:30', 'VALIDATION_ERROR', 'must be selected from 1 to 3'])
      assert.deepEqual(found(400, message), []);
    const page = { ...response(500, null), text: `<pre>${errors[0] ?? ''}</pre>`, body: undefined };
    assert.ok(judged(page).includes('MUST internals '));
  });

  test('must have the described headers', () => {
    assert.deepEqual(judged(response(201, pet, ['x-count', 'many'])), [
      'MUST header header location',
      'SHOULD header header x-count',
    ]);
  });

  test('must not have an empty header if a number is described', () => {
    assert.deepEqual(judged(response(201, pet, ['location', '/'], ['x-count', ''])), [
      'SHOULD header header x-count',
    ]);
  });
});

describe('a message', () => {
  const messages = (body: Json, display: Json): string =>
    responseViolations(contract, contract.operation('createPet'), { ...response(200, body), display })
      .map(({ message }) => message)
      .join('\n');

  test('shows the received value as it may be shown, at its place', () => {
    const chipped = { ...pet, chip: 'k4n4ry' };

    assert.match(
      messages(chipped, { ...pet, chip: '[redacted]' }),
      /\/chip must NOT have more.*"\[redacted\]"/,
    );
    assert.doesNotMatch(messages(chipped, { ...pet, chip: '[redacted]' }), /k4n4ry/);
  });

  test('shows nothing else of a body that breaks a rule as a whole', () => {
    const crowded = { ...pet, chip: 'k4n4r', kind: 'CAT', five: 5 };

    assert.match(
      messages(crowded, '[redacted]'),
      /must NOT have more than 4 properties, received "\[redacted\]"/,
    );
    assert.doesNotMatch(messages(crowded, '[redacted]'), /k4n4r/);
  });

  test('about a status or media type shows no more', () => {
    const { message } = outcomeViolation(
      contract.operation('createPet'),
      { ...response(404, { chip: 'k4n4ry' }), display: 'shown' },
      'success',
    ) ?? { message: '' };

    assert.equal(message, 'status must be 200 or 201 (success), received 404 "shown"');
  });
});

describe('a status', () => {
  test('is a MUST if a caller without permission succeeds, even if the operation is uncertain', () => {
    const levelOf = (status: number): string | undefined =>
      outcomeViolation(contract.operation('guess'), response(status, pet), 'unauthenticated')?.level;

    assert.deepEqual([levelOf(200), levelOf(404), levelOf(401)], ['MUST', 'SHOULD', undefined]);
  });
});
