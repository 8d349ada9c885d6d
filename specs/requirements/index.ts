import { responseRequirements } from './responses.ts';
import { authenticationRequirements } from './authentication.ts';
import { beneficialOwnerRequirements } from './beneficial-owners.ts';
import { customerListRequirements } from './customer-list.ts';
import { customerRequirements } from './customers.ts';
import { derivedRequirements } from './derived.ts';
import { documentRequirements } from './documents.ts';
import { identityVerificationRequirements } from './identity-verification.ts';
import type { Requirement } from './requirement.ts';
import { transactionLimitRequirements } from './transaction-limits.ts';
import { webhookRequirements } from './webhooks.ts';

export type { Requirement } from './requirement.ts';

const catalogue = {
  ...authenticationRequirements,
  ...customerRequirements,
  ...customerListRequirements,
  ...derivedRequirements,
  ...responseRequirements,
  ...beneficialOwnerRequirements,
  ...identityVerificationRequirements,
  ...transactionLimitRequirements,
  ...documentRequirements,
  ...webhookRequirements,
} as const;

/** The id of a requirement of the catalogue. */
export type RequirementId = keyof typeof catalogue;

/** Every requirement, by id. */
export const requirements: Readonly<Record<RequirementId, Requirement>> = catalogue;

/** A group of requirements: the letters their ids begin with. */
export interface Area {
  title: string;
  /** What it is called where operations are grouped, as by the tags of the description. */
  tag: string;
  /** The smallest profile that holds it. */
  profile: 'core' | 'full';
  /** The operations that are of it, by their ids: what a description says of tags decides nothing. */
  operations?: readonly string[];
}

/** Every area, by the letters its ids begin with. */
export const areas: Readonly<Record<string, Area>> = {
  AUT: { title: 'Authentication', tag: 'Authentication', profile: 'core', operations: ['exchangeApiKey'] },
  SEC: { title: 'Access', tag: 'Authentication', profile: 'core' },
  CUS: {
    title: 'Customers',
    tag: 'Customers',
    profile: 'core',
    operations: [
      ...['listCustomers', 'createCustomer', 'retrieveCustomer', 'updateCustomer', 'removeCustomer'],
      ...['suspendCustomer', 'unsuspendCustomer'],
    ],
  },
  LST: { title: 'List of customers', tag: 'Customers', profile: 'core' },
  DER: { title: 'Derived from the description', tag: 'Customers', profile: 'core' },
  ANS: { title: 'Every answer', tag: 'Customers', profile: 'core' },
  OWN: {
    title: 'Beneficial owners',
    tag: 'Beneficial Owners',
    profile: 'full',
    operations: [
      ...['listBeneficialOwners', 'createBeneficialOwner', 'retrieveBeneficialOwner'],
      'updateBeneficialOwner',
    ],
  },
  IDV: {
    title: 'Identity verification',
    tag: 'Identity Verification',
    profile: 'full',
    operations: [
      ...['listIdentityVerificationProfiles', 'listIdentityVerifications', 'submitIdentityVerification'],
      ...['retrieveIdentityVerification', 'listWatchlistEvents'],
    ],
  },
  LIM: {
    title: 'Transaction limits',
    tag: 'Transaction Limits',
    profile: 'full',
    operations: ['listLimits', 'updateLimits', 'updateLimit', 'listLimitUtilisation'],
  },
  DOC: {
    title: 'Documents',
    tag: 'Documents',
    profile: 'full',
    operations: [
      ...['listDocuments', 'createDocument', 'retrieveDocument', 'updateDocument'],
      'retrieveDocumentContentUrl',
    ],
  },
  WHK: { title: 'Webhooks', tag: 'Webhooks', profile: 'full' },
};
