import { at, list, set, text } from './edits.ts';
import { inGroup, type Row } from './fault.ts';
import { calls, type Applies } from './requests.ts';
import { asked, asking, edited, refused, sending, sent, type Body, type Tampering } from './tampering.ts';

const [isCreate, isUpdate, isRead, isList] = [
  calls('createCustomer'),
  calls('updateCustomer'),
  calls('retrieveCustomer'),
  calls('listCustomers'),
];
const [isOwnerChange, isDocumentChange] = [calls('updateBeneficialOwner'), calls('updateDocument')];

/** The tests of a field of an operation. */
const of = (operation: string, field: string, variant = ''): { grep: string } => ({
  grep: ` ${operation} .* ${field} ${variant}`,
});
const ofIndividual = (field: string): { grep: string } => of('createCustomer', field, 'INDIVIDUAL');
const ofBusiness = (field: string): { grep: string } => of('createCustomer', field, 'BUSINESS');

const plain = (value: string): string => value.normalize('NFD').replaceAll(/\p{M}/gu, '');
const asNumber = (value: string): string => (/^\d+$/.test(value) ? String(Number(value)) : value);
const asAscii = (value: string): string => value.replaceAll(/[^\0-\x7f]/g, '?');
const dayEarlier = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
const mixed = list('/contacts', (contacts) => {
  const names = contacts.map(({ lastName }) => lastName);
  return contacts.map((contact, index) => ({ ...contact, lastName: names.at(index - 1) }));
});
const keysInCapitals = at('/metadata', (metadata) =>
  Object.fromEntries(Object.entries(metadata as Body).map(([key, value]) => [key.toUpperCase(), value])),
);

/** Changes email addresses in every response with customers; leaves them out where the change is undefined. */
const showingEmails = (change: (value: string) => string | undefined): Tampering => {
  const holders = ['', '/contacts/*', '/content/*', '/content/*/contacts/*'];
  const edits = holders.map((holder) =>
    at(`${holder}/primaryEmail`, (email) => {
      const { value, ...others } = (email ?? {}) as Body;
      const shown = typeof value === 'string' ? change(value) : undefined;
      return shown === undefined ? undefined : { ...others, value: shown };
    }),
  );
  const shows: Applies = (request) =>
    [isCreate, isUpdate, isRead, isList].some((applies) => applies(request));
  return edited(shows, (body) => {
    for (const edit of edits) edit(body);
  });
};

const damage: Row[] = [
  [
    'CUS-003',
    'email addresses masked',
    '/primaryEmail/value',
    showingEmails((value) => value.replace(/^(.).*@.*/, '$1***@example.com')),
  ],
  ['CUS-003', 'email addresses not shown', '/primaryEmail', showingEmails(() => undefined)],
  [
    'CUS-003',
    'email addresses in small letters',
    '/primaryEmail/value',
    sent(
      isCreate,
      text('/primaryEmail/value', (value) => value.toLowerCase()),
    ),
  ],
  [
    'CUS-003',
    'first name in capitals',
    '/firstName',
    edited(
      isCreate,
      text('/firstName', (name) => name.toUpperCase()),
    ),
  ],
  [
    'CUS-006',
    'business name cut',
    '/businessName',
    edited(
      isCreate,
      text('/businessName', (name) => name.slice(0, 1)),
    ),
  ],
  ['CUS-007', 'metadata dropped', '/metadata', edited(isCreate, set('/metadata', undefined))],
  [
    'CUS-008',
    'further contacts dropped',
    '/contacts',
    edited(
      isCreate,
      list('/contacts', (all) => all.slice(0, 1)),
    ),
  ],
  [
    'DER-007',
    'leading zeros lost',
    '/externalId',
    sent(isCreate, text('/externalId', asNumber)),
    ofIndividual('externalId'),
  ],
  [
    'DER-007',
    'reference numbers in capitals',
    '/externalId',
    edited(
      isRead,
      text('/externalId', (value) => value.toUpperCase()),
    ),
    ofBusiness('externalId'),
  ],
  [
    'DER-009',
    'names stored in another encoding',
    '/lastName',
    sent(
      isUpdate,
      text('/lastName', (name) => Buffer.from(name).toString('latin1')),
    ),
    of('updateCustomer', 'lastName', 'INDIVIDUAL'),
  ],
  [
    'DER-009',
    'accents taken off names',
    '/firstName',
    sent(isCreate, text('/firstName', plain)),
    ofIndividual('firstName'),
  ],
  [
    'DER-009',
    'letters outside ASCII lost',
    '/businessName',
    sent(isCreate, text('/businessName', asAscii)),
    ofBusiness('businessName'),
  ],
  [
    'DER-007',
    'hyphens taken for spaces',
    '/lastName',
    sent(
      isCreate,
      text('/lastName', (name) => name.replaceAll('-', ' ')),
    ),
    ofIndividual('lastName'),
  ],
  [
    'DER-007',
    'what follows a plus sign dropped',
    '/primaryEmail/value',
    sent(
      isCreate,
      text('/primaryEmail/value', (email) => email.replace(/\+[^@]*/, '')),
    ),
    ofIndividual('primaryEmail'),
  ],
  [
    'DER-007',
    'extensions stored as numbers',
    '/primaryPhoneNumber/extension',
    sent(isCreate, text('/primaryPhoneNumber/extension', asNumber)),
    ofIndividual('primaryPhoneNumber'),
  ],
  [
    'DER-007',
    'phone numbers without their plus sign',
    '/primaryPhoneNumber/number',
    edited(
      isRead,
      text('/primaryPhoneNumber/number', (number) => number.replace('+', '')),
    ),
    ofIndividual('primaryPhoneNumber'),
  ],
  [
    'DER-007',
    'streets cut',
    '/addresses/*/streetLine1',
    sent(
      isCreate,
      text('/addresses/*/streetLine1', (street) => street.slice(0, 40)),
    ),
    ofIndividual('addresses'),
  ],
  [
    'DER-007',
    'names on parcels cut',
    '/addresses/*/name/firstName',
    sent(
      isCreate,
      text('/addresses/*/name/firstName', (name) => name.slice(0, 30)),
    ),
    ofBusiness('addresses'),
  ],
  [
    'DER-007',
    'postal codes stored as numbers',
    '/addresses/*/zipCode',
    sent(isUpdate, text('/addresses/*/zipCode', asNumber)),
    of('updateCustomer', 'addresses', 'INDIVIDUAL'),
  ],
  [
    'DER-007',
    'cities in title case',
    '/addresses/*/cityName',
    edited(
      isRead,
      text('/addresses/*/cityName', (city) =>
        city.toLowerCase().replaceAll(/\b\w/g, (letter) => letter.toUpperCase()),
      ),
    ),
    ofBusiness('addresses'),
  ],
  [
    'DER-007',
    'metadata cut on reading',
    '/metadata/customerRefId',
    edited(
      isRead,
      text('/metadata/*', (value) => value.slice(0, 255)),
    ),
    ofIndividual('metadata'),
  ],
  [
    'DER-007',
    'keys of metadata in capitals',
    '/metadata/customerRefId',
    sent(isCreate, keysInCapitals),
    ofBusiness('metadata'),
  ],
  [
    'DER-007',
    'names listed in capitals',
    '/content/*/firstName',
    edited(
      isList,
      text('/content/*/firstName', (name) => name.toUpperCase()),
    ),
    ofIndividual('externalId'),
  ],
  [
    'DER-007',
    'names of contacts mixed',
    '/contacts/*/lastName',
    edited(isRead, mixed),
    ofBusiness('contacts'),
  ],
  [
    'DER-007',
    'days of birth in local time',
    '/dateOfBirth',
    sent(isOwnerChange, text('/dateOfBirth', dayEarlier)),
    of('updateBeneficialOwner', 'dateOfBirth'),
  ],
  [
    'DER-007',
    'leap days moved',
    '/issuingDate',
    sent(
      isDocumentChange,
      text('/issuingDate', (day) => day.replace('02-29', '02-28')),
    ),
    of('updateDocument', 'issuingDate'),
  ],
  [
    'DER-007',
    'descriptions of documents cut',
    '/description',
    sent(
      isDocumentChange,
      text('/description', (all) => all.slice(0, 64)),
    ),
    of('updateDocument', 'description'),
  ],
  [
    'DER-007',
    'amounts rounded to cents twice',
    '/amount',
    edited(
      calls('updateLimit'),
      at('/amount', (amount) => Number(amount) / 100),
    ),
    of('updateLimit', 'amount'),
  ],
  [
    'DER-009',
    'outer space filled',
    '/firstName',
    sent(
      isCreate,
      text('/firstName', (name) => name.replaceAll(/^ | $/g, '_')),
    ),
    ofIndividual('firstName'),
  ],
  [
    'DER-009',
    'signs beyond 16 bits lost',
    '/firstName',
    sent(
      isUpdate,
      text('/firstName', (name) => name.replaceAll(/\p{Extended_Pictographic}/gu, '?')),
    ),
    of('updateCustomer', 'firstName', 'INDIVIDUAL'),
  ],
  [
    'DER-009',
    'other scripts lost',
    '/businessName',
    sent(isCreate, text('/businessName', asAscii)),
    ofBusiness('businessName'),
  ],
  [
    'LST-023',
    'names mixed up in the list',
    '/content/*/lastName',
    edited(isList, set('/content/*/lastName', 'Somebody')),
  ],
];

const known: Row[] = [
  [
    'DER-024',
    'middle names cut',
    '/middleName',
    sent(
      isCreate,
      text('/middleName', (name) => name.slice(0, 3)),
    ),
    ofIndividual('middleName'),
  ],
  [
    'DER-024',
    'days of birth a day early',
    '/dateOfBirth',
    sent(isCreate, text('/dateOfBirth', dayEarlier)),
    ofIndividual('dateOfBirth'),
  ],
];

const injection: Row[] = [
  [
    'DER-007',
    'apostrophes doubled',
    '/lastName',
    sent(
      isCreate,
      text('/lastName', (name) => name.replaceAll("'", "''")),
    ),
    { code: 300, ...ofIndividual('lastName') },
  ],
  [
    'DER-007',
    'apostrophe breaks the writing',
    'status',
    refused(sending(isCreate, /"lastName":"[^"]*'/), 500),
    { code: 100, ...ofIndividual('lastName') },
  ],
  [
    'DER-009',
    'markup escaped',
    '/lastName',
    sent(
      isCreate,
      text('/lastName', (name) => name.replaceAll('<', '&lt;')),
    ),
    ofIndividual('lastName'),
  ],
  [
    'DER-009',
    'markup taken out',
    '/lastName',
    sent(
      isUpdate,
      text('/lastName', (name) => name.replaceAll(/<[^>]*>/g, '')),
    ),
    of('updateCustomer', 'lastName', 'INDIVIDUAL'),
  ],
  [
    'DER-009',
    'markup breaks the writing',
    'status',
    refused(sending(isCreate, /</), 500),
    { code: 100, ...ofBusiness('businessName') },
  ],
  [
    'LST-021',
    'plus sign read as a space',
    'query primaryEmail',
    {
      request: (request) =>
        isList(request) ? { ...request, url: request.url.replaceAll('%2B', '+') } : undefined,
    },
  ],
  [
    'LST-021',
    'wildcard finds everybody',
    '/content/*',
    asked(asking(isList, 'externalId', '%25'), (query) => {
      if (query.get('externalId') === '%') query.delete('externalId');
    }),
    { code: 300 },
  ],
  [
    'LST-021',
    'apostrophe breaks the search',
    'status',
    refused(asking(isList, 'name', "[^&]*(%27|')"), 500),
    { code: 300 },
  ],
  [
    'LST-021',
    'ampersand ends a value',
    'query name',
    asked(isList, (query) => {
      const name = query.get('name');
      if (name?.includes('&')) query.set('name', `${name.split('&')[0] ?? ''}!`);
    }),
  ],
];

/** Defects that damage data, and defects in the handling of special characters. */
export const damageFaults = [...inGroup('damage', [...damage, ...known]), ...inGroup('injection', injection)];
