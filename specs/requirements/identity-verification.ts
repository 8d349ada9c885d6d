import type { Requirement } from './requirement.ts';

const profiles = 'https://developer.rocketkor.net/list-identity-verification-profiles/';
const submit = 'https://developer.rocketkor.net/submit-an-identity-verification-application/';
const list = 'https://developer.rocketkor.net/list-identity-verification-applications/';
const retrieve = 'https://developer.rocketkor.net/retrieve-an-identity-verification-application/';
const application = 'https://developer.rocketkor.net/identity-verification-application-object/';
const events = 'https://developer.rocketkor.net/list-idv-watchlist-events/';

/** Verification of who a customer is. */
export const identityVerificationRequirements = {
  'IDV-001': {
    level: 'MUST',
    text: 'The API MUST list the identity verification profiles.',
    source: profiles,
    operation: 'listIdentityVerificationProfiles',
    facts: ['profile-list-call', 'profile-list-array', 'profile-members', 'profile-arrays'],
    readOnly: true,
  },
  'IDV-002': {
    level: 'MUST',
    text: 'The API MUST list the profiles for an account type, and no others.',
    source: profiles,
    operation: 'listIdentityVerificationProfiles',
    facts: ['profile-account-types'],
    readOnly: true,
    tests: 3,
  },
  'IDV-003': {
    level: 'MUST',
    text: 'The API MUST accept an application for the identity verification of an individual customer.',
    source: submit,
    operation: 'submitIdentityVerification',
    facts: ['idv-submit-call', 'idv-submit-required'],
  },
  'IDV-004': {
    level: 'MUST',
    text: 'The API MUST point the `Location` header of the response to a submission to the application.',
    source: submit,
    operation: 'submitIdentityVerification',
    facts: ['idv-submit-call', 'idv-submit-location-form'],
  },
  'IDV-005': {
    level: 'MUST',
    text: 'The API MUST return an application with one of the documented statuses.',
    source: retrieve,
    operation: 'retrieveIdentityVerification',
    facts: ['idv-retrieve-call', 'idv-members', 'idv-status-values', 'idv-entities', 'idv-status-history'],
  },
  'IDV-006': {
    level: 'MUST',
    text: 'The API MUST return the submitted account and profile in an application.',
    source: application,
    operation: 'retrieveIdentityVerification',
    facts: ['idv-members'],
  },
  'IDV-007': {
    level: 'MUST',
    text: 'The API MUST NOT return an outcome for an application that is not completed.',
    source: application,
    operation: 'retrieveIdentityVerification',
    facts: ['idv-outcome-when-completed'],
  },
  'IDV-008': {
    level: 'SHOULD',
    text: 'The API SHOULD NOT change an application that has ended.',
    source: application,
    operation: 'retrieveIdentityVerification',
    facts: ['idv-status-values'],
  },
  'IDV-009': {
    level: 'SHOULD',
    text: 'The API SHOULD return, in the history of an application, its latest status and at most one final status.',
    source: application,
    operation: 'retrieveIdentityVerification',
    facts: ['idv-status-history'],
  },
  'IDV-010': {
    level: 'MUST',
    text: 'The API MUST list applications with pagination.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-call', 'idv-list-envelope'],
  },
  'IDV-011': {
    level: 'MUST',
    text: 'The API MUST list the applications that were created on a day.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-created'],
  },
  'IDV-012': {
    level: 'MUST',
    text: 'The API MUST NOT list applications that were created on another day than requested.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-created'],
    tests: 2,
  },
  'IDV-013': {
    level: 'MUST',
    text: 'The API MUST list the applications that were created on a day in a given time zone.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-time-zone'],
  },
  'IDV-014': {
    level: 'MUST',
    text: 'The API MUST list the applications with a status, and no others.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-status'],
    tests: 2,
  },
  'IDV-015': {
    level: 'MUST',
    text: 'The API MUST list the applications that were completed in a date range.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-completed'],
  },
  'IDV-016': {
    level: 'SHOULD',
    text: 'The API SHOULD list the applications under a profile, and no others.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-older-filters'],
  },
  'IDV-017': {
    level: 'SHOULD',
    text: 'The API SHOULD list the applications of given account types, and no others.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-older-filters'],
  },
  'IDV-018': {
    level: 'SHOULD',
    text: 'The API SHOULD list the applications with an outcome.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-older-filters', 'idv-outcome-values'],
  },
  'IDV-019': {
    level: 'MUST',
    text: 'The API MUST list watchlist events with pagination.',
    source: events,
    operation: 'listWatchlistEvents',
    facts: ['watchlist-call', 'watchlist-members'],
    readOnly: true,
  },
  'IDV-020': {
    level: 'MUST',
    text: 'The API MUST list the watchlist events of an account, and no others.',
    source: events,
    operation: 'listWatchlistEvents',
    facts: ['watchlist-account-id'],
  },
  'IDV-021': {
    level: 'MUST',
    text: 'The API MUST verify a business customer together with its owners, and reject it unless all of them pass.',
    source: submit,
    operation: 'submitIdentityVerification',
    facts: ['idv-submit-scope'],
    notTested:
      'one application is made in a run, that of an individual, and the outcome is not ours to decide',
  },
  'IDV-022': {
    level: 'MUST',
    text: 'The API MUST reject the identity verification of a customer outside the United States.',
    source: 'https://developer.rocketkor.net/idv-overview/',
    operation: 'submitIdentityVerification',
    facts: ['idv-us-only'],
  },
  'IDV-023': {
    level: 'MAY',
    text: 'Records whether the API accepts a second application of an account.',
    source: 'https://developer.rocketkor.net/submit-an-identity-verification-application/',
    operation: 'submitIdentityVerification',
    facts: ['idv-submit-again'],
    notTested: 'a target that takes it keeps one more application, which cannot be removed',
  },
  'IDV-024': {
    level: 'MUST',
    text: 'The API MUST NOT accept an application for a customer of another business account.',
    source: submit,
    operation: 'submitIdentityVerification',
    facts: ['scope-from-token', 'foreign-resource-status'],
  },
} as const satisfies Record<string, Requirement>;
