import type { Fault } from './fault.ts';
import { edited, to, type Tampering } from './tampering.ts';

interface Page {
  totalElements: number;
  totalPages: number;
  number: number;
  hasNext: boolean;
  content: Record<string, unknown>[];
}

const isList = to('GET', /^\/v1\/customers\?/);

/** Changes the query of the lists that are asked for. */
function asked(edit: (query: URLSearchParams) => void): Tampering {
  return {
    request: (request) => {
      if (!isList(request)) return undefined;
      const [path = '', text] = request.url.split('?');
      const query = new URLSearchParams(text);
      edit(query);
      return { ...request, url: `${path}?${query.toString()}` };
    },
  };
}

/** Changes the pages that are answered. */
function paged(edit: (page: Page) => void): Tampering {
  return edited(isList, (page) => {
    edit(page as unknown as Page);
  });
}

const ignored = (name: string): Tampering => asked((query) => query.delete(name));

/** Every page but the first begins with the entry that ended the one before. */
function overlapping(): Tampering {
  let last: Page['content'] = [];
  return paged((page) => {
    if (page.number > 0) page.content.splice(0, 1, ...last);
    last = page.content.slice(-1);
  });
}

/** Removals are acknowledged, and not carried out. */
const unremoved: Tampering = {
  request: (request) => (request.method === 'DELETE' ? { ...request, method: 'GET' } : undefined),
  answer: (answer, { method }) => (method === 'DELETE' ? { ...answer, status: 204, body: '' } : undefined),
};

/** Defects of the list of customers. */
export const listFaults: Fault[] = [
  { name: 'pages overlap', requirement: 'LST-001', pointer: '/content/*/id', ...overlapping() },
  {
    name: 'last page left out',
    requirement: 'LST-001',
    pointer: '/content',
    ...paged((page) => (page.content = page.hasNext ? page.content : [])),
  },
  {
    name: 'one more customer in the total',
    requirement: 'LST-002',
    pointer: '/totalElements',
    ...paged((page) => (page.totalElements += 1)),
  },
  {
    name: 'one page too few',
    requirement: 'LST-002',
    pointer: '/totalPages',
    ...paged((page) => (page.totalPages -= 1)),
  },
  {
    name: 'pages counted from one',
    requirement: 'LST-002',
    pointer: '/number',
    ...paged((page) => (page.number += 1)),
  },
  {
    name: 'another page after the last',
    requirement: 'LST-002',
    pointer: '/hasNext',
    ...paged((page) => (page.hasNext = true)),
  },
  {
    name: 'size not minded',
    requirement: 'LST-002',
    pointer: '/content',
    ...ignored('size'),
  },
  {
    name: 'something after nothing',
    requirement: 'LST-003',
    pointer: '/hasNext',
    ...paged((page) => (page.hasNext = true)),
  },
  {
    name: 'sort ignored',
    requirement: 'LST-005',
    pointer: '/content/*/createdAt',
    ...ignored('sort'),
  },
  {
    name: 'last sort takes precedence',
    requirement: 'LST-007',
    pointer: '/content/*/createdAt',
    ...asked((query) => {
      const sorts = query.getAll('sort').toReversed();
      query.delete('sort');
      for (const sort of sorts) query.append('sort', sort);
    }),
  },
  { name: 'search ignored', requirement: 'LST-010', pointer: '/content/*', ...ignored('search') },
  {
    name: 'no business found by search',
    requirement: 'LST-010',
    pointer: 'query search',
    ...asked((query) => {
      if (query.has('search')) query.set('type', 'INDIVIDUAL');
    }),
  },
  { name: 'name ignored', requirement: 'LST-011', pointer: '/content/*', ...ignored('name') },
  {
    name: 'email address ignored',
    requirement: 'LST-012',
    pointer: '/content/*',
    ...ignored('primaryEmail'),
  },
  {
    name: 'no business found by phone number',
    requirement: 'LST-013',
    pointer: 'query primaryPhoneNumber',
    ...asked((query) => {
      if (query.has('primaryPhoneNumber')) query.set('type', 'INDIVIDUAL');
    }),
  },
  { name: 'external id ignored', requirement: 'LST-014', pointer: '/content/*', ...ignored('externalId') },
  {
    name: 'last day left out',
    requirement: 'LST-015',
    pointer: 'query createdAtFrom,createdAtTo',
    ...asked((query) => {
      if (query.has('createdAtTo')) query.set('createdAtTo', '2020-01-01');
    }),
  },
  {
    name: 'first day ignored',
    requirement: 'LST-015',
    pointer: '/content/*',
    ...ignored('createdAtFrom'),
  },
  { name: 'type ignored', requirement: 'LST-017', pointer: '/content/*', ...ignored('type') },
  { name: 'status ignored', requirement: 'LST-018', pointer: '/content/*', ...ignored('status') },
  { name: 'postal code ignored', requirement: 'LST-019', pointer: '/content/*', ...ignored('zipCode') },
  {
    name: 'one of two filters ignored',
    requirement: 'LST-020',
    pointer: '/content/*',
    ...ignored('countryCode'),
  },
  {
    name: 'plus sign read as a space',
    requirement: 'LST-021',
    pointer: 'query primaryEmail',
    request: (request) =>
      isList(request) ? { ...request, url: request.url.replaceAll('%2B', '+') } : undefined,
  },
  { name: 'removed customers listed', requirement: 'LST-022', pointer: '/content/*', ...unremoved },
  {
    name: 'another time of creation in the list',
    requirement: 'LST-023',
    pointer: '/content/*/createdAt',
    ...paged(({ content }) => {
      for (const entry of content) entry.createdAt = '2020-01-01T00:00:00Z';
    }),
  },
];
