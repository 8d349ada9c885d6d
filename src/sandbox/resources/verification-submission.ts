import type { SandboxResponse } from '../http/response.ts';
import { actorOf, type Call } from '../http/call.ts';
import { objectsIn, picked, textOf } from '../http/json.ts';
import { Refusal } from '../http/refusal.ts';
import type { Application, BusinessAccount } from './store.ts';
import { course, setVerificationStatus } from './verification-course.ts';
import { verificationProfiles } from './verification-profiles.ts';

/** An account that can be verified: its type, names and status. */
interface Applicant {
  account: Application['account'];
  status: string;
  /** Whether it has addresses, but none in the United States: such an account cannot be verified. */
  isAbroad: boolean;
}

/** Handles `submitIdentityVerification`. */
export function submitIdentityVerification(call: Call): SandboxResponse {
  const accountId = textOf(call.body.accountId);
  const profileId = textOf(call.body.identityVerificationProfileId);
  const applicant = applicantOf(call.account, accountId);
  if (!applicant) throw unprocessable('accountId', 'there is no such account');
  refuseUnfit(applicant, profileId);
  refuseSecondApplication(call.account, accountId);
  const application: Application = {
    id: call.newId(),
    accountId,
    account: applicant.account,
    profileId,
    startedAt: call.clock.now(),
    createdBy: actorOf(call),
    stepIds: course.map(() => call.newId()),
    settled: false,
  };
  call.account.applications.set(application.id, application);
  setVerificationStatus(call.account, accountId, 'PROCESSING', application.startedAt);
  return { outcome: 'submitted', headers: { location: `${call.operation.path}/${application.id}` } };
}

/** A customer of the business account, or the business account itself; undefined for any other id. */
function applicantOf(account: BusinessAccount, accountId: string): Applicant | undefined {
  if (accountId === account.id)
    return { account: { accountType: 'BUSINESS_ACCOUNT' }, status: 'ACTIVE', isAbroad: false };
  const customer = account.customers.get(accountId);
  if (!customer) return undefined;
  const names =
    customer.type === 'BUSINESS'
      ? { legalName: textOf(customer.businessName) }
      : picked(customer, ['firstName', 'lastName']);
  const countries = objectsIn(customer.addresses).map(({ countryCode }) => countryCode);
  const isAbroad = countries.length > 0 && !countries.includes('USA');
  return {
    account: { accountType: `${customer.type}_CUSTOMER`, ...names },
    status: customer.status,
    isAbroad,
  };
}

function refuseUnfit({ account, status, isAbroad }: Applicant, profileId: string): void {
  if (isAbroad) throw unprocessable('accountId', 'is not in the United States');
  const profile = verificationProfiles.find(({ id }) => id === profileId);
  if (!profile) throw unprocessable('identityVerificationProfileId', 'there is no such profile');
  if (!profile.allowedAccountTypes.includes(account.accountType)) {
    throw unprocessable('identityVerificationProfileId', 'is not for this type of account');
  }
  if (!profile.allowedAccountStatuses.includes(status))
    throw unprocessable('accountId', `must not be ${status}`);
}

function refuseSecondApplication({ applications }: BusinessAccount, accountId: string): void {
  const isOpen = [...applications.values()].some((each) => each.accountId === accountId && !each.settled);
  if (isOpen)
    throw new Refusal('conflict', [
      { path: 'accountId', message: 'has an open application', errorCode: 'DUPLICATE' },
    ]);
}

function unprocessable(path: string, message: string): Refusal {
  return new Refusal('unprocessable', [{ path, message, errorCode: 'UNPROCESSABLE' }]);
}
