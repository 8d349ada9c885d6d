import type { Fault } from './fault.ts';
import { edited, sent, to, type Applies, type Tampering } from './tampering.ts';

interface Body extends Record<string, unknown> {
  totalElements?: number;
  addresses?: Record<string, unknown>[];
  contacts?: unknown[];
}

const isCreate = to('POST', /^\/v1\/customers$/);
const isUpdate = to('PUT', /^\/v1\/customers\/[^/]+$/);
const isRead = to('GET', /^\/v1\/customers\/[^/?]+$/);
const isList = to('GET', /^\/v1\/customers\?/);

/** Changes the body of successful answers to certain requests. */
function answered(applies: Applies, edit: (body: Body) => void): Tampering {
  return edited(applies, edit);
}

/** Changes the body of updates on their way, so that something else is stored than was sent. */
function stored(edit: (body: Body) => void): Tampering {
  return sent(isUpdate, edit);
}

const mark =
  (primary: boolean) =>
  (body: Body): void => {
    for (const address of body.addresses ?? []) address.primary = primary;
  };

const anHour = 3_600_000;
const shifted = (time: unknown, by: number): string => new Date(Date.parse(String(time)) + by).toISOString();
const anId = 'f1c9e7d2-95a0-4b7e-8d4f-3a6b5c2d1e0f';

/** One defect for every MUST about the life, the updates and the addresses of a customer. */
export const customerFaults: Fault[] = [
  {
    name: 'update of a removed customer creates another',
    requirement: 'CUS-036',
    pointer: '/totalElements',
    ...answered(isList, (body) => (body.totalElements = 1)),
  },
  {
    name: 'creation dated in local time',
    requirement: 'CUS-037',
    pointer: '/createdAt',
    ...answered(isCreate, (body) => (body.createdAt = shifted(body.createdAt, anHour))),
  },
  {
    name: 'updated before it was created',
    requirement: 'CUS-038',
    pointer: '/updatedAt',
    ...answered(isCreate, (body) => (body.updatedAt = shifted(body.updatedAt, -anHour))),
  },
  {
    name: 'the same id for everybody',
    requirement: 'CUS-040',
    pointer: '/id',
    ...answered(isCreate, (body) => (body.id = anId)),
  },
  {
    name: 'name of the neighbour changed too',
    requirement: 'CUS-041',
    pointer: '/lastName',
    ...answered(isRead, (body) => (body.lastName = 'Somebody')),
  },
  {
    name: 'update answers the individual as it was',
    requirement: 'CUS-042',
    pointer: '/lastName',
    ...answered(isUpdate, (body) => (body.lastName = 'Before')),
  },
  {
    name: 'update answers the business as it was',
    requirement: 'CUS-043',
    pointer: '/businessName',
    ...answered(isUpdate, (body) => (body.businessName = 'Before')),
  },
  {
    name: 'metadata of an individual not updated',
    requirement: 'CUS-044',
    pointer: '/metadata/customerRefId',
    ...stored((body) => delete body.metadata),
  },
  {
    name: 'addresses of a business not updated',
    requirement: 'CUS-045',
    pointer: '/addresses/*/streetLine1',
    ...stored((body) => delete body.addresses),
  },
  {
    name: 'update suspends',
    requirement: 'CUS-046',
    pointer: '/status',
    ...answered(isRead, (body) => (body.status = 'SUSPENDED')),
  },
  {
    name: 'update leaves its time alone',
    requirement: 'CUS-047',
    pointer: '/updatedAt',
    ...answered(isRead, (body) => (body.updatedAt = body.createdAt)),
  },
  {
    name: 'update dated in local time',
    requirement: 'CUS-048',
    pointer: '/updatedAt',
    ...answered(isRead, (body) => (body.updatedAt = shifted(body.updatedAt, anHour))),
  },
  {
    name: 'wrong field passed over and the others stored',
    requirement: 'CUS-050',
    pointer: '/firstName',
    ...stored((body) => {
      if (typeof body.lastName !== 'string') body.lastName = 'Somebody';
    }),
  },
  {
    name: 'added address dropped',
    requirement: 'CUS-052',
    pointer: '/addresses',
    ...stored((body) => (body.addresses = body.addresses?.slice(0, 1) ?? [])),
  },
  {
    name: 'added contact dropped',
    requirement: 'CUS-053',
    pointer: '/contacts',
    ...stored((body) => (body.contacts = body.contacts?.slice(0, 1) ?? [])),
  },
  {
    name: 'no address promoted',
    requirement: 'CUS-055',
    pointer: '/addresses/*/primary',
    ...answered(isCreate, mark(false)),
  },
  {
    name: 'every address primary',
    requirement: 'CUS-056',
    pointer: '/addresses/*/primary',
    ...answered(isRead, mark(true)),
  },
  {
    name: 'no address takes over',
    requirement: 'CUS-057',
    pointer: '/addresses/*/primary',
    ...answered(isRead, mark(false)),
  },
  {
    name: 'both primary addresses kept',
    requirement: 'CUS-059',
    pointer: '/addresses/*/primary',
    ...answered(isRead, mark(true)),
  },
  {
    name: 'addresses read in another order',
    requirement: 'CUS-063',
    pointer: '/addresses/*/type',
    ...answered(isRead, (body) => (body.addresses = body.addresses?.toReversed() ?? [])),
  },
  {
    name: 'reference number given twice',
    requirement: 'CUS-065',
    pointer: 'status',
    answer: (answer, request) =>
      isCreate(request) && answer.status >= 400
        ? { ...answer, status: 201, body: JSON.stringify({ id: anId, status: 'ACTIVE' }) }
        : undefined,
  },
  {
    name: 'reference number taken over by an update',
    requirement: 'CUS-066',
    pointer: '/totalElements',
    ...answered(isList, (body) => (body.totalElements = 2)),
  },
];
