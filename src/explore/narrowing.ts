import type { RequirementId } from '../../specs/requirements/index.ts';
import type { FilterQuery } from '../contract/rules/lists/list-filters.ts';
import { isObject, memberOf, textOf, type JsonObject } from '../contract/schema/pointers.ts';
import { emailOf, namesOf, phoneOf, referenceOf } from '../contract/data/dataset-samples.ts';
import { asResident, current, isOpen, isStatusSure, type KnownCustomer } from './model.ts';
import type { Topic } from './steps.ts';

/** Whether a list must contain a customer, must not, or may. */
export type Belonging = 'in' | 'out' | 'open';

/** The filter of a list, besides the city. */
export interface Narrowing {
  /** The query; undefined when the customer has no such value. */
  query: FilterQuery | undefined;
  /** Whether the list must contain an existing customer of the city. */
  belongs: (customer: KnownCustomer) => Belonging;
  requirement: RequirementId;
}

interface Textual {
  parameter: keyof FilterQuery;
  requirement: RequirementId;
  /** The property whose value is unknown after an update left it out. */
  field: string;
  texts: (known: JsonObject) => string[];
  isExact?: boolean;
}

const names = (known: JsonObject): string[] => namesOf(asResident(known)).filter(Boolean);

const textual: Record<Exclude<Topic, 'all' | 'status' | 'type'>, Textual> = {
  externalId: {
    ...{ parameter: 'externalId', requirement: 'LST-014', field: 'externalId' },
    texts: (known) => [referenceOf(asResident(known))],
  },
  primaryEmail: {
    ...{ parameter: 'primaryEmail', requirement: 'LST-012', field: 'primaryEmail' },
    texts: (known) => (isReachable(known) ? [emailOf(asResident(known))] : []),
  },
  primaryPhoneNumber: {
    ...{ parameter: 'primaryPhoneNumber', requirement: 'LST-013', field: 'primaryPhoneNumber' },
    texts: (known) => (isReachable(known) ? [phoneOf(asResident(known))] : []),
  },
  name: { parameter: 'name', requirement: 'LST-011', field: 'name', texts: names },
  search: {
    ...{ parameter: 'search', requirement: 'LST-010', field: 'name' },
    texts: (known) => names(known).toReversed(),
  },
};

/** The filter of a topic, with the value that `customer` has, or had before its last update. */
export function narrowing(topic: Topic, customer: KnownCustomer, isPast: boolean): Narrowing {
  if (topic === 'all') return { query: {}, belongs: () => 'in', requirement: 'LST-001' };
  if (topic === 'status') return byStatus(customer, isPast);
  if (topic === 'type') {
    const type = customer.type === 'BUSINESS' ? 'BUSINESS' : 'INDIVIDUAL';
    return {
      query: { type },
      belongs: (each) => (each.type === type ? 'in' : 'out'),
      requirement: 'LST-017',
    };
  }
  const { parameter, requirement, field, texts } = textual[topic];
  const known = (isPast ? customer.past : undefined) ?? current(customer);
  const [wanted = ''] = texts(known);
  return {
    query: wanted === '' ? undefined : { [parameter]: wanted },
    requirement,
    belongs: (each) => {
      if (isOpen(each, field) && field !== 'name') return 'open';
      const own = current(each);
      if (texts(own).includes(wanted)) return 'in';
      return isHinted(own, wanted) ? 'open' : 'out';
    },
  };
}

/** Whether a customer, or the primary contact of a business, has the email address and the phone number to filter by. */
function isReachable(known: JsonObject): boolean {
  const contacts = Array.isArray(known.contacts) ? known.contacts : [];
  const reached =
    known.type === 'BUSINESS' ? contacts.find((each) => memberOf(each, 'primary') === true) : known;
  return isObject(memberOf(reached, 'primaryEmail')) && isObject(memberOf(reached, 'primaryPhoneNumber'));
}

/**
 * Whether a customer may match, depending on how the filter works, which is not documented: it has the text in part, in another case, or in
 * another property.
 */
function isHinted(known: JsonObject, wanted: string): boolean {
  return JSON.stringify(known).toLowerCase().includes(wanted.toLowerCase());
}

function byStatus({ status: own }: KnownCustomer, isOther: boolean): Narrowing {
  const status = (own === 'SUSPENDED') === isOther ? 'ACTIVE' : 'SUSPENDED';
  return {
    query: { status },
    requirement: 'LST-018',
    belongs: (each) => {
      if (!isStatusSure(each)) return 'open';
      return each.status === status ? 'in' : 'out';
    },
  };
}

/** Whether a filtered list of a city must contain a customer, must not, or may. */
export function belonging({ belongs }: Narrowing, customer: KnownCustomer, cityName: string): Belonging {
  if (customer.isRemoved) return 'out';
  if (customer.isLost || customer.since.includes('refused')) return 'open';
  const fits = belongs(customer);
  if (fits === 'out') return 'out';
  const { addresses } = current(customer);
  if (isOpen(customer, 'addresses')) return 'open';
  const isThere =
    Array.isArray(addresses) &&
    addresses.some((address) => isObject(address) && textOf(address.cityName) === cityName);
  return isThere ? fits : 'out';
}
