import { at, instead, list, text, type Edit } from './edits.ts';
import { inGroup, type Row } from './fault.ts';
import { calls, type Applies } from './requests.ts';
import {
  accepted,
  asked,
  asking,
  bodyOf,
  echoing,
  ignoring,
  misrefused,
  refused,
  sending,
  sent,
  type Body,
} from './tampering.ts';

const [isCreate, isUpdate, isList] = [
  calls('createCustomer'),
  calls('updateCustomer'),
  calls('listCustomers'),
];
const [isOwner, isOwnerChange] = [calls('createBeneficialOwner'), calls('updateBeneficialOwner')];
const [isDocument, isDocumentChange] = [calls('createDocument'), calls('updateDocument')];
const isCut: Applies = (request) => isCreate(request) && !bodyOf(request);
const isLimits = calls('listLimits');

/** The tests of a field of an operation, or of the operation as a whole. */
const of = (operation: string, field = '', variant = ''): { code: 206; grep: string } => ({
  code: 206,
  grep: field === '' ? ` ${operation} ` : ` ${operation} .* ${field} ${variant}`,
});
const ofIndividual = (field: string): { code: 206; grep: string } =>
  of('createCustomer', field, 'INDIVIDUAL');
const ofBusiness = (field: string): { code: 206; grep: string } => of('createCustomer', field, 'BUSINESS');

/** The same for valid input that is refused. */
const right = (operation: string, field = '', variant = ''): { grep: string } => ({
  grep: of(operation, field, variant).grep,
});

const cut = (pointer: string, length: number): Edit => text(pointer, (value) => value.slice(0, length));
const filled = (pointer: string, filling: unknown): Edit => instead(pointer, '', filling);
const defaulted = (pointer: string, usual: unknown): Edit => at(pointer, (value) => value ?? usual);
const asDay = (pointer: string): Edit => text(pointer, (day) => (day === '2023-02-30' ? '2023-03-02' : day));
const withState: Edit = list('/addresses', (addresses) =>
  addresses.map((address) =>
    typeof address === 'object' && !Array.isArray(address) ? { stateCode: 'CO', ...address } : address,
  ),
);
const withName: Edit = list('/addresses', (addresses) =>
  addresses.map((address) =>
    address.type === 'SHIPPING' ? { name: { firstName: 'A', lastName: 'B' }, ...address } : address,
  ),
);
const fewer: Edit = at('/metadata', (metadata) =>
  Object.fromEntries(Object.entries(metadata as Body).slice(0, 5)),
);

const assigned = (
  operation: 'createCustomer' | 'updateCustomer',
  name: string,
  pointer = `/${name}`,
): Row => [
  'DER-021',
  `${name} taken over by ${operation}`,
  pointer,
  echoing(calls(operation), name),
  {
    ...{ code: 303, grep: operation },
    // It is only a SHOULD that an update ignores `status`, and that any operation ignores `verificationStatus`.
    strict: name === 'verificationStatus' || (name === 'status' && operation === 'updateCustomer'),
  },
];

const massAssignment: Row[] = [
  ...(['createCustomer', 'updateCustomer'] as const).flatMap((operation) => [
    assigned(operation, 'id'),
    assigned(operation, 'status'),
    assigned(operation, 'verificationStatus', '/verificationStatus/status'),
    assigned(operation, 'createdAt'),
    assigned(operation, 'createdBy', '/createdBy/id'),
    assigned(operation, 'updatedAt'),
    assigned(operation, 'updatedBy', '/updatedBy/id'),
  ]),
  [
    'DER-022',
    'unknown field stored by creation',
    '/korUndescribed',
    echoing(isCreate, 'korUndescribed'),
    { code: 303, grep: 'createCustomer' },
  ],
  [
    'DER-022',
    'unknown field stored by an update',
    '/korUndescribed',
    echoing(isUpdate, 'korUndescribed'),
    { code: 303, grep: 'updateCustomer' },
  ],
  [
    'DER-022',
    'unknown field stored of an owner',
    '/korUndescribed',
    echoing(isOwnerChange, 'korUndescribed'),
    { code: 303, grep: 'updateBeneficialOwner' },
  ],
];

const wrongBodies: Row[] = [
  [
    'DER-001',
    'lists taken for maps',
    'request /metadata',
    sent(
      isCreate,
      at('/metadata', (value) => (Array.isArray(value) ? {} : value)),
    ),
    ofIndividual('metadata'),
  ],
  [
    'DER-001',
    'objects taken for lists',
    'request /addresses',
    sent(
      isUpdate,
      at('/addresses', (value) => (value instanceof Array ? (value as unknown[]) : [])),
    ),
    of('updateCustomer', 'addresses', 'BUSINESS'),
  ],
  [
    'DER-001',
    'nothing taken for a name',
    'request /lastName',
    sent(isCreate, instead('/lastName', null, '-')),
    ofIndividual('lastName'),
  ],
  [
    'DER-001',
    'names not asked for',
    'request /lastName',
    sent(isCreate, defaulted('/lastName', '-')),
    ofIndividual('lastName'),
  ],
  [
    'DER-001',
    'businesses without contacts taken',
    'request /contacts',
    accepted((request) => isCreate(request) && bodyOf(request)?.contacts === undefined, 201, {}),
    ofBusiness('contacts'),
  ],
  [
    'DER-001',
    'phone numbers without a type taken',
    'request /primaryPhoneNumber/type',
    sent(isCreate, defaulted('/primaryPhoneNumber/type', 'WORK')),
    ofIndividual('primaryPhoneNumber'),
  ],
  [
    'DER-001',
    'type of an application guessed',
    'request /identityVerificationProfileId',
    accepted(calls('submitIdentityVerification'), 201, {}),
    of('submitIdentityVerification', 'identityVerificationProfileId'),
  ],
  [
    'DER-001',
    'unlisted type of address taken',
    'request /addresses/*/type',
    sent(isCreate, instead('/addresses/*/type', 'KOR_UNLISTED', 'MAILING')),
    ofIndividual('addresses'),
  ],
  [
    'DER-001',
    'empty sex taken',
    'request /sex',
    sent(isOwnerChange, filled('/sex', 'FEMALE')),
    of('updateBeneficialOwner', 'sex'),
  ],
  [
    'DER-001',
    'empty streets taken',
    'request /addresses/*/streetLine1',
    sent(isCreate, filled('/addresses/*/streetLine1', '-')),
    ofIndividual('addresses'),
  ],
  [
    'DER-001',
    'countries of two letters taken',
    'request /addresses/*/countryCode',
    sent(
      isCreate,
      text('/addresses/*/countryCode', (code) => (code.length === 2 ? 'CHE' : code)),
    ),
    ofBusiness('addresses'),
  ],
  [
    'DER-001',
    'empty names of owners taken',
    'request /firstName',
    sent(isOwner, filled('/firstName', '-')),
    of('createBeneficialOwner', 'firstName'),
  ],
  [
    'DER-001',
    'streets cut in silence',
    'request /addresses/*/streetLine1',
    sent(isCreate, cut('/addresses/*/streetLine1', 50)),
    ofIndividual('addresses'),
  ],
  [
    'DER-001',
    'cities of any length taken',
    'request /addresses/*/cityName',
    sent(isUpdate, cut('/addresses/*/cityName', 25)),
    of('updateCustomer', 'addresses', 'INDIVIDUAL'),
  ],
  [
    'DER-001',
    'postal codes of any length taken',
    'request /addresses/*/zipCode',
    sent(isCreate, cut('/addresses/*/zipCode', 10)),
    ofBusiness('addresses'),
  ],
  [
    'DER-001',
    'long values of metadata taken',
    'request /metadata/customerRefId',
    sent(isCreate, cut('/metadata/*', 1024)),
    ofBusiness('metadata'),
  ],
  [
    'DER-001',
    'names of documents cut in silence',
    'request /name',
    sent(isDocumentChange, cut('/name', 40)),
    of('updateDocument', 'name'),
  ],
  [
    'DER-001',
    'social ids of any length taken',
    'request /socialId',
    sent(isOwner, cut('/socialId', 50)),
    of('createBeneficialOwner', 'socialId'),
  ],
  [
    'DER-001',
    'sixth value of metadata dropped',
    'request /metadata',
    sent(isCreate, fewer),
    ofIndividual('metadata'),
  ],
  [
    'DER-001',
    'addresses without an at sign taken',
    'request /primaryEmail/value',
    sent(
      isCreate,
      text('/primaryEmail/value', (email) => (email.includes('@') ? email : `a@${email}`)),
    ),
    ofIndividual('primaryEmail'),
  ],
  [
    'DER-001',
    'addresses with nothing before the at sign taken',
    'request /primaryEmail/value',
    sent(
      isUpdate,
      text('/primaryEmail/value', (email) => email.replace(/^@/, 'a@')),
    ),
    of('updateCustomer', 'primaryEmail', 'INDIVIDUAL'),
  ],
  [
    'DER-001',
    'birthdays that there are not moved',
    'request /dateOfBirth',
    sent(isOwner, asDay('/dateOfBirth')),
    of('createBeneficialOwner', 'dateOfBirth'),
  ],
  [
    'DER-001',
    'days of issue that there are not moved',
    'request /issuingDate',
    sent(isDocumentChange, asDay('/issuingDate')),
    of('updateDocument', 'issuingDate'),
  ],
  [
    'DER-001',
    'day before month taken',
    'request /expiryDate',
    sent(isDocument, instead('/expiryDate', '28/02/1990', '1990-02-28')),
    of('createDocument', 'expiryDate'),
  ],
  [
    'DER-001',
    'any id of a holder taken',
    'request /holderId',
    accepted(sending(isDocument, /"holderId":"not-a-uuid"/), 201, {}),
    of('createDocument', 'holderId'),
  ],
  [
    'DER-001',
    'any id of an account taken',
    'request /accountId',
    accepted(sending(calls('submitIdentityVerification'), /not-a-uuid/), 201, {}),
    of('submitIdentityVerification', 'accountId'),
  ],
  [
    'DER-001',
    'files too large taken',
    'request /contentLength',
    sent(
      isDocument,
      at('/contentLength', (length) => (typeof length === 'number' ? Math.min(length, 5_242_880) : length)),
    ),
    of('createDocument', 'contentLength'),
  ],
  [
    'DER-001',
    'amounts below zero taken',
    'request /amount',
    sent(
      calls('updateLimit'),
      at('/amount', (amount) => (typeof amount === 'number' ? Math.abs(amount) : amount)),
    ),
    of('updateLimit', 'amount'),
  ],
  [
    'DER-001',
    'states made up',
    'request /addresses/*/stateCode',
    sent(isUpdate, withState),
    of('updateCustomer', 'addresses', 'INDIVIDUAL'),
  ],
  [
    'DER-001',
    'parcels without a name taken',
    'request /addresses/*/name',
    sent(isCreate, withName),
    ofIndividual('addresses'),
  ],
  [
    'DER-001',
    'social ids of no country taken',
    'request body',
    sent(isOwner, defaulted('/socialIdCountryCode', 'USA')),
    of('createBeneficialOwner', 'socialId'),
  ],
  [
    'DER-001',
    'licences of no state taken',
    'request /issuingStateCode',
    sent(isDocument, defaulted('/issuingStateCode', 'CA')),
    of('createDocument', 'issuingStateCode'),
  ],
  [
    'DER-012',
    'bodies that cannot be read taken',
    'request body',
    accepted(isCut, 201, {}),
    of('createCustomer'),
  ],
  [
    'DER-012',
    'missing bodies taken for empty ones',
    'request body',
    accepted((request) => isDocumentChange(request) && request.body === '', 200, {}),
    of('updateDocument'),
  ],
  [
    'DER-012',
    'lists taken for bodies',
    'request body',
    accepted(sending(isUpdate, /^\[\]$/), 200, {}),
    of('updateCustomer'),
  ],
];

const wrongRequests: Row[] = [
  [
    'DER-014',
    'malformed id taken',
    'request path customerId',
    accepted(calls('retrieveCustomer'), 200, {}),
    of('retrieveCustomer'),
  ],
  [
    'DER-014',
    'malformed id of an owner taken',
    'request path beneficiaryId',
    accepted(calls('retrieveBeneficialOwner'), 200, {}),
    of('retrieveBeneficialOwner'),
  ],
  [
    'DER-014',
    'malformed id of a limit breaks the API',
    'request path limitId',
    misrefused(calls('updateLimit'), 500),
    { code: 100, grep: ' updateLimit ' },
  ],
  [
    'DER-016',
    'malformed day ignored',
    'request query createdAtFrom',
    ignoring(isList, 'createdAtFrom'),
    of('listCustomers'),
  ],
  [
    'DER-016',
    'malformed holder ignored',
    'request query holderId',
    ignoring(calls('listDocuments'), 'holderId'),
    of('listDocuments'),
  ],
  [
    'DER-016',
    'malformed scope taken',
    'request query scopeId',
    accepted(asking(isLimits, 'scopeId', 'not-a-uuid'), 200, []),
    of('listLimits'),
  ],
  [
    'DER-016',
    'unlisted type of scope taken',
    'request query scopeType',
    accepted(asking(isLimits, 'scopeType', 'KOR'), 200, []),
    of('listLimits'),
  ],
  [
    'DER-016',
    'missing kind of URL guessed',
    'request query contentUrlType',
    asked(calls('retrieveDocumentContentUrl'), (query) => {
      if (!query.has('contentUrlType')) query.set('contentUrlType', 'UPLOAD');
    }),
    of('retrieveDocumentContentUrl'),
  ],
];

const rightBodies: Row[] = [
  [
    'DER-004',
    'streets of 50 characters refused',
    'status',
    refused(sending(isCreate, /"streetLine1":"[^"]{50}"/)),
    right('createCustomer', 'addresses', 'INDIVIDUAL'),
  ],
  [
    'DER-004',
    'streets of one character refused',
    'status',
    refused(sending(isUpdate, /"streetLine1":"[^"]"/)),
    right('updateCustomer', 'addresses', 'INDIVIDUAL'),
  ],
  [
    'DER-007',
    'cities of 25 characters refused',
    'status',
    refused(sending(isCreate, /"cityName":"[^"]{25}"/)),
    right('createCustomer', 'addresses', 'BUSINESS'),
  ],
  [
    'DER-004',
    'names of 40 characters refused',
    'status',
    refused(sending(isOwnerChange, /"firstName":"[^"]{40}"/)),
    right('updateBeneficialOwner', 'firstName'),
  ],
  [
    'DER-004',
    'physical addresses refused',
    'status',
    refused(sending(isCreate, /"PHYSICAL"/)),
    right('createCustomer', 'addresses', 'INDIVIDUAL'),
  ],
  [
    'DER-004',
    'empty lists of addresses refused',
    'status',
    refused(sending(isCreate, /"addresses":\[\]/)),
    right('createCustomer', 'addresses', 'INDIVIDUAL'),
  ],
  [
    'DER-004',
    'addresses that are not primary refused',
    'status',
    refused(sending(isUpdate, /"primary":false/)),
    right('updateCustomer', 'addresses', 'INDIVIDUAL'),
  ],
  [
    'DER-004',
    'five values of metadata refused',
    'status',
    refused(sending(isCreate, /"metadata":\{("[^"]*":"[^"]*",?){5}\}/)),
    right('createCustomer', 'metadata', 'INDIVIDUAL'),
  ],
  [
    'DER-004',
    'empty metadata refused',
    'status',
    refused(sending(isUpdate, /"metadata":\{\}/)),
    right('updateCustomer', 'metadata', 'BUSINESS'),
  ],
  [
    'DER-004',
    'values of metadata of 1024 characters refused',
    'status',
    refused(sending(isCreate, /"[^"]{1024}"/)),
    right('createCustomer', 'metadata', 'BUSINESS'),
  ],
  [
    'DER-004',
    'reference numbers refused',
    'status',
    refused(sending(isCreate, /"externalId"/)),
    right('createCustomer', 'externalId', 'INDIVIDUAL'),
  ],
  [
    'DER-004',
    'third sex refused',
    'status',
    refused(sending(isOwnerChange, /"NONBINARY"/)),
    right('updateBeneficialOwner', 'sex'),
  ],
  [
    'DER-004',
    'social ids of 50 characters refused',
    'status',
    refused(sending(isOwnerChange, /"socialId":"[^"]{50}"/)),
    right('updateBeneficialOwner', 'socialId'),
  ],
  [
    'DER-004',
    'largest files refused',
    'status',
    refused(sending(isDocumentChange, /:5242880\b/)),
    right('updateDocument', 'contentLength'),
  ],
  [
    'DER-004',
    'files named JPEG refused',
    'status',
    refused(sending(isDocumentChange, /"JPEG"/)),
    right('updateDocument', 'extension'),
  ],
  [
    'DER-004',
    'descriptions of 100 characters refused',
    'status',
    refused(sending(isDocumentChange, /"description":"[^"]{100}"/)),
    right('updateDocument', 'description'),
  ],
  [
    'DER-004',
    'limits of nothing refused',
    'status',
    refused(sending(calls('updateLimit'), /"amount":0\b/)),
    right('updateLimit', 'amount'),
  ],
  ['DER-019', 'sorting refused', 'status', refused(asking(isList, 'sort')), right('listCustomers')],
  [
    'DER-019',
    'suspended customers not to be asked for',
    'status',
    refused(asking(isList, 'status', 'SUSPENDED')),
    right('listCustomers'),
  ],
  [
    'DER-019',
    'pages of one entry refused',
    'status',
    refused(asking(isList, 'size', '1(&|$)')),
    right('listCustomers'),
  ],
  [
    'DER-019',
    'malicious documents not to be asked for',
    'status',
    refused(asking(calls('listDocuments'), 'documentStatus', 'MALICIOUS')),
    right('listDocuments'),
  ],
];

/** Defects of the input that is accepted or refused. */
export const inputFaults = [
  ...inGroup('mass assignment', massAssignment),
  ...inGroup('accepts invalid', [...wrongBodies, ...wrongRequests]),
  ...inGroup('refuses valid', rightBodies),
];
