import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { seenValuesOf } from '../../../../../src/exchange/redaction/seen-values.ts';
import { recordedBody } from '../../../../../src/exchange/redaction/recorded-body.ts';
import { createRedactor } from '../../../../../src/exchange/redaction/redaction.ts';
import { headerWithoutThirdPartyData } from '../../../../../src/exchange/redaction/third-party-data.ts';
import { contract } from '../../../support/real-contract.ts';

const id = 'e4021849-0e09-43ef-b9a7-18124356f489';
const email = 'canarina.vane@mail.example.org';
const phone = '+12175553434';
const stranger = {
  ...{ id: '0c0ffee0-5eed-4bad-9dad-c0ffee000001', firstName: 'Canarina', lastName: 'Canaryvane' },
  ...{ primaryEmail: { value: email }, primaryPhoneNumber: { number: phone } },
};
const ours = { id, firstName: 'Known', primaryEmail: { value: 'x@run.kor-conformance.example' } };
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const spoken = /canar|vane|2175553434|c0ffee/i;

function written(body: Json): string {
  const redactor = createRedactor(['k4n4ry']);
  const schema = '/components/schemas/CustomerPage';
  return recordedBody(JSON.stringify(body), { contract, redactor, schema, ownIds: [id] });
}

describe('data of others is not recorded', () => {
  const bodies: Record<string, Json> = {
    'as the name of a property': { [email]: { note: 'x' }, content: [] },
    'as the name of a property of a customer of the run': { ...ours, [email]: true },
    'as the name of a property, in capital letters': { ...ours, [email.toUpperCase()]: true },
    'as the name of a property, by phone': { ...ours, [phone]: true },
    'nested in a customer of the run': { ...ours, referredBy: stranger },
    'nested in a customer of the run, in lists of lists': { ...ours, metadata: { friends: [[stranger]] } },
    'nested in a customer of the run, without an id': { ...ours, partner: { firstName: 'Canarina', email } },
    'as a text in a customer of the run': { ...ours, note: `ask ${email} or ${phone}` },
    'in base64 in a customer of the run': { ...ours, note: base64(`ask ${email}`) },
    'in base64 of base64 in a customer of the run': {
      ...ours,
      note: base64(base64(JSON.stringify({ after: email }))),
    },
    'in a cursor of base64 JSON': {
      content: [ours],
      next: base64(JSON.stringify({ after: 'Canaryvane', id: 7 })),
    },
    'in a cursor of base64url JSON': {
      ...{ content: [ours] },
      next: Buffer.from(JSON.stringify(['Canaryvane', '??>>'])).toString('base64url'),
    },
    'in a link with percent escapes': { ...ours, next: `/v1/customers?email=${encodeURIComponent(email)}` },
    'in a link with double percent escapes': {
      ...ours,
      next: `/v1/customers?email=${encodeURIComponent(encodeURIComponent(email))}`,
    },
    'in HTML entities': { ...ours, note: email.replace('@', '&#64;') },
  };

  for (const [where, body] of Object.entries(bodies))
    test(where, () => {
      const text = written(body);

      assert.doesNotMatch(text, spoken);
      for (const part of text.match(/[\w+/-]{12,}/g) ?? [])
        assert.doesNotMatch(Buffer.from(part, 'base64').toString('utf8'), spoken);
    });

  const headers: Record<string, string> = {
    'in the path of Location': '/v1/customers/canarina.vane',
    'in the query of Location': '/v1/customers?lastName=Canaryvane',
    'in Link':
      '</v1/customers?after=Canaryvane>; rel="next", </v1/customers/by-email/canarina.vane%40mail.example.org>; rel="self"',
    'in a cursor in Link': `</v1/customers?after=${base64(JSON.stringify({ after: 'Canaryvane' }))}>; rel="next"`,
    'in a header of its own': email,
  };

  for (const [where, value] of Object.entries(headers))
    test(where, () => {
      const seenValues = seenValuesOf(createRedactor([]), contract);
      const text = headerWithoutThirdPartyData(value, { ownIds: [id], seenValues }, false);

      assert.doesNotMatch(text, spoken);
      for (const part of text.match(/[\w+/-]{12,}/g) ?? [])
        assert.doesNotMatch(Buffer.from(part, 'base64').toString('utf8'), spoken);
    });

  test('while all data of the run is shown', () => {
    assert.deepEqual(JSON.parse(written({ content: [ours], totalElements: 1 })), {
      content: [ours],
      totalElements: 1,
    });
  });
});
