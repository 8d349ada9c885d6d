import type { IncomingHttpHeaders } from 'node:http';
import type { OperationId } from '../../contract/operations.ts';

/** The operations that need a token. */
const guarded = {
  createCustomer: 'POST /v1/customers',
  listCustomers: 'GET /v1/customers',
  retrieveCustomer: 'GET /v1/customers/{}',
  updateCustomer: 'PUT /v1/customers/{}',
  removeCustomer: 'DELETE /v1/customers/{}',
  suspendCustomer: 'PUT /v1/customers/{}/suspend',
  unsuspendCustomer: 'PUT /v1/customers/{}/unsuspend',
  createBeneficialOwner: 'POST /v1/customers/{}/beneficiaries',
  listBeneficialOwners: 'GET /v1/customers/{}/beneficiaries',
  retrieveBeneficialOwner: 'GET /v1/customers/{}/beneficiaries/{}',
  updateBeneficialOwner: 'PUT /v1/customers/{}/beneficiaries/{}',
  listIdentityVerificationProfiles: 'GET /v1/identity-verification-profiles',
  submitIdentityVerification: 'POST /v1/identity-verifications',
  listIdentityVerifications: 'GET /v1/identity-verifications',
  retrieveIdentityVerification: 'GET /v1/identity-verifications/{}',
  listWatchlistEvents: 'GET /v1/watchlist-events',
  listLimits: 'GET /v1/limits',
  listLimitUtilisation: 'GET /v1/limits/utilisation',
  updateLimits: 'PUT /v1/limits',
  updateLimit: 'PUT /v1/limits/{}',
  createDocument: 'POST /v1/documents',
  listDocuments: 'GET /v1/documents',
  retrieveDocument: 'GET /v1/documents/{}',
  updateDocument: 'PUT /v1/documents/{}',
  retrieveDocumentContentUrl: 'GET /v1/documents/{}/content-url',
} satisfies Partial<Record<OperationId, string>>;

/** An operation that needs a token. */
export type Guarded = keyof typeof guarded;

/** Every operation that needs a token, whether it only reads, and whether it names a customer in its path. */
export const guardedOperations = (Object.keys(guarded) as Guarded[]).map((id) => ({
  id,
  isRead: guarded[id].startsWith('GET'),
  isOnCustomer: guarded[id].includes('/customers/{}'),
}));

/** Requests for a token. */
export const isExchange: Applies = ({ url }) => url === '/v1/api-keys/exchange';

/** Requests of an operation. */
export function calls(id: Guarded): Applies {
  const [method = '', path = ''] = guarded[id].split(' ');
  const pattern = new RegExp(`^${path.replaceAll('{}', '[^/?]+')}(\\?|$)`);
  return (request) => request.method === method && pattern.test(request.url);
}

/** A request on its way to the API. */
export interface PassingRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Whether a tampering applies to a request. */
export type Applies = (request: PassingRequest) => boolean;
