import type { components, Writable } from '../../../specs/generated/types.ts';
import { fullIndividual, seededFaker, type DraftSeed } from './drafts.ts';

type Schemas = components['schemas'];
/** A beneficial owner that has not been sent yet. */
export type OwnerDraft = Writable<Schemas['BeneficialOwner']>;

/** The social id of the vendor's own samples: it belongs to no person, and the target must accept its form. */
const sampleSocialId = '123-45-6789';

/** A beneficial owner with every property that is documented for requests. */
export function ownerDraft(from: DraftSeed): OwnerDraft {
  const faker = seededFaker({ seed: `${from.seed} owner` });
  return {
    ...personOf(from),
    dateOfBirth: faker.date.birthdate({ min: 25, max: 70, mode: 'age' }).toISOString().slice(0, 10),
    placeOfBirth: { city: 'St. Louis', countryCode: 'USA' },
    socialId: sampleSocialId,
    socialIdCountryCode: 'USA',
    controller: true,
  };
}

/** Changed values for the same owner: every documented property except the social id, which an update need not repeat. */
export function ownerChange(from: DraftSeed): OwnerDraft {
  const faker = seededFaker({ seed: `${from.seed} owner update` });
  return {
    ...personOf({ ...from, seed: `${from.seed} update` }),
    dateOfBirth: faker.date.birthdate({ min: 25, max: 70, mode: 'age' }).toISOString().slice(0, 10),
    placeOfBirth: { city: 'Denver', countryCode: 'USA' },
    controller: false,
  };
}

/** The properties of an owner that only the vendor's samples show. */
export function sampledOwnerFields(
  from: DraftSeed,
): Pick<OwnerDraft, 'title' | 'citizenshipCountryCode' | 'ownershipPercentage' | 'addresses'> {
  const { addresses } = fullIndividual(from);
  return {
    title: 'Director',
    citizenshipCountryCode: 'USA',
    ownershipPercentage: 50,
    ...(addresses && { addresses }),
  };
}

function personOf(
  from: DraftSeed,
): Pick<OwnerDraft, 'firstName' | 'middleName' | 'lastName' | 'sex' | 'primaryPhoneNumber' | 'primaryEmail'> {
  const { firstName, middleName, lastName, sex, primaryPhoneNumber, primaryEmail } = fullIndividual(from);
  return {
    firstName,
    ...(middleName !== undefined && { middleName }),
    lastName,
    ...(sex !== undefined && { sex }),
    primaryPhoneNumber,
    primaryEmail,
  };
}
