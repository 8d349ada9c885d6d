import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { certainties } from '../../../../src/contract/schema/certainty.ts';
import {
  isObject,
  textOf,
  toPointer,
  valueAt,
  type Json,
  type JsonObject,
} from '../../../../src/contract/schema/pointers.ts';
import { undeclaredFields } from '../../../../src/contract/privacy/undeclared-properties.ts';
import { bodyViolations } from '../../../../src/contract/validation/body-violations.ts';
import { shown } from '../../../../src/contract/words.ts';
import { operationsOf, resolved } from '../../../../src/description/reading/document.ts';
import { objectsBelow } from '../contract/schema/objects-below.ts';
import { contract } from '../../support/real-contract.ts';

const { document } = contract;
const operations = operationsOf(document);

/** The objects below a pointer and below everything that they refer to. */
function reached(start: string, seen = new Set<string>()): Set<string> {
  for (const { pointer, object } of objectsBelow(start)) {
    seen.add(pointer);
    const target = typeof object.$ref === 'string' ? object.$ref.slice(1) : undefined;
    if (target !== undefined && !seen.has(target)) reached(target, seen);
  }
  return seen;
}

const requests = new Set(
  operations.flatMap(({ group, pointer }) =>
    group === 'paths'
      ? ['/requestBody', '/parameters'].flatMap((part) => [...reached(`${pointer}${part}`)])
      : [],
  ),
);
const responses = new Set(
  operations.flatMap(({ group, pointer }) => [
    ...reached(group === 'paths' ? `${pointer}/responses` : `${pointer}/requestBody`),
  ]),
);

interface Example {
  at: string;
  schema: string;
  value: Json;
}

/** The examples of media types and parameters, each with its schema. */
const ofMediaTypes = objectsBelow('').flatMap(({ pointer, object }): Example[] => {
  if (!isObject(object.schema) || (object.examples === undefined && object.example === undefined)) return [];
  const named = isObject(object.examples) ? Object.keys(object.examples) : [];
  const values = named.map((name): Example => {
    const at = `${pointer}${toPointer(['examples', name])}`;
    return { at, schema: `${pointer}/schema`, value: resolved(document, at).object.value ?? null };
  });
  const single = { at: `${pointer}/example`, schema: `${pointer}/schema`, value: object.example ?? null };
  return object.example === undefined ? values : [...values, single];
});

const ofSchemas = Object.keys(valueAt(document, '/components/schemas') ?? {}).flatMap((name): Example[] => {
  const schema = toPointer(['components', 'schemas', name]);
  const examples = valueAt(document, `${schema}/examples`);
  return Array.isArray(examples)
    ? examples.map((value, index) => ({ at: `${schema}/examples/${String(index)}`, schema, value }))
    : [];
});

describe('every example of the description', () => {
  const all = [...ofMediaTypes, ...ofSchemas];

  test('is found by this test', () => {
    const isOfProperty = (pointer: string): boolean => /\/properties\/[^/]+$/.test(pointer); // used by the derived cases
    const written = objectsBelow('').filter(
      ({ pointer, object }) => ('examples' in object || 'example' in object) && !isOfProperty(pointer),
    );

    assert.ok(ofSchemas.length > 0 && ofMediaTypes.length > 0, 'no example was found');
    assert.equal(
      new Set(all.map(({ at }) => at.replace(/\/examples?\/.*|\/example$/, ''))).size,
      written.length - 1,
    );
  });

  for (const { at, schema, value } of all) {
    const views = [
      ...(requests.has(schema) ? ['request' as const] : []),
      ...(responses.has(schema) ? ['response' as const] : []),
    ];

    test(`${at} is valid where it is used, and contains nothing undeclared`, () => {
      assert.ok(views.length > 0, 'it is used nowhere');
      for (const view of views)
        assert.deepEqual(
          bodyViolations(contract, view, schema, value, value).map(({ message }) => message),
          [],
        );
      assert.deepEqual(undeclaredFields(document, schema, value), []);
    });
  }

  test('among the components is used', () => {
    for (const name of Object.keys(valueAt(document, '/components/examples') ?? {}))
      assert.ok(
        requests.has(`/components/examples/${name}`) || responses.has(`/components/examples/${name}`),
        name,
      );
  });
});

describe('every outcome of the description', () => {
  for (const { pointer, operation, group } of operations.filter((site) => site.group === 'paths')) {
    const own = isObject(operation['x-outcomes']) ? operation['x-outcomes'] : {};

    test(`of ${textOf(operation.operationId)} in ${group} is among its responses, and success is defined`, () => {
      const statuses = Object.values(own).flatMap((outcome) => Object.keys(outcome as JsonObject));

      assert.deepEqual(
        statuses.filter((status) => valueAt(document, `${pointer}/responses/${status}`) === undefined),
        [],
      );
      assert.ok('success' in own, 'no success');
    });
  }

  test('has statuses that are accepted, discouraged or observed, and at least one that is not discouraged', () => {
    const outcomes = [document, ...operations.map(({ operation }) => operation)].flatMap((holder) =>
      Object.entries((holder['x-outcomes'] ?? {}) as JsonObject),
    );
    for (const [name, statuses] of outcomes) {
      const words = Object.values(statuses as JsonObject);

      assert.ok(words.includes('accepted') || words.includes('observed'), name);
      assert.ok(
        words.every((word) => ['accepted', 'discouraged', 'observed'].includes(textOf(word))),
        name,
      );
    }
  });
});

describe('every extension of the description', () => {
  const marked = objectsBelow('').filter(({ object }) => 'x-certainty' in object);

  test('of certainty has a known value other than the default', () => {
    for (const { pointer, object } of marked) {
      const mark = object['x-certainty'];
      for (const word of isObject(mark) ? Object.values(mark) : [mark])
        assert.ok(
          word !== 'documented' && certainties.some((known) => known === word),
          `${pointer}: ${shown(word)}`,
        );
    }
  });

  test('of certainty for a keyword names a present keyword, or required', () => {
    for (const { pointer, object } of marked)
      for (const keyword of isObject(object['x-certainty']) ? Object.keys(object['x-certainty']) : [])
        assert.ok(keyword === 'required' || keyword in object, `${pointer}: ${keyword}`);
  });

  test('of round trips has a known value', () => {
    const words = ['e164', 'server-set', 'write-only', 'masked', 'default', 'ignored'];
    for (const { pointer, object } of objectsBelow(''))
      if ('x-round-trip' in object) assert.ok(words.includes(textOf(object['x-round-trip'])), pointer);
  });

  test('is one of those that the suite reads', () => {
    const known = [
      'certainty',
      'outcomes',
      'unset-fields',
      'empty-in-answers',
      'round-trip',
      'made-up',
      'update',
      'sensitive',
      'source',
      'vocabulary',
      'array-order',
      'other-form',
    ];
    const names = objectsBelow('').flatMap(({ object }) =>
      Object.keys(object).filter((name) => name.startsWith('x-')),
    );

    assert.deepEqual(
      [...new Set(names)].filter((name) => !known.includes(name.slice(2))),
      [],
    );
  });
});
