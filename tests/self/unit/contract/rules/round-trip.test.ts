import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json, JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import { rearrangements, roundTripViolations } from '../../../../../src/contract/rules/round-trip.ts';
import type { Violation } from '../../../../../src/contract/validation/violation.ts';
import { contract } from '../../../support/real-contract.ts';
import { contractOf, documentOf } from '../../../support/small-contract.ts';

const small = contractOf(
  documentOf({
    schemas: {
      Pet: {
        type: 'object',
        properties: {
          born: { type: 'string', format: 'date-time' },
          id: { type: 'string', readOnly: true },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          checked: { type: 'boolean', 'x-round-trip': 'server-set' },
          mail: { type: 'string', format: 'email' },
          guess: { type: 'string', 'x-certainty': 'sibling' },
          chip: { type: 'string', 'x-sensitive': true },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  }),
);
const kept = (sent: Json, received: Json | undefined): Violation[] =>
  roundTripViolations(small, '/components/schemas/Pet', sent, received);
const lost = (sent: Json, received: Json | undefined): string[] =>
  kept(sent, received).map(({ level, pointer }) => `${level} ${pointer}`);

describe('a sent value', () => {
  test('is kept when every property of it is returned, whatever else is returned', () => {
    assert.deepEqual(lost({ guess: 'a', tags: ['x', 'y'] }, { guess: 'a', tags: ['x', 'y'], more: 1 }), []);
  });

  test('is kept in any order of a list, entry by entry', () => {
    assert.deepEqual(lost({ tags: ['x', 'y', 'x'] }, { tags: ['y', 'x', 'x'] }), []);
    assert.deepEqual(lost({ tags: ['x', 'y', 'x'] }, { tags: ['y', 'x', 'y'] }), ['MUST /tags/2']);
  });

  test('is not kept when a property is missing or changed, or a list has more or fewer entries', () => {
    assert.deepEqual(lost({ labels: { a: 'x' }, tags: ['x', 'y'] }, { tags: ['y', 'z'] }), [
      'MUST /labels',
      'MUST /tags/1',
    ]);
    assert.deepEqual(lost({ tags: ['x'] }, { tags: ['x', 'x'] }), ['MUST /tags']);
    assert.deepEqual(lost({ tags: ['x', 'x'] }, { tags: ['x'] }), ['MUST /tags']);
  });

  test('is kept in either Unicode normalisation', () => {
    assert.deepEqual(lost({ guess: 'Zo\u00EB' }, { guess: 'Zoe\u0308' }), []);
    assert.deepEqual(lost({ guess: 'Zo\u00EB' }, { guess: 'Zoe' }), ['SHOULD /guess']);
  });

  test('is kept with the certainty of its property', () => {
    assert.deepEqual(lost({ guess: 'a' }, { guess: 'b' }), ['SHOULD /guess']);
  });

  test('is changed when its type changes', () => {
    assert.deepEqual(lost({ tags: ['5'] }, { tags: [5] }), ['MUST /tags/0']);
  });

  test('may be returned as the same point in time in another form', () => {
    assert.deepEqual(lost({ born: '2025-01-01T01:00:00+01:00' }, { born: '2025-01-01T00:00:00.000Z' }), []);
  });

  test('is kept when it is returned unchanged, even if it is not a valid point in time', () => {
    assert.deepEqual(lost({ born: 'yesterday' }, { born: 'yesterday' }), []);
  });

  test('is not judged where the server decides', () => {
    assert.deepEqual(lost({ checked: true, id: 'mine' }, { checked: false, id: 'theirs' }), []);
  });

  test('has no key added in a map', () => {
    assert.deepEqual(lost({ labels: { a: 'x' } }, { labels: { a: 'x', b: 'y' } }), ['MUST /labels/b']);
  });

  for (const key of ['7', 'a/b', 'constructor', 'toString', '__proto__']) {
    test(`is kept or lost at the key "${key}" like at any other`, () => {
      const labels = JSON.parse(`{"${key}":"x"}`) as JsonObject;

      assert.deepEqual(lost({ labels }, { labels }), []);
      assert.equal(lost({ labels }, { labels: {} }).length, 1);
    });
  }

  test('is lost when nothing was returned', () => {
    assert.deepEqual(lost({ guess: 'a' }, undefined), ['MUST ']);
  });
});

describe('the order of lists', () => {
  const moved = (order: string | undefined, received: Json): string[] => {
    const document = { ...small.document, ...(order !== undefined && { 'x-array-order': order }) };
    const sent = { guess: 'a', tags: ['x', 'y'] };
    return rearrangements({ ...small, document }, '/components/schemas/Pet', sent, received).map(
      ({ level, pointer }) => `${level} ${pointer}`,
    );
  };

  test('is observed, and is binding if it is pinned', () => {
    assert.deepEqual(moved(undefined, { tags: ['y', 'x'] }), ['MAY /tags']);
    assert.deepEqual(moved('observed', { tags: ['y', 'x'] }), ['MAY /tags']);
    assert.deepEqual(moved('kept', { tags: ['y', 'x'] }), ['MUST /tags']);
  });

  test('is not reported if it is kept, or if entries are lost', () => {
    assert.deepEqual(moved('kept', { tags: ['x', 'y'] }), []);
    assert.deepEqual(moved('kept', { tags: ['y'] }), []);
  });
});

describe('the message', () => {
  test('says what was sent and what was returned', () => {
    assert.equal(
      kept({ guess: 'a' }, { guess: null })[0]?.message,
      '/guess must be "a" as sent, received null (dropped)',
    );
    assert.equal(
      kept({ guess: 'a' }, {})[0]?.message,
      '/guess must be "a" as sent, received nothing (dropped)',
    );
  });

  test('never contains a sensitive value, or an object that contains one', () => {
    for (const received of [{ chip: 'other' }, undefined, null, 'k4n4ry'.slice(0, 3)])
      assert.doesNotMatch(kept({ chip: 'k4n4ry' }, received)[0]?.message ?? '', /k4n4ry|other/);
  });
});

describe('an email address', () => {
  test('is kept if the case of its domain changes, and not if that of its local part changes', () => {
    assert.deepEqual(
      ['Ada@qa.example', 'Ada@QA.Example', 'ada@qa.example', 'Ada@qa.example.org', 'Ada'].map(
        (mail) => lost({ mail: 'Ada@qa.example' }, { mail }).length,
      ),
      [0, 0, 1, 1, 1],
    );
  });
});

describe('a phone number', () => {
  const phone = (sent: string, received: string): string[] =>
    roundTripViolations(
      contract,
      '/components/schemas/PhoneNumber',
      { number: sent },
      { number: received },
    ).map(({ level, pointer }) => `${level} ${pointer}`);

  test('in E.164 is kept exactly', () => {
    assert.deepEqual(phone('+14155550123', '+14155550123'), []);
    assert.deepEqual(phone('+14155550123', '+14155550124').length, 1);
    assert.deepEqual(phone('+14155550123', '4155550123').length, 1);
  });

  for (const [sent, stored] of [
    ['14155550123', '+14155550123'],
    ['4155550123', '+14155550123'],
    ['0612345678', '+33612345678'],
  ] as const) {
    test(`sent as ${sent} may be stored as ${stored}`, () => {
      assert.deepEqual(phone(sent, stored), []);
    });
  }

  test('is changed when its digits change', () => {
    assert.equal(phone('4155550123', '+14155550124').length, 1);
  });

  test('breaks only a SHOULD when it is stored as it was sent: only sibling pages document E.164', () => {
    assert.deepEqual(phone('4155550123', '4155550123'), ['SHOULD /number']);
  });
});
