/** When the archived copies of the vendor's pages were made that the description is rebuilt from: the vocabulary V3 of SOURCES.md. */
export const archived = '2024 to 2025';

/** When the older ones were made, of which no newer is stored or reaches so far: the vocabularies V1 and V2 of SOURCES.md. */
export const archivedBefore = '2022 and 2023';

/** The operations of which some facts rest on older copies alone, as section 3 of SOURCES.md lists them. */
export const olderOperations: readonly string[] = [
  'createCustomer',
  'createDocument',
  'listIdentityVerifications',
  'removeCustomer',
  'retrieveBeneficialOwner',
  'retrieveCustomer',
  'retrieveDocument',
  'retrieveIdentityVerification',
  'submitIdentityVerification',
  'suspendCustomer',
  'updateBeneficialOwner',
  'updateCustomer',
];
