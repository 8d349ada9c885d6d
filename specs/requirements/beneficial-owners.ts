import type { Requirement } from './requirement.ts';

const create = 'https://developer.rocketkor.net/ca-create-beneficial-owner/';
const list = 'https://developer.rocketkor.net/ca-list-beneficial-owners/';
const retrieve = 'https://developer.rocketkor.net/ca-retrieve-beneficial-owner/';
const update = 'https://developer.rocketkor.net/update-a-beneficiary/';
const errors = 'https://developer.rocketkor.net/error-handling/';

/** The people who own or control a business customer. */
export const beneficialOwnerRequirements = {
  'OWN-001': {
    level: 'MUST',
    text: 'The API MUST add a beneficial owner to a business customer.',
    source: create,
    operation: 'createBeneficialOwner',
    facts: ['owner-create-call', 'owner-create-answer'],
  },
  'OWN-002': {
    level: 'SHOULD',
    text: 'The API SHOULD return every submitted property in the response to adding an owner.',
    source: create,
    operation: 'createBeneficialOwner',
    facts: ['owner-create-answer'],
  },
  'OWN-003': {
    level: 'SHOULD',
    text: 'The API SHOULD return the id of the business customer in the response to adding an owner.',
    source: create,
    operation: 'createBeneficialOwner',
    facts: ['owner-create-answer'],
  },
  'OWN-004': {
    level: 'MUST',
    text: 'The API MUST NOT add an owner to an individual customer.',
    source: create,
    operation: 'createBeneficialOwner',
    facts: ['owner-business-only'],
  },
  'OWN-005': {
    level: 'MUST',
    text: 'The API MUST list the owners of a business customer without pagination.',
    source: list,
    operation: 'listBeneficialOwners',
    facts: ['owner-list-call'],
  },
  'OWN-006': {
    level: 'MUST',
    text: 'The API MUST list every owner with the submitted values.',
    source: 'https://developer.rocketkor.net/ca-beneficial-owner-summary-object/',
    operation: 'listBeneficialOwners',
    facts: ['owner-list-summary'],
  },
  'OWN-007': {
    level: 'MUST',
    text: 'The API MUST return every submitted property of an owner when the owner is retrieved.',
    source: retrieve,
    operation: 'retrieveBeneficialOwner',
    facts: [
      'owner-retrieve-call',
      'owner-sex',
      'owner-phone',
      'owner-email',
      'owner-date-of-birth',
      'owner-place-of-birth',
      'owner-controller',
    ],
  },
  'OWN-008': {
    level: 'MUST',
    text: "The API MUST return the owner's `id` and its customer's id when an owner is retrieved.",
    source: retrieve,
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-parent-id'],
  },
  'OWN-009': {
    level: 'SHOULD',
    text: 'The API SHOULD return an owner, when it is retrieved, as in the response to adding it.',
    source: retrieve,
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-create-answer'],
  },
  'OWN-010': {
    level: 'MUST',
    text: 'The API MUST return one of the six documented enum values as the verification status of an owner.',
    source: 'https://developer.rocketkor.net/ca-beneficial-owner-summary-object/',
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-verification-status'],
  },
  'OWN-011': {
    level: 'SHOULD',
    text: 'The API SHOULD return when and by whom an owner was created and updated.',
    source: 'https://developer.rocketkor.net/retrieve-a-beneficiary/',
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-times-and-actors'],
  },
  'OWN-012': {
    level: 'SHOULD',
    text: 'The API SHOULD NOT return the whole social id of an owner in any response but that to retrieving it.',
    source: create,
    facts: ['owner-social-id-masked', 'owner-social-id'],
    operations: ['createBeneficialOwner', 'listBeneficialOwners', 'updateBeneficialOwner'],
  },
  'OWN-013': {
    level: 'MAY',
    text: 'Records whether the API returns the social id of a retrieved owner whole, or masked in a form of its own.',
    source: create,
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-social-id-masked'],
  },
  'OWN-014': {
    level: 'MUST',
    text: 'The API MUST return 404 for an owner id that does not exist under a business customer.',
    source: errors,
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-retrieve-call'],
  },
  'OWN-015': {
    level: 'SHOULD',
    text: 'The API SHOULD return 404 for an owner under another business customer than its own.',
    source: errors,
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-parent-id'],
  },
  'OWN-016': {
    level: 'MUST',
    text: 'The API MUST update an owner.',
    source: update,
    operation: 'updateBeneficialOwner',
    facts: ['owner-update-call', 'owner-update-answer'],
  },
  'OWN-017': {
    level: 'MUST',
    text: 'The API MUST return every submitted property of an owner after an update.',
    source: update,
    operation: 'updateBeneficialOwner',
    facts: ['owner-update-call', 'owner-update-nested'],
  },
  'OWN-018': {
    level: 'MUST',
    text: 'The API MUST NOT change the ids of an owner in an update.',
    source: update,
    operation: 'updateBeneficialOwner',
    facts: ['owner-update-call', 'owner-parent-id'],
  },
  'OWN-019': {
    level: 'SHOULD',
    text: 'The API SHOULD accept an update of an owner with the properties that only samples show.',
    source: retrieve,
    operation: 'updateBeneficialOwner',
    facts: ['owner-sample-members'],
  },
  'OWN-020': {
    level: 'SHOULD',
    text: 'The API SHOULD store the properties of an owner that only samples show.',
    source: retrieve,
    operation: 'updateBeneficialOwner',
    facts: ['owner-sample-members'],
  },
  'OWN-021': {
    level: 'MUST',
    text: "The API MUST store an owner's phone number that is sent without its plus sign in E.164 format.",
    source: create,
    operation: 'updateBeneficialOwner',
    facts: ['owner-phone-e164'],
  },
} as const satisfies Record<string, Requirement>;
