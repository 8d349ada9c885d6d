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
    text: 'The identity verification profiles are listed.',
    source: profiles,
    operation: 'listIdentityVerificationProfiles',
    facts: ['profile-list-call', 'profile-list-array', 'profile-members', 'profile-arrays'],
    readOnly: true,
  },
  'IDV-002': {
    level: 'MUST',
    text: 'The profiles for a type of account are listed, and no others.',
    source: profiles,
    operation: 'listIdentityVerificationProfiles',
    facts: ['profile-account-types'],
    readOnly: true,
    tests: 3,
  },
  'IDV-003': {
    level: 'MUST',
    text: 'An application for the verification of an individual is submitted.',
    source: submit,
    operation: 'submitIdentityVerification',
    facts: ['idv-submit-call', 'idv-submit-required'],
  },
  'IDV-004': {
    level: 'MUST',
    text: 'The Location of a submitted application leads to it.',
    source: submit,
    operation: 'submitIdentityVerification',
    facts: ['idv-submit-call', 'idv-submit-location-form'],
  },
  'IDV-005': {
    level: 'MUST',
    text: 'An application is retrieved with one of the documented statuses.',
    source: retrieve,
    operation: 'retrieveIdentityVerification',
    facts: ['idv-retrieve-call', 'idv-members', 'idv-status-values', 'idv-entities', 'idv-status-history'],
  },
  'IDV-006': {
    level: 'MUST',
    text: 'A retrieved application is of the account and the profile that were submitted.',
    source: application,
    operation: 'retrieveIdentityVerification',
    facts: ['idv-members'],
  },
  'IDV-007': {
    level: 'MUST',
    text: 'An application has an outcome only once it is completed.',
    source: application,
    operation: 'retrieveIdentityVerification',
    facts: ['idv-outcome-when-completed'],
  },
  'IDV-008': {
    level: 'SHOULD',
    text: 'An application that has ended stays as it ended.',
    source: application,
    operation: 'retrieveIdentityVerification',
    facts: ['idv-status-values'],
  },
  'IDV-009': {
    level: 'SHOULD',
    text: 'The history of an application, where there is one, holds its latest status and one end at most.',
    source: application,
    operation: 'retrieveIdentityVerification',
    facts: ['idv-status-history'],
  },
  'IDV-010': {
    level: 'MUST',
    text: 'Applications are listed in pages.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-call', 'idv-list-envelope'],
  },
  'IDV-011': {
    level: 'MUST',
    text: 'The applications of a day of creation are listed.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-created'],
  },
  'IDV-012': {
    level: 'MUST',
    text: 'No application is listed of another day than was asked for.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-created'],
    tests: 2,
  },
  'IDV-013': {
    level: 'MUST',
    text: 'The applications of a day in a named time zone are listed.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-time-zone'],
  },
  'IDV-014': {
    level: 'MUST',
    text: 'The applications of a status are listed, and no others.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-status'],
    tests: 2,
  },
  'IDV-015': {
    level: 'MUST',
    text: 'The applications that were completed in some days are listed.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-completed'],
  },
  'IDV-016': {
    level: 'SHOULD',
    text: 'The applications under a profile are listed, and no others.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-older-filters'],
  },
  'IDV-017': {
    level: 'SHOULD',
    text: 'The applications of some types of account are listed, and no others.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-older-filters'],
  },
  'IDV-018': {
    level: 'SHOULD',
    text: 'The applications with an outcome are listed.',
    source: list,
    operation: 'listIdentityVerifications',
    facts: ['idv-list-older-filters', 'idv-outcome-values'],
  },
  'IDV-019': {
    level: 'MUST',
    text: 'Watchlist events are listed in pages.',
    source: events,
    operation: 'listWatchlistEvents',
    facts: ['watchlist-call', 'watchlist-members'],
    readOnly: true,
  },
  'IDV-020': {
    level: 'MUST',
    text: 'The watchlist events of an account are listed, and no others.',
    source: events,
    operation: 'listWatchlistEvents',
    facts: ['watchlist-account-id'],
  },
  'IDV-021': {
    level: 'MUST',
    text: 'A business is verified together with its owners, and all of them pass or it does not.',
    source: submit,
    operation: 'submitIdentityVerification',
    facts: ['idv-submit-scope'],
    notTested:
      'one application is made in a run, that of an individual, and the outcome is not ours to decide',
  },
  'IDV-022': {
    level: 'MUST',
    text: 'Only customers in the United States are verified.',
    source: 'https://developer.rocketkor.net/idv-overview/',
    operation: 'submitIdentityVerification',
    facts: ['idv-us-only'],
  },
  'IDV-023': {
    level: 'MAY',
    text: 'A second application of an account is refused or taken.',
    source: 'https://developer.rocketkor.net/submit-an-identity-verification-application/',
    operation: 'submitIdentityVerification',
    facts: ['idv-submit-again'],
    notTested: 'a target that takes it keeps one more application, which cannot be removed',
  },
  'IDV-024': {
    level: 'MUST',
    text: 'A customer of another business account is not submitted to verification.',
    source: submit,
    operation: 'submitIdentityVerification',
    facts: ['scope-from-token', 'foreign-resource-status'],
  },
} as const satisfies Record<string, Requirement>;
