import { createHash } from 'node:crypto';
import type { Faker } from '@faker-js/faker';
import { faker as english } from '@faker-js/faker/locale/en';
import type { components, Writable } from '../../../specs/generated/types.ts';
import { markedEmail, type RunOrigin } from '../privacy/ownership-mark.ts';

type Schemas = components['schemas'];
type Address = Writable<Schemas['Address']>;
/** An individual customer that has not been sent yet. */
export type IndividualDraft = Writable<Schemas['IndividualCustomer']>;
/** A business customer that has not been sent yet. */
export type BusinessDraft = Writable<Schemas['BusinessCustomer']>;

/** What the generated values of a draft depend on. */
export interface DraftSeed extends RunOrigin {
  /** The same seed gives the same values, byte by byte. */
  seed: string;
}

/** Dates are generated relative to this day, so that a seed gives the same dates on every day. */
const referenceDate = '2025-01-01T00:00:00.000Z';

/** Area codes of the North American plan; 555-0100 to 555-0199 in each are reserved for fiction. */
const areaCodes = ['202', '303', '404', '415', '512', '617', '702', '808'];

/** Cities with the matching state and postal code, because an API may check that they match. */
const places = [
  ['Denver', 'CO', '80202'],
  ['Boston', 'MA', '02108'],
  ['Austin', 'TX', '78701'],
  ['Honolulu', 'HI', '96813'],
  ['Las Vegas', 'NV', '89101'],
  ['Portland', 'OR', '97204'],
] as const;

/** The Faker class without other locales: loading all of them takes six times as long. */
const OwnFaker = english.constructor as typeof Faker;

/** A generator of values that depends on the seed alone. */
export function seededFaker({ seed }: Pick<DraftSeed, 'seed'>): Faker {
  const digest = createHash('sha256').update(seed).digest();
  const faker = new OwnFaker({ locale: english.rawDefinitions });
  faker.seed([0, 4, 8, 12].map((offset) => digest.readUInt32LE(offset)));
  faker.setDefaultRefDate(referenceDate);
  return faker;
}

/** An individual customer with only the properties that the vendor's guide requires. */
export function minimalIndividual(from: DraftSeed): IndividualDraft {
  const faker = seededFaker(from);
  return {
    type: 'INDIVIDUAL',
    firstName: nobodys(faker, faker.person.firstName()),
    lastName: nobodys(faker, faker.person.lastName()),
    primaryPhoneNumber: phone(faker),
    primaryEmail: email(faker, from),
  };
}

/** An individual customer with every property of the description. */
export function fullIndividual(from: DraftSeed): IndividualDraft {
  const faker = seededFaker({ seed: `${from.seed} full` });
  return {
    ...minimalIndividual(from),
    externalId: reference(faker),
    prefix: plain(faker.person.prefix()),
    middleName: plain(faker.person.middleName()),
    suffix: plain(faker.person.suffix()),
    sex: faker.helpers.arrayElement(['MALE', 'FEMALE', 'NONBINARY']),
    gender: plain(faker.person.gender()),
    dateOfBirth: faker.date.birthdate().toISOString().slice(0, 10),
    primaryPhoneNumber: fullPhone(faker),
    addresses: addresses(faker),
    metadata: metadata(faker),
    // Not that of the minimal one: an API may accept an email address only once.
    primaryEmail: email(faker, from),
  };
}

/** A business customer with only the properties that the vendor's guide requires. */
export function minimalBusiness(from: DraftSeed): BusinessDraft {
  const faker = seededFaker(from);
  return {
    type: 'BUSINESS',
    businessName: businessName(faker),
    contacts: [
      {
        firstName: nobodys(faker, faker.person.firstName()),
        lastName: nobodys(faker, faker.person.lastName()),
        primary: true,
        primaryPhoneNumber: phone(faker),
        primaryEmail: email(faker, from),
      },
    ],
  };
}

/** A business customer with every property of the description, and a second contact. */
export function fullBusiness(from: DraftSeed): BusinessDraft {
  const faker = seededFaker({ seed: `${from.seed} full` });
  const minimal = minimalBusiness(from);
  return {
    ...minimal,
    externalId: reference(faker),
    industryCode: String(faker.number.int({ min: 1001, max: 999_999 })).padStart(6, '0'),
    website: `https://${faker.string.alpha({ length: 8, casing: 'lower' })}.example`,
    contacts: [
      ...minimal.contacts,
      {
        firstName: nobodys(faker, faker.person.firstName()),
        middleName: plain(faker.person.middleName()),
        lastName: nobodys(faker, faker.person.lastName()),
        primary: false,
        primaryPhoneNumber: fullPhone(faker),
        primaryEmail: email(faker, from),
      },
    ],
    addresses: addresses(faker),
    metadata: metadata(faker),
  };
}

function email(faker: Faker, from: DraftSeed): Schemas['Email'] {
  return { value: madeUpEmail(faker, from) };
}

/** A unique email address with the mark of the run. */
export function madeUpEmail(faker: Faker, origin: RunOrigin): string {
  return markedEmail(origin, faker.word.noun(), faker.string.alphanumeric({ length: 7, casing: 'lower' }));
}

function businessName(faker: Faker): string {
  return `${plain(faker.company.name()).slice(0, 31)} ${faker.string.alpha({ length: 8, casing: 'lower' })}`;
}

function phone(faker: Faker): Schemas['PhoneNumber'] {
  const area = faker.helpers.arrayElement(areaCodes);
  const line = String(faker.number.int({ min: 100, max: 199 }));
  return { number: `+1${area}5550${line}`, type: faker.helpers.arrayElement(['WORK', 'HOME', 'MOBILE']) };
}

function fullPhone(faker: Faker): Schemas['PhoneNumber'] {
  return {
    ...phone(faker),
    provider: plain(faker.company.name()),
    extension: faker.string.numeric(3),
  };
}

function reference(faker: Faker): string {
  return `kor-${faker.string.uuid()}`;
}

function addresses(faker: Faker): Address[] {
  const name = {
    firstName: plain(faker.person.firstName()),
    middleName: plain(faker.person.middleName()),
    lastName: plain(faker.person.lastName()),
  };
  return [
    { type: 'PHYSICAL', ...place(faker), primary: true },
    { type: 'MAILING', ...place(faker), primary: true },
    { type: 'SHIPPING', name, ...place(faker), primary: true },
  ];
}

function place(faker: Faker): Omit<Address, 'type'> {
  const [cityName, stateCode, zipCode] = faker.helpers.arrayElement(places);
  return {
    streetLine1: faker.location.streetAddress().slice(0, 50),
    streetLine2: faker.location.secondaryAddress().slice(0, 50),
    apartmentNumber: faker.string.numeric(2),
    cityName,
    stateCode,
    countryCode: 'USA',
    zipCode,
  };
}

/** A unique name: an ordinary one with random letters at its end. */
function nobodys(faker: Faker, name: string): string {
  return `${plain(name).slice(0, 31)}${faker.string.alpha({ length: 6, casing: 'lower' })}`;
}

/** A generated name without characters that an API may reject. Other characters have cases of their own. */
function plain(name: string): string {
  const letters = name.normalize('NFD').replaceAll(/[^A-Za-z0-9&., '-]/g, '');
  return letters.slice(0, 40).trim();
}

function metadata(faker: Faker): Record<string, string> {
  return { customerRefId: `000${faker.string.numeric(12)}`, channel: faker.word.noun() };
}
