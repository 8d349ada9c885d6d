import type { OperationId } from '../../contract/operations.ts';
import {
  createBeneficialOwner,
  listBeneficialOwners,
  retrieveBeneficialOwner,
  updateBeneficialOwner,
} from '../resources/beneficial-owners.ts';
import type { Handler } from './call.ts';
import {
  createCustomer,
  listCustomers,
  removeCustomer,
  retrieveCustomer,
  suspendCustomer,
  unsuspendCustomer,
  updateCustomer,
} from '../resources/customers.ts';
import {
  createDocument,
  listDocuments,
  retrieveDocument,
  retrieveDocumentContentUrl,
  updateDocument,
} from '../resources/documents.ts';
import {
  listIdentityVerificationProfiles,
  listIdentityVerifications,
  listWatchlistEvents,
  retrieveIdentityVerification,
} from '../resources/identity-verification.ts';
import { listLimits, listLimitUtilisation, updateLimit, updateLimits } from '../resources/limits.ts';
import { submitIdentityVerification } from '../resources/verification-submission.ts';

/** Handles `exchangeApiKey`. */
const exchangeApiKey: Handler = ({ caller, tokens }) => ({
  outcome: 'exchanged',
  body: { access_token: tokens.issue(caller), expires_in: caller.tokenLifetime },
});

/** The handler of each operation that the API serves. */
export const handlers: Record<Exclude<OperationId, WebhookId>, Handler> = {
  exchangeApiKey,
  createCustomer,
  listCustomers,
  retrieveCustomer,
  updateCustomer,
  suspendCustomer,
  unsuspendCustomer,
  removeCustomer,
  createBeneficialOwner,
  listBeneficialOwners,
  retrieveBeneficialOwner,
  updateBeneficialOwner,
  listIdentityVerificationProfiles,
  submitIdentityVerification,
  listIdentityVerifications,
  retrieveIdentityVerification,
  listWatchlistEvents,
  listLimits,
  updateLimits,
  updateLimit,
  listLimitUtilisation,
  createDocument,
  listDocuments,
  retrieveDocument,
  updateDocument,
  retrieveDocumentContentUrl,
};

/** The vendor sends these; clients never call them. */
type WebhookId = 'customerStatusUpdated' | 'identityVerificationStatusUpdated';
