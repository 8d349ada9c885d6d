import type { DatasetCustomer } from './customer-dataset.ts';

/** The first individual and the first business. */
export function samples(residents: readonly DatasetCustomer[]): DatasetCustomer[] {
  const kinds = ['INDIVIDUAL', 'BUSINESS'];
  return kinds.flatMap((kind) => residents.filter(({ type }) => type === kind).slice(0, 1));
}

/** Every name by which a customer can be found: the business name, or the first, last and middle name. */
export function namesOf(resident: DatasetCustomer): string[] {
  if (resident.type === 'BUSINESS') return [resident.businessName];
  const { firstName, middleName, lastName } = resident;
  return [firstName, lastName, ...(middleName === undefined ? [] : [middleName])];
}

/** Whether a customer has this name. */
export function hasName(resident: DatasetCustomer, name: string): boolean {
  return namesOf(resident).includes(name);
}

/** The email address of an individual, or of the primary contact of a business; empty when there is none. */
export function emailOf(resident: DatasetCustomer): string {
  return reached(resident)?.primaryEmail.value ?? '';
}

/** The phone number of an individual, or of the primary contact of a business; empty when there is none. */
export function phoneOf(resident: DatasetCustomer): string {
  return reached(resident)?.primaryPhoneNumber.number ?? '';
}

/** The `externalId` of a customer; empty when there is none. */
export function referenceOf(resident: DatasetCustomer | undefined): string {
  return resident?.externalId ?? '';
}

type Place = 'cityName' | 'countryCode' | 'zipCode';

/** One property of the first address; empty when it is absent. */
export function placeOf(resident: DatasetCustomer, place: Place): string {
  return resident.addresses?.[0]?.[place] ?? '';
}

/** The distinct values of one property of the first addresses. */
export function placesOf(residents: readonly DatasetCustomer[], place: Place): string[] {
  return [...new Set(residents.map((resident) => placeOf(resident, place)))];
}

function reached(resident: DatasetCustomer) {
  return resident.type === 'BUSINESS' ? resident.contacts.find(({ primary }) => primary) : resident;
}
