import type { Faker } from '@faker-js/faker';
import {
  minimalBusiness,
  minimalIndividual,
  seededFaker,
  type BusinessDraft,
  type DraftSeed,
  type IndividualDraft,
} from './drafts.ts';

/** A customer that has not been sent yet. */
export type CustomerDraft = IndividualDraft | BusinessDraft;

/** The properties that the target adds to a created customer. */
export interface Registered {
  id: string;
  createdAt: string;
  status: 'ACTIVE' | 'SUSPENDED';
}

/** A customer of a data set: what was sent, and what the target added. */
export type DatasetCustomer = (
  Omit<IndividualDraft, keyof Registered> | Omit<BusinessDraft, keyof Registered>
) &
  Registered;

/** The property that distinguishes the customers of a data set from all others: the city, or the last name of individuals. */
export type Sign = 'cityName' | 'lastName';

/** Customers to create together. A generated value of the sign distinguishes them from all other customers. */
export interface DataSetDrafts {
  sign: Sign;
  /** The value of the sign for the residents, and for the other customers of the data set; filters must distinguish them. */
  here: string;
  there: string;
  /** Residents whose values every API accepts. */
  plain: CustomerDraft[];
  /** Residents that an API may reject: they have special characters, or properties that only sibling pages document. */
  odd: CustomerDraft[];
  /** Customers with the other value of the sign. */
  elsewhere: CustomerDraft[];
  /** More customers with the other value of the sign, which are removed again. */
  leaving: CustomerDraft[];
}

const individuals = 20;
const businesses = 6;
const families = 5;

/** Plausible addresses in two countries. One postal code has a leading zero, and one has a space. */
const homes = [
  {
    streetLine1: '1600 Glenarm Place',
    cityName: 'Denver',
    stateCode: 'CO',
    countryCode: 'USA',
    zipCode: '80202',
  },
  {
    streetLine1: '7 Beacon Street',
    cityName: 'Boston',
    stateCode: 'MA',
    countryCode: 'USA',
    zipCode: '02108',
  },
  {
    streetLine1: '100 Queen Street West',
    cityName: 'Toronto',
    stateCode: 'ON',
    countryCode: 'CAN',
    zipCode: 'M5H 2N2',
  },
];

/**
 * The drafts of a data set, with distinct names, email addresses, phone numbers and `externalId` values. When the last name is not the
 * sign, a few individuals share each last name. When the city is not the sign, the cities match the postal codes.
 */
export function dataSetDrafts(from: DraftSeed, sign: Sign = 'cityName'): DataSetDrafts {
  const faker = seededFaker({ seed: `${from.seed} cities` });
  const here = word(faker, 20);
  const there = word(faker, 20);
  const lastNames = Array.from({ length: families }, () => word(faker));
  const city = (place: string): string | undefined => (sign === 'cityName' ? place : undefined);
  const person = (index: number, place = here): IndividualDraft => ({
    ...individual({ ...from, seed: `${from.seed} ${String(index)}` }, index, city(place)),
    lastName: sign === 'lastName' ? place : (lastNames[index % families] ?? ''),
  });
  const firm = (index: number, place = here): BusinessDraft =>
    business({ ...from, seed: `${from.seed} ${String(index)}` }, index, city(place));
  const people = Array.from({ length: individuals }, (_, index) => person(index));
  const firms = Array.from({ length: businesses }, (_, index) => firm(individuals + index));
  const next = individuals + businesses;
  return {
    ...{ sign, here, there },
    plain: [...people.map(withSigns), ...firms.map(withAmpersand)],
    odd: [
      { ...person(next), externalId: `${word(faker)} 100%+"${word(faker)}"&a=b;c/d?#` },
      { ...person(next + 1), middleName: word(faker) },
    ],
    elsewhere: [person(next + 2, there), firm(next + 3, there)],
    leaving: [person(next + 4, there), firm(next + 5, there)],
  };
}

function individual(from: DraftSeed, index: number, cityName: string | undefined): IndividualDraft {
  const faker = seededFaker({ seed: `${from.seed} resident` });
  return {
    ...minimalIndividual(from),
    firstName: word(faker),
    externalId: `kor${word(faker, 16).toLowerCase()}`,
    primaryPhoneNumber: phone(index),
    addresses: addresses(index, cityName),
  };
}

function business(from: DraftSeed, index: number, cityName: string | undefined): BusinessDraft {
  const faker = seededFaker({ seed: `${from.seed} resident` });
  const draft = minimalBusiness(from);
  return {
    ...draft,
    businessName: word(faker),
    externalId: `kor${word(faker, 16).toLowerCase()}`,
    contacts: draft.contacts.map((contact) => ({ ...contact, primaryPhoneNumber: phone(index) })),
    addresses: addresses(index, cityName),
  };
}

/** One person has an apostrophe in the name, and a plus sign in the email address. */
function withSigns(draft: IndividualDraft, index: number): IndividualDraft {
  if (index !== 5) return draft;
  const primaryEmail = { value: draft.primaryEmail.value.replace('@', '+list@') };
  return { ...draft, firstName: `O'${draft.firstName}`, primaryEmail };
}

/** One business has an ampersand in its name. */
function withAmpersand(draft: BusinessDraft, index: number): BusinessDraft {
  return index === 2 ? { ...draft, businessName: `${draft.businessName} & ${draft.businessName}s` } : draft;
}

/** A capitalised word of ASCII letters: all common collations sort such words alike. */
function word(faker: Faker, length = 9): string {
  const letters = faker.string.alpha({ length, casing: 'lower' });
  return letters.slice(0, 1).toUpperCase() + letters.slice(1);
}

/** A distinct phone number for every index up to 99, from the range that is reserved for fiction. */
function phone(index: number): IndividualDraft['primaryPhoneNumber'] {
  return { number: `+12025550${String(100 + index)}`, type: 'MOBILE' };
}

function addresses(index: number, cityName: string | undefined): NonNullable<IndividualDraft['addresses']> {
  const chosen = homes.filter((_, place) => place === index % homes.length);
  const moved = cityName === undefined ? {} : { cityName };
  return chosen.map((home) => ({ type: 'MAILING', ...home, ...moved, primary: true }));
}
