import type { JsonObject } from '../http/json.ts';

/** A verification profile: the types of account that it is for, and the statuses that they must have. */
export interface VerificationProfile extends JsonObject {
  id: string;
  allowedAccountTypes: string[];
  allowedAccountStatuses: string[];
}

const reachable = ['PRIMARY_EMAIL_ADDRESS', 'PRIMARY_PHONE_NUMBER'];

/** The profiles of every sandbox; each requires only what every customer has. */
export const verificationProfiles: readonly VerificationProfile[] = [
  {
    id: 'kyc-profile-1',
    name: 'Individual customers',
    allowedAccountTypes: ['INDIVIDUAL_CUSTOMER'],
    allowedAccountStatuses: ['ACTIVE'],
    minimumInformationRequired: { individual: { name: ['FIRST', 'LAST'], info: reachable } },
  },
  {
    id: 'kyb-profile-1',
    name: 'Businesses',
    allowedAccountTypes: ['BUSINESS_CUSTOMER', 'BUSINESS_ACCOUNT'],
    allowedAccountStatuses: ['ACTIVE'],
    minimumInformationRequired: { business: { info: ['BUSINESS_LEGAL_NAME', ...reachable] } },
  },
];
