import { textOf, valueAt, type JsonObject } from '../../../src/contract/schema/pointers.ts';
import { basicAuthorization } from '../../../src/exchange/session.ts';
import type { Credentials } from '../../../src/target/target.ts';
import type { Tour } from './tour.ts';
import { address, individual, passport } from '../e2e/sandbox/drafts.ts';

/** Individuals that one API accepts and another rejects. */
const people: readonly JsonObject[] = [
  { lastName: 5 },
  { middleName: null },
  { primaryPhoneNumber: { number: '+14155550101', type: 'work' } },
  { metadata: { size: 43 } },
  { middleName: ' Ann ' },
  { middleName: 'Zoë' },
  { middleName: 'Zoe\u0308' },
  { middleName: 'A\u{1F680}' },
  { middleName: '<b>Ann</b>' },
  { addresses: [address({ cityName: 'Aurora', countryCode: 'gbr' })] },
  { addresses: [address({ cityName: 'Zurich', zipCode: null })] },
  {
    addresses: [
      address({ cityName: 'Zurich', zipCode: '8001' }),
      address({ type: 'PHYSICAL', cityName: 'Ulm' }),
    ],
  },
];

const open = { outcome: 'open' } as const;

/** Sends requests about points that the documentation leaves open; no outcome is expected. */
export async function unusualTour({ ask, idOf }: Tour, { key, secret }: Credentials): Promise<void> {
  const create = 'POST /v1/customers';
  const wrong = basicAuthorization({ key, secret: `${secret}x` });
  const garbled = `${basicAuthorization({ key, secret })}%%%`;
  for (const each of [wrong, garbled])
    await ask('exchangeApiKey', 'POST /v1/api-keys/exchange', { authorization: each, ...open });
  for (const [nth, more] of people.entries()) {
    const primaryEmail = { value: `person.${String(nth)}@example.com` };
    await ask('createCustomer', create, { body: individual({ primaryEmail, ...more }), ...open });
  }
  const again = individual({ primaryEmail: { value: 'person.5@example.com' } });
  await ask('createCustomer', create, { body: again, ...open });
  for (const query of ['?size=50', '?page=first', '?createdAtFrom=2025-02-30'])
    await ask('listCustomers', 'GET /v1/customers', { query, ...open });
  const authorization = basicAuthorization({ key, secret });
  await ask('listCustomers', 'GET /v1/customers', { authorization, ...open });
  const primaryEmail = { value: 'customer@example.com' };
  const person = idOf(await ask('createCustomer', create, { body: individual({ primaryEmail }), ...open }));
  const suspended = individual({ primaryEmail, status: 'SUSPENDED' });
  await ask('updateCustomer', `PUT /v1/customers/${person}`, { body: suspended, ...open });
  const papers = idOf(await ask('createDocument', 'POST /v1/documents', { body: passport(person), ...open }));
  const query = '?contentUrlType=DOWNLOAD';
  await ask('retrieveDocumentContentUrl', `GET /v1/documents/${papers}/content-url`, { query, ...open });
  const { body } = await ask('listLimits', `GET /v1/limits?scopeType=CUSTOMER&scopeId=${person}`, open);
  const id = textOf(valueAt(body, '/0/id'));
  await ask('updateLimit', `PUT /v1/limits/${id}`, { body: { amount: '99.5' }, ...open });
}
