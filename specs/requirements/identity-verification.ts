import type { Requirement } from './requirement.ts';

/** Verification of who a customer is. */
export const identityVerificationRequirements = {
  'IDV-001': {
    level: 'MUST',
    text: 'The identity verification profiles are listed.',
    source: 'https://developer.rocketkor.net/list-identity-verification-profiles/',
    operation: 'listIdentityVerificationProfiles',
  },
} as const satisfies Record<string, Requirement>;
