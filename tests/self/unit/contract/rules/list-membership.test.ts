import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DescribedBody } from '../../../../../src/contract/validation/violation-at.ts';
import { laidBare, partShown, missingValues } from '../../../../../src/contract/rules/missing-values.ts';
import { lackingIn, strayIn, unfitIn } from '../../../../../src/contract/rules/lists/list-membership.ts';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import type { Violation } from '../../../../../src/contract/validation/violation.ts';
import { contract } from '../../../support/real-contract.ts';

const inList = (body: Json): DescribedBody => {
  const response = contract.operation('listBeneficialOwners').responses['200'];
  return { contract, schema: response?.schema ?? '', body };
};
const inPage = (content: Json): DescribedBody => ({
  contract,
  schema: '/components/schemas/DocumentPage',
  body: { content },
});
const inOwner = (body: Json): DescribedBody => ({
  contract,
  schema: '/components/schemas/BeneficialOwner',
  body,
});
const places = (violations: Violation[]): string[] =>
  violations.map(({ level, pointer }) => `${level} ${pointer}`);
const id = '2f9d8c7b-6a5e-4d3c-8b2a-1f0e9d8c7b6a';

describe('a list', () => {
  const owner = { id, firstName: 'Ana', lastName: 'Reyes', dateOfBirth: '1980-02-29' };

  test('lacks nothing of a resource if an entry repeats its described properties', () => {
    const { dateOfBirth: _, ...summary } = owner;

    assert.deepEqual(lackingIn(inList([{ id: 'other' }, summary]), owner), []);
  });

  test('lacks a resource without an entry', () => {
    assert.deepEqual(places(lackingIn(inList([{ ...owner, id: 'other' }]), owner)), ['MUST ']);
    assert.deepEqual(places(lackingIn(inPage([]), { id })), ['MUST /content']);
  });

  test('lacks every property that the entry leaves out or changes', () => {
    assert.deepEqual(places(lackingIn(inList([{ id, firstName: 'Anna' }]), owner)), [
      'MUST /0/firstName',
      'MUST /0/lastName',
    ]);
  });

  test('lacks only wrong values in a summary, not missing properties', () => {
    const document = { id, name: 'Passport', documentType: 'passport' };

    assert.deepEqual(lackingIn(inPage([{ id }]), document, true), []);
    assert.deepEqual(lackingIn(inPage([{ id, name: null, documentType: '' }]), document, true), []);
    assert.deepEqual(places(lackingIn(inPage([{ id, name: 'Tax' }]), document, true)), [
      'MUST /content/0/name',
    ]);
  });

  test('has a stray entry if a resource must not be in it', () => {
    assert.deepEqual(strayIn(inPage([{ id: 'other' }]), { id }), []);
    assert.deepEqual(places(strayIn(inPage([{ id: 'other' }, { id }]), { id })), ['MUST /content/1']);
  });

  test('has every entry reported that does not match the filter; in a list of values one match is enough', () => {
    const entries = [{ status: 'NEW' }, { status: 'SCANNED' }, { status: ['NEW', 'SCANNED'] }, {}];

    assert.deepEqual(places(unfitIn(inPage(entries), { status: 'NEW' })), [
      'MUST /content/1/status',
      'MUST /content/3/status',
    ]);
  });
});

describe('a body', () => {
  test('has a value that is neither null nor missing', () => {
    const body = { controller: false, middleName: null };

    assert.deepEqual(places(missingValues(inOwner(body), ['/controller', '/middleName', '/createdAt'])), [
      'MUST /middleName',
      'SHOULD /createdAt',
    ]);
  });

  test('reveals a secret wherever it is complete, with any punctuation', () => {
    const body = { socialId: '123456789', placeOfBirth: { city: '123-45-6789' }, title: '***-**-6789' };

    assert.deepEqual(places(laidBare(inOwner(body), '123-45-6789')), [
      'MUST /socialId',
      'MUST /placeOfBirth/city',
    ]);
  });

  test('is observed for how much of the end of a secret it shows, without the characters', () => {
    const message = (body: Json): string | undefined =>
      partShown(inOwner(body), '123-45-6789', '/socialId')[0]?.message;

    assert.match(message({ socialId: '*******6789' }) ?? '', /shows the last 4 of 11 characters, in 11:/);
    assert.match(message({ socialId: 'hidden' }) ?? '', /shows the last 0 of 11 characters, in 6:/);
    assert.match(message({}) ?? '', /is left out:/);
  });
});
