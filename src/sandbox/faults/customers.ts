import { at, drop, list, set, text } from './edits.ts';
import { inGroup, type Row } from './fault.ts';
import { calls, type Applies } from './requests.ts';
import {
  accepted,
  bodyOf,
  edited,
  misrefused,
  onceChanged,
  refused,
  replaced,
  restated,
  sent,
  type Body,
  type Tampering,
} from './tampering.ts';

const [isCreate, isUpdate, isRead, isList, isRemoval] = [
  calls('createCustomer'),
  calls('updateCustomer'),
  calls('retrieveCustomer'),
  calls('listCustomers'),
  calls('removeCustomer'),
];
const anId = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';
const anHour = 3_600_000;

const primary = (value: boolean): ((body: Body) => void) => set('/addresses/*/primary', value);
const shifted = (pointer: string, by: number): ((body: Body) => void) =>
  text(pointer, (time) => new Date(Date.parse(time) + by).toISOString());
const first = (pointer: string): ((body: Body) => void) => list(pointer, (entries) => entries.slice(0, 1));

/** Returns a customer as it was when it was created, from each request that applies. */
function unchanging(applies: Applies): Tampering {
  const created = new Map<unknown, Body>();
  return {
    response: (response, request) => {
      if (response.status >= 300 || (!isCreate(request) && !applies(request))) return undefined;
      const body = JSON.parse(response.body) as Body;
      if (isCreate(request)) created.set(body.id, body);
      const early = (each: Body): Body => created.get(each.id) ?? each;
      const shown = Array.isArray(body.content)
        ? { ...body, content: (body.content as Body[]).map(early) }
        : early(body);
      return { ...response, body: JSON.stringify(shown) };
    },
  };
}

/** After an update of a customer, changes all other customers in responses. */
function onceOthersUpdated(edit: (body: Body) => void): () => Tampering {
  return () => {
    const updated = new Set<string>();
    return {
      request: (request) => {
        if (isUpdate(request)) updated.add(request.url);
        return undefined;
      },
      response: (response, request) =>
        edited((each) => isRead(each) && updated.size > 0 && !updated.has(each.url), edit).response?.(
          response,
          request,
        ),
    };
  };
}

/** A customer that the suite did not create. */
const somebody = {
  ...{ id: anId, type: 'INDIVIDUAL', status: 'ACTIVE', firstName: 'Vera', lastName: 'Brooks' },
  ...{ primaryPhoneNumber: { number: '+12025550100', type: 'HOME' } },
  ...{ primaryEmail: { value: 'vera.brooks@example.com' } },
  ...{ createdAt: '2024-05-06T07:08:09.000Z', updatedAt: '2024-05-06T07:08:09.000Z' },
  ...{ createdBy: { id: anId, type: 'user' }, updatedBy: { id: anId, type: 'user' } },
};

/** Responds to a create with what was sent, under the id of an existing customer of others. */
const echoedUnderAnotherId: Tampering = {
  response: (response, request) => {
    if (isRead(request) && request.url.endsWith(anId))
      return { ...response, status: 200, body: JSON.stringify(somebody) };
    if (!isCreate(request) || response.status >= 300) return undefined;
    return { ...response, body: JSON.stringify({ ...(JSON.parse(response.body) as Body), id: anId }) };
  },
};

const create: Row[] = [
  [
    'ANS-009',
    'customer of others returned from a create',
    '',
    replaced(isCreate, () => somebody),
    { tests: 'CUS-002' },
  ],
  ['ANS-009', 'create echoed under an id of others', '', echoedUnderAnotherId, { tests: 'CUS-002' }],
  ['CUS-001', 'new individual without an id', '/id', edited(isCreate, drop('/id')), { code: 200 }],
  ['CUS-001', 'ids as numbers', '/id', edited(isCreate, set('/id', 4711)), { code: 200 }],
  ['CUS-001', 'ids in another form', '/id', edited(isCreate, set('/id', 'cust_4711')), { code: 200 }],
  ['CUS-001', 'creation answers 202', 'status', restated(isCreate, 202)],
  ['CUS-001', 'creation leads elsewhere', 'status', restated(isCreate, 303)],
  [
    'CUS-001',
    'new individual in an envelope',
    '/type',
    replaced(isCreate, (data) => ({ data })),
    { code: 200 },
  ],
  ['CUS-002', 'new individual suspended', '/status', edited(isCreate, set('/status', 'SUSPENDED'))],
  [
    'CUS-004',
    'new business without contacts',
    '/contacts',
    edited(isCreate, drop('/contacts')),
    { code: 200 },
  ],
  ['CUS-004', 'every business refused', 'status', refused(isCreate)],
  ['CUS-005', 'new business suspended', '/status', edited(isCreate, set('/status', 'SUSPENDED'))],
  ['CUS-040', 'the same id for everybody', '/id', edited(isCreate, set('/id', anId))],
  ['CUS-055', 'no address promoted', '/addresses/*/primary', edited(isCreate, primary(false))],
  ['CUS-056', 'every address primary', '/addresses/*/primary', edited(isRead, primary(true))],
  ['CUS-059', 'both primary addresses kept', '/addresses/*/primary', edited(isRead, primary(true))],
  ['CUS-065', 'taken reference number breaks the API', 'status', misrefused(isCreate, 500), { code: 100 }],
];

const read: Row[] = [
  ['CUS-011', 'customer read as a list', '', replaced(isRead, (body) => [body]), { code: 200 }],
  ['CUS-011', 'another id on reading', '/id', edited(isRead, set('/id', anId))],
  ['CUS-011', 'reading answers 201', 'status', restated(isRead, 201), { code: 103 }],
  ['CUS-011', 'reading leads elsewhere', 'status', restated(isRead, 302)],
  ['CUS-012', 'status in small letters', '/status', edited(isRead, set('/status', 'active')), { code: 200 }],
  ['CUS-012', 'type of a business left out', '/type', edited(isRead, drop('/type')), { code: 200 }],
  ['CUS-013', 'last name of another customer', '/lastName', edited(isRead, set('/lastName', 'Somebody'))],
  ['CUS-013', 'email address left out', '/primaryEmail', edited(isRead, drop('/primaryEmail'))],
  [
    'CUS-014',
    'second contact invented',
    '/contacts',
    edited(
      isRead,
      list('/contacts', (all) => [...all, {}]),
    ),
  ],
  ['CUS-015', 'unknown customer shown empty', 'status', accepted(isRead, 200, {})],
  ['CUS-015', 'unknown customer breaks the API', 'status', misrefused(isRead, 500), { code: 100 }],
  ['CUS-015', 'unknown customer answered as null', 'status', accepted(isRead, 200, null)],
  ['CUS-016', 'malformed id accepted', 'status', accepted(isRead, 200, {}), { code: 206 }],
  ['CUS-016', 'malformed id breaks the API', 'status', misrefused(isRead, 500), { code: 100 }],
  ['CUS-019', 'metadata echoed and not stored', '/metadata', edited(isRead, drop('/metadata'))],
  ['CUS-020', 'addresses echoed and not stored', '/addresses', edited(isRead, drop('/addresses'))],
  [
    'CUS-041',
    'name of the neighbour changed too',
    '/lastName',
    onceOthersUpdated(set('/lastName', 'Somebody')),
  ],
];

const update: Row[] = [
  [
    'CUS-036',
    'update of a removed customer creates another',
    '/totalElements',
    edited(isList, set('/totalElements', 1)),
  ],
  [
    'CUS-042',
    'update answers the individual as it was',
    '/lastName',
    edited(isUpdate, set('/lastName', 'Before')),
  ],
  ['CUS-042', 'update answers 201', 'status', restated(isUpdate, 201), { code: 116 }],
  ['CUS-042', 'every update refused', 'status', refused(isUpdate)],
  [
    'CUS-043',
    'update answers the business as it was',
    '/businessName',
    edited(isUpdate, set('/businessName', 'Before')),
  ],
  [
    'CUS-044',
    'metadata of an individual not updated',
    '/metadata/customerRefId',
    sent(isUpdate, drop('/metadata')),
    { code: 117 },
  ],
  [
    'CUS-044',
    'email address of an individual not updated',
    '/primaryEmail/value',
    edited(
      isRead,
      text('/primaryEmail/value', (value) => `old-${value}`),
    ),
    { code: 117 },
  ],
  [
    'CUS-044',
    'names of an individual confused by an update',
    '/firstName',
    sent(isUpdate, (body) => ([body.firstName, body.lastName] = [body.lastName, body.firstName])),
  ],
  [
    'CUS-045',
    'addresses of a business not updated',
    '/addresses/*/streetLine1',
    sent(isUpdate, drop('/addresses')),
    { code: 117 },
  ],
  [
    'CUS-045',
    'contacts of a business not updated',
    '/contacts/*/lastName',
    edited(isRead, set('/contacts/*/lastName', 'Before')),
    { code: 117 },
  ],
  ['CUS-046', 'update suspends', '/status', onceChanged(isUpdate, isRead, set('/status', 'SUSPENDED'))],
  ['CUS-046', 'update gives another id', '/id', onceChanged(isUpdate, isRead, set('/id', anId))],
  [
    'CUS-046',
    'update counts as creation',
    '/createdAt',
    edited(isRead, (body) => (body.createdAt = body.updatedAt)),
  ],
  [
    'CUS-050',
    'wrong field passed over and the others stored',
    '/firstName',
    sent(
      isUpdate,
      at('/lastName', (name) => (typeof name === 'string' ? name : 'Somebody')),
    ),
    { code: 114 },
  ],
  ['CUS-052', 'added address dropped', '/addresses', sent(isUpdate, first('/addresses')), { code: 117 }],
  ['CUS-053', 'added contact dropped', '/contacts', sent(isUpdate, first('/contacts')), { code: 117 }],
  ['CUS-057', 'no address takes over', '/addresses/*/primary', edited(isRead, primary(false))],
  [
    'CUS-066',
    'reference number taken over by an update',
    '/totalElements',
    edited(isList, set('/totalElements', 2)),
  ],
];

/** Responds to a removal with 204, but does not carry it out. */
const unremoved: Tampering = {
  request: (request) => (isRemoval(request) ? { ...request, method: 'GET' } : undefined),
  response: (response, request) => (isRemoval(request) ? { ...response, status: 204, body: '' } : undefined),
};

/** Responds with 404 for a suspended customer. */
function vanishing(): Tampering {
  const suspended = new Set<string>();
  return {
    response: (response, request) => {
      if (calls('suspendCustomer')(request)) suspended.add(request.url.replace('/suspend', ''));
      const isGone = isRead(request) && suspended.has(request.url);
      return isGone ? refused(isRead, 404).response?.(response, request) : undefined;
    },
  };
}

/** Accepts an `externalId` once, across all business accounts. */
function uniqueToAll(): Tampering {
  const owners = new Map<unknown, string | undefined>();
  return {
    response: (response, request) => {
      const externalId = isCreate(request) ? bodyOf(request)?.externalId : undefined;
      if (externalId === undefined) return undefined;
      const { authorization } = request.headers;
      const owner = owners.get(externalId) ?? authorization;
      owners.set(externalId, owner);
      return owner === authorization ? undefined : refused(isCreate, 409).response?.(response, request);
    },
  };
}

/** Mixes two updates of a customer: returns the first name of one with the other fields of the other. */
function mixing(): Tampering {
  const updates = new Map<string, Body[]>();
  return {
    response: (response, request) => {
      const { url } = request;
      if (isUpdate(request)) updates.set(url, [...(updates.get(url) ?? []), bodyOf(request) ?? {}]);
      return edited(isRead, (body) => {
        const other = updates.get(url)?.find(({ lastName }) => lastName !== body.lastName);
        if (other) body.firstName = other.firstName;
      }).response?.(response, request);
    },
  };
}

const life: Row[] = [
  ['CUS-018', 'removed customer still read', 'status', unremoved, { code: 113 }],
  ['CUS-035', 'removed customer read for ever', 'status', unremoved, { code: 113 }],
  ['CUS-072', 'suspended customer not found', 'status', vanishing],
  ['CUS-073', 'reference number given twice', '/totalElements', edited(isList, set('/totalElements', 2))],
  ['CUS-074', 'reference number of another business account refused', 'status', uniqueToAll],
  ['CUS-075', 'updates at the same time mixed', '/firstName', mixing, { strict: true }],
  [
    'CUS-076',
    'reference number given twice at the same time',
    '/totalElements',
    edited(isList, set('/totalElements', 2)),
    { strict: true },
  ],
  [
    'ANS-010',
    'names cut in the answer',
    '/firstName',
    edited(
      isCreate,
      text('/firstName', (name) => name.slice(0, 2)),
    ),
    { tests: 'CUS-003' },
  ],
  ['CUS-017', 'removal answers 202', 'status', restated(isRemoval, 202)],
  ['CUS-017', 'removal answers 201', 'status', restated(isRemoval, 201), { code: 102 }],
  ['CUS-017', 'every removal refused', 'status', refused(isRemoval, 409)],
  [
    'ANS-001',
    'second suspension breaks the API',
    'status',
    refused(calls('suspendCustomer'), 500),
    { code: 100, tests: 'CUS-024' },
  ],
  [
    'DER-014',
    'malformed id removed',
    'request path customerId',
    accepted(isRemoval, 200, {}),
    { code: 206, grep: 'removeCustomer' },
  ],
  ['DER-015', 'unknown customer removed', 'status', accepted(isRemoval, 200, {}), { grep: 'removeCustomer' }],
];

const timing: Row[] = [
  [
    'CUS-011',
    'another date of creation on reading',
    '/createdAt',
    edited(isRead, set('/createdAt', '2020-01-01T00:00:00Z')),
  ],
  [
    'CUS-011',
    'times without a zone',
    '/createdAt',
    edited(
      isRead,
      text('/createdAt', (time) => time.slice(0, 19)),
    ),
    { code: 200 },
  ],
  ['CUS-037', 'creation dated in local time', '/createdAt', edited(isCreate, shifted('/createdAt', anHour))],
  [
    'CUS-037',
    'creation dated to its day',
    '/createdAt',
    edited(
      isCreate,
      text('/createdAt', (time) => `${time.slice(0, 10)}T00:00:00Z`),
    ),
  ],
  [
    'CUS-038',
    'updated before it was created',
    '/updatedAt',
    edited(isCreate, shifted('/updatedAt', -anHour)),
  ],
  ['CUS-044', 'individuals read as they were created', '/lastName', () => unchanging(isRead)],
  ['CUS-045', 'businesses read as they were created', '/businessName', () => unchanging(isRead)],
  [
    'CUS-047',
    'update leaves its time alone',
    '/updatedAt',
    edited(isRead, (body) => (body.updatedAt = body.createdAt)),
  ],
  ['CUS-048', 'update dated in local time', '/updatedAt', edited(isRead, shifted('/updatedAt', anHour))],
  ['LST-023', 'customers listed as they were created', '/content/*/status', () => unchanging(isList)],
  [
    'LST-023',
    'another time of creation in the list',
    '/content/*/createdAt',
    edited(isList, set('/content/*/createdAt', '2020-01-01T00:00:00Z')),
  ],
];

/** Defects of creating, reading, updating and removing customers. */
export const customerFaults = [
  ...inGroup('create', create),
  ...inGroup('read', read),
  ...inGroup('update', update),
  ...inGroup('life', life),
  ...inGroup('timing', timing),
];
