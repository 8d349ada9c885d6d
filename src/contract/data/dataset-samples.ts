import type { DatasetCustomer } from './customer-dataset.ts';

/** An individual and a business. */
export function samples(residents: readonly DatasetCustomer[]): DatasetCustomer[] {
  const kinds = ['INDIVIDUAL', 'BUSINESS'];
  return kinds.flatMap((kind) => residents.filter(({ type }) => type === kind).slice(0, 1));
}

/** Every name that one can be found by: of a business, or the first, middle and last name. */
export function namesOf(resident: DatasetCustomer): string[] {
  if (resident.type === 'BUSINESS') return [resident.businessName];
  const { firstName, middleName, lastName } = resident;
  return [firstName, lastName, ...(middleName === undefined ? [] : [middleName])];
}

/** Whether one of the names is this one. */
export function hasName(resident: DatasetCustomer, name: string): boolean {
  return namesOf(resident).includes(name);
}

/** One's own email address, or that of the primary contact. */
export function emailOf(resident: DatasetCustomer): string {
  return reached(resident)?.primaryEmail.value ?? '';
}

/** One's own phone number, or that of the primary contact. */
export function phoneOf(resident: DatasetCustomer): string {
  return reached(resident)?.primaryPhoneNumber.number ?? '';
}

/** The caller's reference number, empty when there is none. */
export function referenceOf(resident: DatasetCustomer | undefined): string {
  return resident?.externalId ?? '';
}

type Place = 'cityName' | 'countryCode' | 'zipCode';

/** What the address holds in one place; empty where there is none. */
export function placeOf(resident: DatasetCustomer, place: Place): string {
  return resident.addresses?.[0]?.[place] ?? '';
}

/** Every value that addresses hold in one place, once. */
export function placesOf(residents: readonly DatasetCustomer[], place: Place): string[] {
  return [...new Set(residents.map((resident) => placeOf(resident, place)))];
}

function reached(resident: DatasetCustomer) {
  return resident.type === 'BUSINESS' ? resident.contacts.find(({ primary }) => primary) : resident;
}
