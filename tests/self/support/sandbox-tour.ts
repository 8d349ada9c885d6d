import { valueAt, type JsonObject } from '../../../src/contract/schema/pointers.ts';
import { basicAuthorization } from '../../../src/exchange/session.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { address, business, individual, passport } from '../e2e/sandbox/drafts.ts';
import { plainResponse, type PlainResponse } from './sandbox-client.ts';
import type { Asked, Due, Tour } from './tour.ts';
import { unusualTour } from './unusual-tour.ts';

/** One stop of a tour: the operation, the expected outcome, and the response. */
export interface Stop {
  operation: string;
  outcome: Due;
  response: PlainResponse;
}

/** An email address that no other customer of a tour has. */
const mail = (word: string): JsonObject => ({ primaryEmail: { value: `${word}@example.com` } });

const unknownId = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const home = address({ cityName: 'Zurich', zipCode: '8001' });

/** Sends requests in every area of a sandbox, some to succeed and some to be rejected; always in the same order. */
export async function tourOf({ url, accounts }: Sandbox): Promise<Stop[]> {
  const stops: Stop[] = [];
  const tokens: string[] = [];
  const ask = async (operation: string, line: string, asked: Asked = {}): Promise<PlainResponse> => {
    const [method = '', path = ''] = line.split(' ');
    const { query = '', body, type, outcome = 'success' } = asked;
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const authorization = asked.authorization ?? `Bearer ${tokens[0] ?? ''}`;
    const response = await plainResponse(url, {
      method,
      target: path + query,
      authorization,
      body: text,
      type,
    });
    stops.push({ operation, outcome, response });
    return response;
  };
  const tour = { ask, idOf: (response: PlainResponse) => textAt(response, '/id') };

  for (const account of [accounts.first, accounts.other]) {
    const authorization = basicAuthorization(account);
    const response = await ask('exchangeApiKey', 'POST /v1/api-keys/exchange', { authorization });
    tokens.push(textAt(response, '/access_token'));
  }
  await refusals(tour, tokens[1] ?? '');
  await customers(tour);
  await otherAreas(tour);
  await unusualTour(tour, accounts.first);
  return stops;
}

function textAt({ body }: PlainResponse, pointer: string): string {
  const value = valueAt(body, pointer);
  return typeof value === 'string' ? value : '';
}

async function refusals({ ask, idOf }: Tour, otherToken: string): Promise<void> {
  const create = 'POST /v1/customers';
  const exchange = 'POST /v1/api-keys/exchange';
  await ask('exchangeApiKey', exchange, { authorization: 'Basic %%%', outcome: 'malformedCredentials' });
  await ask('listCustomers', 'GET /v1/customers', { authorization: 'Bearer x', outcome: 'unauthenticated' });
  await ask('createCustomer', create, { body: '{', outcome: 'malformedBody' });
  await ask('createCustomer', create, { body: '{}', type: 'text/plain', outcome: 'unsupportedMediaType' });
  await ask('createCustomer', create, { body: { type: 'BUSINESS' }, outcome: 'invalid' });
  const contacts = [{ firstName: 1 }];
  await ask('createCustomer', create, { body: business({ contacts }), outcome: 'invalid' });
  await ask('retrieveCustomer', 'GET /v1/customers/nobody', { outcome: 'malformedId' });
  await ask('retrieveCustomer', `GET /v1/customers/${unknownId}`, { outcome: 'notFound' });
  await ask('retrieveCustomer', `PATCH /v1/customers/${unknownId}`, { outcome: 'open' });
  const taken = { externalId: 'taken' };
  const own = idOf(await ask('createCustomer', create, { body: individual({ ...taken, ...mail('own') }) }));
  const second = individual({ ...taken, ...mail('second') });
  await ask('createCustomer', create, { body: second, outcome: 'conflict' });
  const authorization = `Bearer ${otherToken}`;
  await ask('retrieveCustomer', `GET /v1/customers/${own}`, { authorization, outcome: 'forbidden' });
}

async function customers({ ask, idOf }: Tour): Promise<void> {
  const metadata = { createdAt: '2025-01-01T00:00:00.000Z' };
  const body = individual({ middleName: 'Ann', addresses: [home], metadata, ...mail('ann') });
  const id = idOf(await ask('createCustomer', 'POST /v1/customers', { body }));
  const of = `/v1/customers/${id}`;
  await ask('retrieveCustomer', `GET ${of}`);
  for (const query of ['', '?cityName=Zurich', '?cityName=zuric', '?cityName=ZURICH', '?name=Sara&size=1'])
    await ask('listCustomers', 'GET /v1/customers', { query });
  await ask('updateCustomer', `PUT ${of}`, { body: individual({ lastName: 'Black', ...mail('ann') }) });
  await ask('retrieveCustomer', `GET ${of}`);
  await ask('createCustomer', 'POST /v1/customers', {
    body: individual({ shoeSize: 43, ...mail('shoes') }),
    outcome: 'open',
  });
  await ask('suspendCustomer', `PUT ${of}/suspend`);
  await ask('suspendCustomer', `PUT ${of}/suspend`, { outcome: 'repeated' });
  await ask('updateCustomer', `PUT ${of}`, { body, outcome: 'suspended' });
  await ask('unsuspendCustomer', `PUT ${of}/unsuspend`);
  await ask('removeCustomer', `DELETE ${of}`);
  await ask('removeCustomer', `DELETE ${of}`, { outcome: 'repeated' });
}

async function otherAreas({ ask, idOf }: Tour): Promise<void> {
  const person = idOf(
    await ask('createCustomer', 'POST /v1/customers', { body: individual(mail('person')) }),
  );
  const firm = idOf(await ask('createCustomer', 'POST /v1/customers', { body: business() }));
  const query = `?scopeType=CUSTOMER&scopeId=${person}`;
  await ask('listLimits', 'GET /v1/limits', { query });
  await ask('listLimitUtilisation', 'GET /v1/limits/utilisation', { query });
  const owners = `/v1/customers/${firm}/beneficiaries`;
  const body = {
    firstName: 'Ana',
    lastName: 'Reyes',
    title: 'Owner',
    socialId: '123456789',
    socialIdCountryCode: 'USA',
  };
  const owner = idOf(await ask('createBeneficialOwner', `POST ${owners}`, { body }));
  await ask('updateBeneficialOwner', `PUT ${owners}/${owner}`, { body: { lastName: 'Lima' } });
  const alone = { body: { socialId: '987654321' }, outcome: 'open' } as const;
  await ask('updateBeneficialOwner', `PUT ${owners}/${owner}`, alone);
  await ask('retrieveBeneficialOwner', `GET ${owners}/${owner}`);
  await ask('listBeneficialOwners', `GET ${owners}`);
  const papers = idOf(await ask('createDocument', 'POST /v1/documents', { body: passport(person) }));
  const renamed = { documentType: 'passport', name: 'Old', number: '1', issuingCountryCode: 'USA' };
  await ask('updateDocument', `PUT /v1/documents/${papers}`, { body: renamed });
  await ask('retrieveDocument', `GET /v1/documents/${papers}`);
  await ask('listDocuments', 'GET /v1/documents');
  await ask('listIdentityVerificationProfiles', 'GET /v1/identity-verification-profiles');
  const application = { accountId: person, identityVerificationProfileId: 'kyc-profile-1' };
  await ask('submitIdentityVerification', 'POST /v1/identity-verifications', { body: application });
  await ask('listIdentityVerifications', 'GET /v1/identity-verifications');
  await ask('listWatchlistEvents', 'GET /v1/watchlist-events');
}
