import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '../../../../../src/contract/schema/pointers.ts';
import { parsedJson } from '../../../../../src/contract/validation/violations.ts';
import { seenValuesOf } from '../../../../../src/exchange/redaction/seen-values.ts';
import { recordedBody, recordedTokenResponse } from '../../../../../src/exchange/redaction/recorded-body.ts';
import { issuedSecretsIn } from '../../../../../src/exchange/redaction/issued-secrets.ts';
import { createRedactor } from '../../../../../src/exchange/redaction/redaction.ts';
import { headerWithoutThirdPartyData } from '../../../../../src/exchange/redaction/third-party-data.ts';
import { contract } from '../../../support/real-contract.ts';

const id = 'e4021849-0e09-43ef-b9a7-18124356f489';
const cleaning = { contract, redactor: createRedactor(['k4n4ry']), ownIds: [id] };
const company = { ownIds: [id], seenValues: seenValuesOf(cleaning.redactor, contract) };
const at = (component: string): string => `/components/schemas/${component}`;
const written = (schema: string, body: Json, ownIds?: string[]): string =>
  recordedBody(JSON.stringify(body), { ...cleaning, schema: at(schema), ownIds });

describe('a recorded body', () => {
  test('is unchanged to the byte when nothing in it is to be hidden', () => {
    const text = '{ "message":"no",\n"traceId": 1e2 }';

    assert.equal(recordedBody(text, { ...cleaning, schema: at('Error') }), text);
  });

  test('contains neither sensitive values nor a known secret', () => {
    const body = { access_token: 'unknown', note: 'it was k4n4ry' };

    assert.deepEqual(parsedJson(written('AccessToken', body)), {
      access_token: '[redacted]',
      note: 'it was [redacted]',
    });
  });

  for (const text of [String.raw`{"a":"k4n\u0034ry"}`, String.raw`{"a":["\u006b4n4ry\n"]}`]) {
    test(`contains no secret in needless escapes: ${text}`, () => {
      const clean = recordedBody(text, { ...cleaning, schema: undefined, ownIds: undefined });

      assert.doesNotMatch(JSON.stringify(parsedJson(clean)), /k4n4ry/);
    });
  }

  test('that is not JSON contains no known secret', () => {
    const own = { ...cleaning, schema: undefined, ownIds: undefined };

    assert.equal(recordedBody('<p>k4n4ry</p>', own), '<p>[redacted]</p>');
  });
});

describe('data of others', () => {
  const ours = { id: 'a', primaryEmail: { value: 'x@run.kor-conformance.example' } };
  const known = { id, firstName: 'Known' };

  test('is what neither carries the mark nor was created by the test', () => {
    const body = { content: [ours, known], totalElements: 2 };

    assert.deepEqual(parsedJson(written('CustomerPage', body, [id])), body);
  });

  const strangers: Json[] = [
    { id: 'b', firstName: 'Stranger', tags: ['Stranger'], more: { deep: 'Stranger' } },
    { id: 5, firstName: 'Stranger' },
    { firstName: 'Stranger' },
    { uuid: 'b', primaryEmail: { value: 'Stranger@example.com' } },
    'Stranger',
    ['Stranger'],
    { id: 'b', errorCode: 'Stranger' },
    { limits: [{ scopeId: 'Stranger' }], owners: { content: ['Stranger'] } },
  ];
  for (const stranger of strangers) {
    test(`keeps only its shape: ${JSON.stringify(stranger).slice(0, 50)}`, () => {
      const page = written('CustomerPage', { content: [ours, stranger], totalElements: 2 }, [id]);

      assert.doesNotMatch(page, /Stranger/);
      assert.deepEqual((parsedJson(page) as { content: Json[] }).content[0], ours);
    });
  }

  test('keeps only its shape when it is the whole body', () => {
    for (const one of ['b', 5]) {
      assert.doesNotMatch(written('Customer', { id: one, firstName: 'Stranger' }, [id]), /Stranger/);
    }
  });

  const places: [place: string, of: (stranger: Json) => Json][] = [
    ['the whole body', (stranger) => stranger],
    ['in a page that has an id itself', (stranger) => ({ id: 'p', content: [ours, stranger] })],
    ['in a bare list', (stranger) => [ours, stranger]],
    ['under a name of its own', (stranger) => ({ data: stranger, more: ours })],
    ['in an error', (stranger) => ({ errorCode: 'NO', message: 'no', customer: { of: stranger } })],
    ['below a customer of the run, with an id', (stranger) => ({ ...ours, owners: [{ id: 'o', stranger }] })],
  ];
  for (const [place, of] of places) {
    test(`keeps only its shape in this place: ${place}`, () => {
      for (const stranger of strangers)
        assert.doesNotMatch(written('CustomerPage', of(stranger), [id]), /Stranger/);
    });
  }

  test('is not recorded from a body that is not JSON', () => {
    for (const text of [
      '{"content":[{"firstName":"Stranger"',
      '<customers><name>Stranger</name></customers>',
    ])
      assert.equal(
        recordedBody(text, { ...cleaning, schema: undefined }),
        `[${String(text.length)} characters]`,
      );
  });

  test('is not recorded from the error page of a gateway', () => {
    const text = '<html>502: mail stranger@mail.example.com or call +1 (217) 555-3434';
    const clean = recordedBody(text, { ...cleaning, schema: undefined });

    assert.equal(clean, '<html>502: mail [redacted] or call [redacted]');
  });

  test('is not recorded when an error quotes it', () => {
    const message =
      'a@b.example.org or +12175553434 is taken, x@run.kor-conformance.example is not: +12025550123';
    const clean = written('Error', { errorCode: 'NO', message }, [id]);

    assert.match(clean, /"\[redacted\] or \[redacted\] is taken, x@run\..* is not: \+12025550123"/);
  });

  test('is not recorded from texts that quote a customer whom an earlier response showed, in any encoding', () => {
    const redactor = createRedactor([]);
    const said = (message: string): unknown =>
      parsedJson(recordedBody(JSON.stringify({ errorCode: 'NO', message }), { ...met, schema: undefined }));
    const met = { ...cleaning, redactor };
    const body = {
      ...{ id: 'b-17', status: 'ACTIVE', type: 'INDIVIDUAL', firstName: 'Zoë (Ann)', lastName: 'Li' },
      addresses: [{ streetLine1: '7 Some Street', zipCode: '62701', cityName: 'Status' }],
    };
    const quoting = 'zoë (ANN), of 7%20Some%20Street, 62701, has b-17; firstName of an ACTIVE status, 627012';
    const clean =
      '[redacted], of [redacted], [redacted], has [redacted]; firstName of an ACTIVE status, 627012';
    assert.deepEqual(said(quoting), { errorCode: 'NO', message: quoting }, 'nobody is known yet');
    recordedBody(JSON.stringify(body), { ...met, schema: at('IndividualCustomer') });

    assert.deepEqual(said(quoting), { errorCode: 'NO', message: clean });
    assert.equal(recordedBody(`502 ${quoting}`, { ...met, schema: undefined }), `502 ${clean}`);
    const seenValues = seenValuesOf(redactor, contract);
    assert.equal(headerWithoutThirdPartyData(quoting, { ownIds: [], seenValues }, false), clean);
  });

  test('is remembered for as many values as a shared sandbox may have, the newest', () => {
    const seenValues = seenValuesOf(createRedactor([]), contract);
    seenValues.meet('half \ud83d');
    for (let count = 0; count <= 5000; count += 1) seenValues.meet(`person ${String(count)}`);

    assert.equal(seenValues.without('person 0, person 1, person 5000'), 'person 0, [redacted], [redacted]');
  });

  test('is not recorded from a header with a location, except for what the request created', () => {
    const stranger = 'a4021849-0e09-43ef-b9a7-18124356f489';
    const location = (one: string, isOfOurs = false): string =>
      headerWithoutThirdPartyData(`/v1/customers/${one}`, company, isOfOurs);

    assert.match(location(stranger), /^\/v1\/customers\/[0-9a-f]{12}$/);
    assert.equal(location(id), `/v1/customers/${id}`);
    assert.equal(location(stranger, true), `/v1/customers/${stranger}`);
    assert.equal(headerWithoutThirdPartyData('x; s%40mail.example.com', company, true), 'x; [redacted]');
  });

  test('does not include the words of an error', () => {
    const error = {
      message: 'no',
      errorCode: 'NO',
      errors: [{ path: 'firstName', message: 'is required', errorCode: 'R' }],
    };

    assert.deepEqual(parsedJson(written('Error', error, [id])), error);
  });

  test('is distinguished by hashes of ids', () => {
    const hashed = (one: string): unknown =>
      (parsedJson(written('Customer', { id: one }, [])) as { id: unknown }).id;

    assert.match(String(hashed('b')), /^[0-9a-f]{12}$/);
    assert.equal(hashed('b'), hashed('b'));
    assert.notEqual(hashed('b'), hashed('c'));
  });

  test('does not exist on a target without other users', () => {
    const body = { content: [{ id: 'b', firstName: 'Stranger' }] };

    assert.deepEqual(parsedJson(written('CustomerPage', body)), body);
  });
});

describe('the secrets that a response issues', () => {
  const handedOut: [text: string, secrets: string[]][] = [
    ['{"access_token":"abc","expires_in":60}', ['abc']],
    ['[{"data": {"refreshToken" : "abc"}}]', ['abc']],
    ['{"access_token":"abc",', ['abc']],
    ['{"access_token":"a\\/b\\u0063"}', ['a/bc']],
    ['{"access_token":"a\\"b"}', ['a"b']],
    ['{"token_type":"Bearer","tokenId":"abc","message":"token"}', []],
    ['<html>', []],
    ['{"acc\\u0065ss_tok\\u0065n":"FRESH0123456789a"}', ['FRESH0123456789a']],
    ['{"message":"{\\"access_token\\":\\"FRESH0123456789a\\"}"}', ['FRESH0123456789a']],
    ['access_token=FRESH0123456789a&expires_in=60', ['FRESH0123456789a']],
    ['{"message":"use Bearer FRESH0123456789a"}', ['FRESH0123456789a']],
    ['{"next":"/cb?access_token=FRESH0123456789a"}', ['FRESH0123456789a']],
    ['{"apiKey":"FRESH0123456789a"}', ['FRESH0123456789a']],
    ['{"message":"token=malformed-signature, bearer authentication"}', []],
  ];
  for (const [text, secrets] of handedOut) {
    test(`of ${text} are ${JSON.stringify(secrets)}`, () => {
      assert.deepEqual(issuedSecretsIn(text), secrets);
    });
  }

  for (const [name, value] of [
    ['www-authenticate', 'Bearer token="FRESH0123456789a"'],
    ['x-api-key', 'FRESH0123456789a'],
    ['x-next', 'Bearer FRESH0123456789a'],
    ['location', '/v1/customers/1?access_token=FRESH0123456789a'],
  ] as const)
    test(`include those of the header ${name}`, () => {
      assert.deepEqual(issuedSecretsIn('', [[name, value]]), ['FRESH0123456789a']);
    });

  test('are not recorded when a token was expected and cannot be parsed', () => {
    const of = (text: string, isSuccess: boolean): string =>
      recordedTokenResponse(text, isSuccess, { ...cleaning, schema: at('AccessToken'), ownIds: undefined });

    assert.equal(of('access_token=abc', true), '[redacted]');
    assert.equal(of('<html>', true), '<html>');
    assert.equal(of('no such key', false), 'no such key');
  });
});
