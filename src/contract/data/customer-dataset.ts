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

/** What the target adds to a customer that was sent. */
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

/** What a data set is told from all other customers by: the city that they live in, or the last name of its individuals. */
export type Sign = 'cityName' | 'lastName';

/** Customers to be created together, told from all others by a made-up sign. */
export interface DataSetDrafts {
  sign: Sign;
  /** What it is for the residents, and what for some others, for filters to tell apart. */
  here: string;
  there: string;
  /** Residents, in values that every API takes. */
  plain: CustomerDraft[];
  /** Residents that an API may refuse: their values hold signs, or fields that only siblings document. */
  odd: CustomerDraft[];
  /** The others. */
  elsewhere: CustomerDraft[];
  /** Some more of the others, who are to be removed again. */
  leaving: CustomerDraft[];
}

const individuals = 20;
const businesses = 6;
const families = 5;

/** Addresses that there may be: two countries, a postal code with a leading zero and one with a space. */
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
 * The drafts of a data set: distinct names, emails, phone numbers and references; where the last name is no sign, it is shared by a few
 * each. Without a made-up city, cities are those of the postal codes.
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

/** Letters alone, the first a capital: every usual collation sorts such words alike. */
function word(faker: Faker, length = 9): string {
  const letters = faker.string.alpha({ length, casing: 'lower' });
  return letters.slice(0, 1).toUpperCase() + letters.slice(1);
}

/** A number of its own for every index up to 99, from those kept for fiction. */
function phone(index: number): IndividualDraft['primaryPhoneNumber'] {
  return { number: `+12025550${String(100 + index)}`, type: 'MOBILE' };
}

function addresses(index: number, cityName: string | undefined): NonNullable<IndividualDraft['addresses']> {
  const chosen = homes.filter((_, place) => place === index % homes.length);
  const moved = cityName === undefined ? {} : { cityName };
  return chosen.map((home) => ({ type: 'MAILING', ...home, ...moved, primary: true }));
}
