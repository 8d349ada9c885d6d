import { drop, set } from './edits.ts';
import { inGroup, type Row } from './fault.ts';
import { calls } from './requests.ts';
import { asked, asking, bodyOf, edited, ignoring, type Tampering } from './tampering.ts';

interface Page {
  totalElements: number;
  totalPages: number;
  number: number;
  numberOfElements: number;
  hasNext: boolean;
  content: Record<string, unknown>[];
}

const [isCreate, isList] = [calls('createCustomer'), calls('listCustomers')];

const paged = (edit: (page: Page) => void): Tampering =>
  edited(isList, (page) => {
    edit(page as unknown as Page);
  });
const ignored = (...names: string[]): Tampering => ignoring(isList, ...names);

/** Makes a filter find individuals only. */
const withoutBusinesses = (name: string): Tampering =>
  asked(isList, (query) => {
    if (query.has(name)) query.set('type', 'INDIVIDUAL');
  });

/** Replaces every value of a query parameter. */
const turned = (name: string, turn: (value: string) => string): Tampering =>
  asked(isList, (query) => {
    const values = query.getAll(name);
    query.delete(name);
    for (const value of values) query.append(name, turn(value));
  });

/** Treats a wildcard in a filter by `externalId` as any character. */
function stretching(): Tampering {
  const known = new Set<string>();
  return {
    request: (request) => {
      const id = isCreate(request) ? bodyOf(request)?.externalId : undefined;
      if (typeof id === 'string') known.add(id);
      return turned('externalId', (value) => {
        const pattern = new RegExp(`^${value.replace(/[%_*]/, '.')}$`);
        return [...known].find((each) => pattern.test(each)) ?? value;
      }).request?.(request);
    },
  };
}

/** Every page but the first begins with the entry that ended the one before. */
function overlapping(): Tampering {
  let last: Page['content'] = [];
  return paged((page) => {
    if (page.number > 0) page.content.splice(0, 1, ...last);
    last = page.content.slice(-1);
  });
}

/** Leaves out the first entry of every second page. */
function forgetful(): Tampering {
  let count = 0;
  return paged((page) => {
    count += 1;
    if (count % 2 === 0) page.content.shift();
  });
}

/** Responds to removals with 204, but does not carry them out. */
const unremoved: Tampering = {
  request: (request) => (request.method === 'DELETE' ? { ...request, method: 'GET' } : undefined),
  response: (response, { method }) =>
    method === 'DELETE' ? { ...response, status: 204, body: '' } : undefined,
};

const pages: Row[] = [
  ['LST-001', 'pages overlap', '/content/*/id', overlapping],
  [
    'LST-001',
    'last page left out',
    '/content',
    paged((page) => (page.content = page.hasNext ? page.content : [])),
  ],
  ['LST-001', 'page not minded', '/content/*/id', ignored('page')],
  [
    'LST-001',
    'everybody created twice',
    '/content/*/id',
    paged((page) => (page.content = page.content.flatMap((each) => [each, each]))),
  ],
  ['LST-001', 'list that forgets', '/content', forgetful],
  ['LST-002', 'one more customer in the total', '/totalElements', paged((page) => (page.totalElements += 1))],
  [
    'LST-002',
    'total of the page alone',
    '/totalElements',
    paged((page) => (page.totalElements = page.content.length)),
  ],
  ['LST-002', 'one page too few', '/totalPages', paged((page) => (page.totalPages -= 1))],
  ['LST-002', 'pages counted from one', '/number', paged((page) => (page.number += 1))],
  [
    'LST-002',
    'entries of the page not counted',
    '/numberOfElements',
    paged((page) => (page.numberOfElements = page.totalElements)),
  ],
  ['LST-002', 'another page after the last', '/hasNext', paged((page) => (page.hasNext = true))],
  ['LST-002', 'nothing after the first page', '/hasNext', paged((page) => (page.hasNext = false))],
  ['LST-002', 'size not minded', '/content', ignored('size')],
  ['LST-002', 'pages without a number', '/number', edited(isList, drop('/number')), { code: 200 }],
  ['LST-003', 'something after nothing', '/hasNext', paged((page) => (page.hasNext = true))],
  [
    'ANS-003',
    'nothing instead of an empty list',
    '/content',
    edited(isList, set('/content', null)),
    { code: 200, tests: 'LST-003' },
  ],
  ['LST-005', 'sort ignored', '/content/*/createdAt', ignored('sort')],
  [
    'LST-005',
    'always sorted upwards',
    '/content/*/createdAt',
    turned('sort', (sort) => sort.replace('DESC', 'ASC')),
  ],
  [
    'LST-007',
    'last sort takes precedence',
    '/content/*/createdAt',
    asked(isList, (query) => {
      const sorts = query.getAll('sort').toReversed();
      query.delete('sort');
      for (const sort of sorts) query.append('sort', sort);
    }),
  ],
  ['LST-022', 'removed customers listed', '/content/*', unremoved, { code: 113, strict: true }],
];

const filters: Row[] = [
  ['LST-010', 'search ignored', '/content/*', ignored('search')],
  ['LST-010', 'no business found by search', 'query search', withoutBusinesses('search')],
  [
    'LST-010',
    'search by names alone',
    'query search',
    asked(isList, (query) => {
      const name = query.get('search');
      query.delete('search');
      if (name !== null) query.set('name', name);
    }),
  ],
  ['LST-011', 'name ignored', '/content/*', ignored('name')],
  ['LST-011', 'no business found by name', 'query name', withoutBusinesses('name')],
  ['LST-012', 'email address ignored', '/content/*', ignored('primaryEmail')],
  ['LST-012', 'no business found by email address', 'query primaryEmail', withoutBusinesses('primaryEmail')],
  ['LST-013', 'phone number ignored', '/content/*', ignored('primaryPhoneNumber')],
  [
    'LST-013',
    'no business found by phone number',
    'query primaryPhoneNumber',
    withoutBusinesses('primaryPhoneNumber'),
  ],
  ['LST-014', 'external id ignored', '/content/*', ignored('externalId')],
  ['LST-014', 'external id looked for elsewhere', 'query externalId', turned('externalId', (id) => `${id}x`)],
  [
    'LST-015',
    'last day left out',
    'query createdAtFrom,createdAtTo',
    turned('createdAtTo', () => '2020-01-01'),
  ],
  ['LST-015', 'first day ignored', '/content/*', ignored('createdAtFrom')],
  ['LST-015', 'last day ignored', '/content/*', ignored('createdAtTo')],
  ['LST-017', 'type ignored', '/content/*', ignored('type')],
  [
    'LST-017',
    'types confused',
    '/content/*',
    turned('type', (type) => (type === 'BUSINESS' ? 'INDIVIDUAL' : 'BUSINESS')),
  ],
  ['LST-018', 'status ignored', '/content/*', ignored('status')],
  ['LST-018', 'suspended customers not found', 'query status', turned('status', () => 'ACTIVE')],
  ['LST-019', 'city ignored', '/content/*', ignored('cityName')],
  ['LST-019', 'country ignored', '/content/*', ignored('countryCode')],
  ['LST-019', 'postal code ignored', '/content/*', ignored('zipCode')],
  ['LST-020', 'one of two filters ignored', '/content/*', ignored('countryCode')],
  [
    'LST-020',
    'filters ignored beside a search',
    '/content/*',
    asked(isList, (query) => {
      if (query.has('search')) query.delete('type');
    }),
  ],
  [
    'LST-027',
    'condition in a name taken for one',
    '/totalElements',
    ignoring(asking(isList, 'name', '[^&]*7341906%3D7341906'), 'name'),
    { code: 300 },
  ],
  [
    'LST-027',
    'filter with a quote ignored',
    '/totalElements',
    ignoring(asking(isList, 'externalId', '%27'), 'externalId'),
    { code: 300 },
  ],
  ['LST-028', 'pattern in a reference number taken for one', '/content/*', stretching, { strict: true }],
];

/** Defects of the list of customers. */
export const listFaults = inGroup('list', [...pages, ...filters]);
