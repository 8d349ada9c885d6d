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
export type Resident = (Omit<IndividualDraft, keyof Registered> | Omit<BusinessDraft, keyof Registered>) &
  Registered;

/** Customers to be created together, told from all others by the made-up cities that they live in. */
export interface DataSetDrafts {
  cityName: string;
  /** Where some others live, for filters to tell apart. */
  otherCityName: string;
  /** Residents of the first city, in values that every API takes. */
  plain: CustomerDraft[];
  /** Residents of the first city that an API may refuse: their values hold signs, or fields that only siblings document. */
  odd: CustomerDraft[];
  /** Residents of the other city. */
  elsewhere: CustomerDraft[];
  /** Residents of the other city who are to be removed again. */
  leaving: CustomerDraft[];
}

const individuals = 20;
const businesses = 6;
const families = 5;

/** Addresses of documented form, but for the city: two countries, a postal code with a leading zero and one with a space. */
const homes = [
  { streetLine1: '12 Main Street', stateCode: 'CO', countryCode: 'USA', zipCode: '80202' },
  { streetLine1: '7 Beacon Street', stateCode: 'MA', countryCode: 'USA', zipCode: '02108' },
  { streetLine1: '100 King Street', stateCode: 'ON', countryCode: 'CAN', zipCode: 'M5H 2N2' },
];

/** The drafts of a data set: distinct names, emails, phone numbers and references; last names are shared by a few each. */
export function dataSetDrafts(from: DraftSeed): DataSetDrafts {
  const faker = seededFaker({ seed: `${from.seed} cities` });
  const cityName = word(faker, 20);
  const otherCityName = word(faker, 20);
  const lastNames = Array.from({ length: families }, () => word(faker));
  const person = (index: number, city = cityName): IndividualDraft => ({
    ...individual({ ...from, seed: `${from.seed} ${String(index)}` }, index, city),
    lastName: lastNames[index % families] ?? '',
  });
  const firm = (index: number, city = cityName): BusinessDraft =>
    business({ ...from, seed: `${from.seed} ${String(index)}` }, index, city);
  const people = Array.from({ length: individuals }, (_, index) => person(index));
  const firms = Array.from({ length: businesses }, (_, index) => firm(individuals + index));
  const next = individuals + businesses;
  return {
    cityName,
    otherCityName,
    plain: [...people.map(withSigns), ...firms.map(withAmpersand)],
    odd: [
      { ...person(next), externalId: `${word(faker)} 100%+"${word(faker)}"&a=b;c/d?#` },
      { ...person(next + 1), middleName: word(faker) },
    ],
    elsewhere: [person(next + 2, otherCityName), firm(next + 3, otherCityName)],
    leaving: [person(next + 4, otherCityName), firm(next + 5, otherCityName)],
  };
}

function individual(from: DraftSeed, index: number, cityName: string): IndividualDraft {
  const faker = seededFaker({ seed: `${from.seed} resident` });
  return {
    ...minimalIndividual(from),
    firstName: word(faker),
    externalId: `kor${word(faker, 16).toLowerCase()}`,
    primaryPhoneNumber: phone(index),
    addresses: addresses(index, cityName),
  };
}

function business(from: DraftSeed, index: number, cityName: string): BusinessDraft {
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

function addresses(index: number, cityName: string): NonNullable<IndividualDraft['addresses']> {
  const chosen = homes.filter((_, place) => place === index % homes.length);
  return chosen.map((home) => ({ type: 'MAILING', ...home, cityName, primary: true }));
}
