import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dataSetDrafts } from '../../../../../src/contract/data/customer-dataset.ts';
import {
  fullBusiness,
  fullIndividual,
  minimalBusiness,
  minimalIndividual,
  type DraftSeed,
} from '../../../../../src/contract/data/drafts.ts';
import { casesOf } from '../../../../../src/contract/cases/groups.ts';
import {
  markedEmailIn,
  markOf,
  signsOf,
  withOwnEmails,
  type MarkContext,
} from '../../../../../src/contract/privacy/ownership-mark.ts';
import { isObject, type Json, type JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import { index } from '../../../support/derived-cases.ts';
import { contract } from '../../../support/real-contract.ts';

const emailDomain = 'qa.corp.example';
const ids = { id: 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f' };
const seedOf = (index: number, domain?: string): DraftSeed => ({
  seed: `seed ${String(index)}`,
  runId: 'r-1',
  ...(domain !== undefined && { emailDomain: domain }),
});
const drafts = [minimalIndividual, fullIndividual, minimalBusiness, fullBusiness];
const domains: [words: string, domain: string | undefined][] = [
  ['our own domain', undefined],
  ['a domain of the user', emailDomain],
];

/** A resource with an email address and no other sign. */
const at = (value: string): Json => ({ ...ids, primaryEmail: { value } });
/** The sent body, with changed email addresses. */
const shown = (body: object, change: (email: string) => string): Json =>
  JSON.parse(JSON.stringify({ ...ids, ...body }), (_, each: unknown) =>
    typeof each === 'string' && each.includes('@') ? change(each) : each,
  ) as Json;
const knownOf = (body: object, domain?: string): MarkContext => ({
  emailDomain: domain,
  signs: new Map(signsOf(body as JsonObject).map((sign) => [sign, 'r-1'])),
});

for (const [words, domain] of domains)
  describe(`the mark at ${words}`, () => {
    const bodies = drafts.flatMap((draft) => [1, 2, 3].map((index) => draft(seedOf(index, domain))));
    const known: MarkContext = { emailDomain: domain };

    test('is found in what was created, in letters of any case', () => {
      for (const change of [
        (email: string) => email,
        (email: string) => email.toLowerCase(),
        (email: string) => email.toUpperCase(),
      ])
        for (const body of bodies) assert.equal(markOf(shown(body, change), known), 'r-1');
    });

    test('differs for every ordinal, has the same length, and is the same to the byte for the same ordinal', () => {
      const [body] = bodies;
      const emails = [0, 1, 2, 2].map((ordinal) =>
        markedEmailIn(withOwnEmails(body, ordinal) as object as Json, known),
      );
      assert.equal(new Set(emails).size, 3);
      assert.equal(emails[2], emails[3]);
      assert.equal(new Set(emails.map((email) => email?.length)).size, 1);
      for (const email of emails) assert.equal(markOf(at(email ?? ''), known), 'r-1');
    });

    test('has a capital in its local part, and fits there with a run id of 40 characters', () => {
      const long = { ...seedOf(1, domain), runId: 'r'.repeat(40) };
      const [local = ''] = minimalIndividual(long).primaryEmail.value.split('@');

      assert.match(local, /[A-Z]/);
      assert.ok(local.length + '+list'.length <= 64, local);
    });

    test('or a sign is in every body of a derived case', () => {
      const seed = seedOf(1, domain);
      for (const group of index.bodies.filter(({ operation }) => operation === 'createCustomer'))
        for (const { name, body } of casesOf(contract, group, seed).cases) {
          if (!isObject(body)) continue;
          const { primaryEmail: _own, contacts, ...rest } = body;
          const people = Array.isArray(contacts) ? contacts.filter(isObject) : [];
          const unreachable = {
            ...rest,
            contacts: people.map(({ primaryEmail: _its, ...contact }) => contact),
          };

          assert.ok(markOf(body, known) ?? signsOf(body).length > 0, name);
          assert.ok(signsOf(unreachable).length > 0, `${name}, without email addresses`);
        }
    });
  });

describe('no mark is found', () => {
  const number = /K\w{11}/.exec(minimalIndividual(seedOf(1, emailDomain)).primaryEmail.value)?.[0] ?? '';

  for (const email of [
    'somebody@example.com',
    `somebody@${emailDomain}`,
    `kor-rx@${emailDomain}`,
    `kor-r-1@${emailDomain}`,
    `kor-r-1-1@${emailDomain}`,
    `kor-sales-k12345678901@${emailDomain}`,
    `kor-r-1-${number}x@${emailDomain}`,
    `x-kor-r-1-${number}@${emailDomain}`,
    `kor-r-1-${number}@corp.example`,
    `kor-r-1-${number}@x${emailDomain}`,
    'a@r-1.kor-conformance.example.org',
    'a@r-1.xkor-conformance.example',
    'a@sub.r-1.kor-conformance.example',
    'a@kor-conformance.example',
  ])
    test(`in ${email}`, () => {
      assert.equal(markOf(at(email), { emailDomain }), undefined);
    });

  test('in a marked local part whose domain the run did not set', () => {
    assert.equal(markOf(at(`kor-r-1-${number}@${emailDomain}`)), undefined);
    assert.equal(markOf(at(`kor-r-1-${number}@${emailDomain}`), { emailDomain }), 'r-1');
    assert.equal(markOf(at(`kor-r-1-${number}+list@x.${emailDomain}`), { emailDomain }), 'r-1');
  });

  test('in a customer of others whose other values mention an address of the run', () => {
    const ours = 'a@r-1.kor-conformance.example';
    for (const more of [
      { metadata: { note: ours } },
      { spouse: { id: 'x', primaryEmail: { value: ours } } },
      { emails: [ours] },
      { note: `see ${ours}` },
    ])
      assert.equal(markOf({ ...ids, primaryEmail: { value: 'somebody@example.com' }, ...more }), undefined);
  });
});

describe('signs of what was sent', () => {
  const body = fullIndividual(seedOf(1));
  const { externalId = '', metadata = {} } = body;

  for (const [words, change] of [
    ['masked', (email: string) => email.replace(/^(.)[^@]*@.*/, '$1***@example.com')],
    ['masked and the domain kept', (email: string) => email.replace(/^(.)[^@]*/, '$1***')],
    ['dropped', () => ''],
    ['without its domain', (email: string) => email.replace(/@.*/, '')],
    ['cut', (email: string) => email.slice(0, -4)],
    ['without its at sign', (email: string) => email.replace('@', '')],
  ] satisfies [string, (email: string) => string][])
    test(`identify what was created when its email address is ${words}`, () => {
      for (const draft of drafts) {
        const sent = draft(seedOf(1));
        assert.equal(markOf(shown(sent, change), knownOf(sent)), 'r-1', draft.name);
        assert.equal(
          markOf(
            shown(draft(seedOf(2)), () => ''),
            knownOf(sent),
          ),
          undefined,
          draft.name,
        );
      }
    });

  test('are any two of first name, last name and phone number, whatever the third', () => {
    const { firstName, lastName, primaryPhoneNumber } = minimalIndividual(seedOf(1));
    const known = knownOf(minimalIndividual(seedOf(1)));
    const national = { number: primaryPhoneNumber.number.replace('+1', '') };

    for (const seen of [
      { firstName, lastName: lastName.toUpperCase() },
      { firstName, primaryPhoneNumber },
      { lastName, primaryPhoneNumber: national },
    ])
      assert.equal(markOf({ ...ids, ...seen }, known), 'r-1');
    for (const seen of [{ firstName }, { lastName }, { primaryPhoneNumber }])
      assert.equal(markOf({ ...ids, ...seen }, known), undefined);
  });

  test('do not count beside an email address of others, except the number of an address: an API may have merged two customers', () => {
    const email = { primaryEmail: { value: 'somebody@example.com' } };
    const { firstName, lastName, primaryPhoneNumber } = body;

    assert.equal(
      markOf({ ...ids, firstName, lastName, primaryPhoneNumber, ...email }, knownOf(body)),
      undefined,
    );
    assert.equal(markOf({ ...ids, externalId, ...email }, knownOf(body)), undefined);
    assert.equal(markOf({ ...ids, metadata, ...email }, knownOf(body)), undefined);
    const [, number = ''] = /(-K\w+)@/.exec(body.primaryEmail.value) ?? [];
    const moved = { primaryEmail: { value: `somebody${number}@example.com` } };
    assert.equal(markOf({ ...ids, ...moved }, knownOf(body)), 'r-1');
  });

  test('are not values that are short or common', () => {
    const anybodys = {
      ...{ externalId: 'A', businessName: 'Smith Inc', metadata: { channel: 'understanding', a: '1' } },
      ...{ firstName: 'Ann', lastName: 'Smith', primaryPhoneNumber: { number: '+12025550123' } },
    };
    assert.deepEqual(signsOf(anybodys), []);
    assert.deepEqual(signsOf(null), []);
  });

  test('are in every customer of a data set', () => {
    const { plain, odd, elsewhere, leaving } = dataSetDrafts(seedOf(1));
    for (const each of [...plain, ...odd, ...elsewhere, ...leaving])
      assert.equal(
        markOf(
          shown(each, () => ''),
          knownOf(each),
        ),
        'r-1',
      );
  });
});
