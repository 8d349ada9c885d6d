import type { DatasetCustomer } from '../../data/customer-dataset.ts';
import type { operations } from '../../../../specs/generated/types.ts';
import {
  emailOf,
  hasName,
  namesOf,
  phoneOf,
  placeOf,
  placesOf,
  referenceOf,
  samples,
} from '../../data/dataset-samples.ts';
import { dayFilterCases } from './day-filters.ts';

/** Values of the filters of the list of customers. */
export type FilterQuery = Omit<
  NonNullable<operations['listCustomers']['parameters']['query']>,
  'sort' | 'page' | 'size'
>;

/** A query, the customers that it must find, and those that it must not find. It may find a customer in neither list. */
export interface FilterCase {
  query: FilterQuery;
  matching: readonly DatasetCustomer[];
  others: readonly DatasetCustomer[];
}

/** Queries that separate the customers of a data set from all others: one for the residents, and one for its other customers. */
export interface Isolation {
  here: FilterQuery;
  there: FilterQuery;
}

/** The customers of a data set, as they are when its lists are requested. */
export interface DataSet {
  /** Undefined when no filter of the target separates them from other customers. */
  isolation: Isolation | undefined;
  residents: readonly DatasetCustomer[];
  /** Customers of the data set that are not residents. */
  elsewhere: readonly DatasetCustomer[];
  /** More of these, which have been removed. */
  removed: readonly DatasetCustomer[];
}

/** The given customers that an isolating query finds. */
export function isolatedBy(
  query: FilterQuery | undefined,
  given: readonly DatasetCustomer[],
): DatasetCustomer[] {
  const { cityName, name = query?.search } = query ?? {};
  return given.filter(
    (one) =>
      (cityName === undefined || placeOf(one, 'cityName') === cityName) &&
      (name === undefined || (one.type === 'INDIVIDUAL' && one.lastName === name)),
  );
}

/** Filters that find single customers, whether the data set is isolated or not. */
const telling = ['search', 'name', 'primaryEmail', 'primaryPhoneNumber', 'externalId'] as const;

/**
 * A query for residents as it is sent: combined with the isolating query, except when it finds single customers and the isolating query
 * does not find all residents.
 */
export function isolatedQuery<Query extends FilterQuery>(
  { isolation, residents }: Pick<DataSet, 'isolation' | 'residents'>,
  query: Query,
): Query {
  const isWhole = isolatedBy(isolation?.here, residents).length === residents.length;
  const isTelling = telling.some((name) => query[name] !== undefined);
  return isTelling && !isWhole ? query : { ...isolation?.here, ...query };
}

type Fits = (resident: DatasetCustomer) => boolean;
type Ask = (query: FilterQuery, fits: Fits) => FilterCase;

/** The queries of each topic. */
const topics = {
  search: ({ residents }, ask) => [
    ...typicalNames(residents).map((search) => ask({ search }, (one) => hasName(one, search))),
    // A search may match parts of an id, an email address or a phone number, which other customers share.
    ...samples(residents).flatMap((sample) =>
      [sample.id, emailOf(sample), phoneOf(sample)].map((search) => found({ search }, sample)),
    ),
  ],
  name: ({ residents }, ask) =>
    typicalNames(residents).map((name) => ask({ name }, (one) => hasName(one, name))),
  primaryEmail: ({ residents }, ask) =>
    samples(residents)
      .map(emailOf)
      .map((primaryEmail) => ask({ primaryEmail }, (one) => emailOf(one) === primaryEmail)),
  primaryPhoneNumber: ({ residents }, ask) =>
    samples(residents)
      .map(phoneOf)
      .map((primaryPhoneNumber) => ask({ primaryPhoneNumber }, (one) => phoneOf(one) === primaryPhoneNumber)),
  externalId: ({ residents }, ask) =>
    samples(residents)
      .map(referenceOf)
      .map((externalId) => ask({ externalId }, (one) => referenceOf(one) === externalId)),
  days: (set) => dayFilterCases(isolatedBy(set.isolation?.here, set.residents), [undefined]),
  timeZones: (set) => dayFilterCases(isolatedBy(set.isolation?.here, set.residents)),
  type: (_, ask) =>
    (['INDIVIDUAL', 'BUSINESS'] as const).map((type) => ask({ type }, (one) => one.type === type)),
  status: (_, ask) =>
    (['ACTIVE', 'SUSPENDED'] as const).map((status) => ask({ status }, (one) => one.status === status)),
  address: ({ residents, elsewhere }, ask) => [
    ...placesOf([...residents, ...elsewhere], 'cityName').map((cityName) =>
      ask({ cityName }, (one) => placeOf(one, 'cityName') === cityName),
    ),
    ...placesOf(residents, 'countryCode').map((countryCode) =>
      ask({ countryCode }, (one) => placeOf(one, 'countryCode') === countryCode),
    ),
    ...placesOf(residents, 'zipCode').map((zipCode) =>
      ask({ zipCode }, (one) => placeOf(one, 'zipCode') === zipCode),
    ),
  ],
  removed: ({ isolation, elsewhere, removed }) => [
    { query: isolation?.there ?? {}, matching: isolatedBy(isolation?.there, elsewhere), others: removed },
  ],
  combined: ({ residents }, ask) =>
    samples(residents).flatMap((sample) => {
      const { type, status } = sample;
      const [name = '', countryCode] = [namesOf(sample)[0], placeOf(sample, 'countryCode')];
      const stranger = residents.find((one) => one.type !== type);
      return [
        ask({ type, countryCode }, (one) => one.type === type && placeOf(one, 'countryCode') === countryCode),
        ask({ search: name, status, type }, (one) => one === sample),
        ask({ primaryEmail: emailOf(sample), externalId: referenceOf(stranger) }, () => false),
        ...(stranger ? [missed({ search: name, type: stranger.type }, sample)] : []),
      ];
    }),
  signs: ({ residents }, ask) => [
    ...residents
      .filter((one) => emailOf(one).includes('+'))
      .map((sample) => ask({ primaryEmail: emailOf(sample) }, (one) => one === sample)),
    ...residents
      .flatMap(namesOf)
      .filter((name) => /['&]/.test(name))
      .map((name) => ask({ name }, (one) => hasName(one, name))),
    ...residents
      .filter((one) => referenceOf(one).includes('%'))
      .map((sample) => ask({ externalId: referenceOf(sample) }, (one) => one === sample)),
    // Also when filters match parts, a percent sign matches itself and not any character.
    {
      query: { externalId: '%' },
      matching: [],
      others: residents.filter((one) => !referenceOf(one).includes('%')),
    },
  ],
  parts: ({ residents }) =>
    samples(residents).flatMap((sample) => [
      found({ name: namesOf(sample)[0]?.slice(0, 5) ?? '' }, sample),
      found({ primaryEmail: emailOf(sample).split('@')[0] ?? '' }, sample),
      found({ externalId: referenceOf(sample).slice(0, 10) }, sample),
    ]),
  otherCase: ({ residents }) =>
    samples(residents).flatMap((sample) => [
      found({ name: namesOf(sample)[0]?.toLowerCase() ?? '' }, sample),
      found({ primaryEmail: emailOf(sample).toUpperCase() }, sample),
      found({ externalId: referenceOf(sample).toUpperCase() }, sample),
    ]),
  phoneForms: ({ residents }) =>
    samples(residents).flatMap((sample) => [
      found({ primaryPhoneNumber: phoneOf(sample).slice(1) }, sample),
      found({ primaryPhoneNumber: phoneOf(sample).slice(2) }, sample),
    ]),
} satisfies Record<string, (set: DataSet, ask: Ask) => FilterCase[]>;

/** The name of a group of filter queries. */
export type FilterTopic = keyof typeof topics;

/** The topics whose queries find so many customers that a missing one can be noticed only when the residents are isolated. */
export const broadTopics: readonly FilterTopic[] = [
  'days',
  'timeZones',
  'type',
  'status',
  'address',
  'removed',
  'combined',
];

/** The queries of a topic, each with the customers of a data set that it must find and those that it must not. */
export function filterCases(set: DataSet, topic: FilterTopic): FilterCase[] {
  return topics[topic](set, (query, fits) => {
    const everybody = [...set.residents, ...set.elsewhere];
    const sent = isolatedQuery(set, query);
    const isIsolated = Object.entries(set.isolation?.here ?? {}).every(
      ([name, value]) => sent[name as keyof FilterQuery] === value,
    );
    const found = isIsolated ? isolatedBy(set.isolation?.here, everybody) : everybody;
    const matching = found.filter(fits);
    return { query, matching, others: everybody.filter((one) => !matching.includes(one)) };
  });
}

function found(query: FilterQuery, sample: DatasetCustomer): FilterCase {
  return { query, matching: [sample], others: [] };
}

function missed(query: FilterQuery, sample: DatasetCustomer): FilterCase {
  return { query, matching: [], others: [sample] };
}

/** The first and last name of an individual, the names of one with a middle name if there is any, and the name of a business. */
function typicalNames(residents: readonly DatasetCustomer[]): string[] {
  const named = residents.find((one) => one.type === 'INDIVIDUAL' && one.middleName !== undefined);
  return [...samples(residents), ...(named ? [named] : [])].flatMap(namesOf);
}
