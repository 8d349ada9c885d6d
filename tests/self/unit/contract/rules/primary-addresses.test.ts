import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DescribedBody } from '../../../../../src/contract/validation/violation-at.ts';
import {
  addressTypesOf,
  primaryViolations,
  promotionViolations,
} from '../../../../../src/contract/rules/primary-addresses.ts';
import type { JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import type { Violation } from '../../../../../src/contract/validation/violation.ts';
import { contract } from '../../../support/real-contract.ts';

/** `P` and `M` are addresses of two types; upper case marks the primary ones. */
const body = (letters: string): DescribedBody['body'] => ({
  type: 'INDIVIDUAL',
  addresses: Array.from(letters).map((letter) => ({
    type: letter.toLowerCase() === 'p' ? 'PHYSICAL' : 'MAILING',
    ...(letter === letter.toUpperCase() && { primary: true }),
  })),
});
const described = (letters: string): DescribedBody => ({
  contract,
  schema: '/components/schemas/Customer',
  body: body(letters),
});
const places = (violations: Violation[]): string[] =>
  violations.map(({ level, pointer }) => `${level} ${pointer}`);
const kept = (letters: string, sent = ''): string[] =>
  places(primaryViolations(described(letters), addressTypesOf(body(sent))));
const promoted = (letters: string, sent = letters): string[] =>
  places(promotionViolations(described(letters), body(sent) ?? null));

describe('one primary address of each type', () => {
  test('is accepted, in any position', () => {
    for (const letters of ['', 'P', 'pP', 'PmpM', 'mMP']) assert.deepEqual(kept(letters), [], letters);
  });

  test('is reported missing at the first address of the type', () => {
    assert.deepEqual(kept('Pmm'), ['MUST /addresses/1/primary']);
  });

  test('is reported at every further primary address of the type', () => {
    assert.deepEqual(kept('PPmMP'), ['MUST /addresses/1/primary', 'MUST /addresses/4/primary']);
  });

  test('is reported missing when a type that was sent is not returned at all', () => {
    assert.deepEqual(kept('P', 'Pm'), ['MUST /addresses']);
  });
});

describe('the first address of each type', () => {
  test('is primary when none was marked', () => {
    assert.deepEqual(promoted('PMpm'), []);
  });

  test('is the only one reported when another was made primary instead', () => {
    assert.deepEqual(promoted('pP'), ['MUST /addresses/0/primary']);
  });

  test('is reported once when none was made primary', () => {
    assert.deepEqual(promoted('pp'), ['MUST /addresses/0/primary']);
  });

  test('is the one that was sent first, in any position of the response', () => {
    const at = (street: string, primary?: boolean): JsonObject => ({
      ...{ type: 'PHYSICAL', streetLine1: street, zipCode: '80202' },
      ...(primary !== undefined && { primary }),
    });
    const sent = { addresses: [at('1 Main Street'), at('2 Main Street')] };
    const shown = (...addresses: JsonObject[]): string[] =>
      places(
        promotionViolations(
          { contract, schema: '/components/schemas/Customer', body: { type: 'INDIVIDUAL', addresses } },
          { type: 'INDIVIDUAL', ...sent },
        ),
      );

    assert.deepEqual(shown(at('2 Main Street', false), at('1 Main Street', true)), []);
    assert.deepEqual(shown(at('2 Main Street', true), at('1 Main Street', false)), [
      'MUST /addresses/1/primary',
    ]);
  });

  test('does not hide further primary addresses', () => {
    assert.deepEqual(promoted('PP'), ['MUST /addresses/1/primary']);
    assert.deepEqual(promoted('', 'p'), ['MUST /addresses']);
  });
});
