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
    text: 'A beneficial owner is added to a business customer.',
    source: create,
    operation: 'createBeneficialOwner',
    facts: ['owner-create-call', 'owner-create-answer'],
  },
  'OWN-002': {
    level: 'SHOULD',
    text: 'The answer to adding an owner holds every submitted field.',
    source: create,
    operation: 'createBeneficialOwner',
    facts: ['owner-create-answer'],
  },
  'OWN-003': {
    level: 'SHOULD',
    text: 'The answer to adding an owner names the business customer.',
    source: create,
    operation: 'createBeneficialOwner',
    facts: ['owner-create-answer'],
  },
  'OWN-004': {
    level: 'MUST',
    text: 'An individual customer cannot have owners.',
    source: create,
    operation: 'createBeneficialOwner',
    facts: ['owner-business-only'],
  },
  'OWN-005': {
    level: 'MUST',
    text: 'The owners of a business are listed without pages.',
    source: list,
    operation: 'listBeneficialOwners',
    facts: ['owner-list-call'],
  },
  'OWN-006': {
    level: 'MUST',
    text: 'The list of owners holds what was submitted of each.',
    source: 'https://developer.rocketkor.net/ca-beneficial-owner-summary-object/',
    operation: 'listBeneficialOwners',
    facts: ['owner-list-summary'],
  },
  'OWN-007': {
    level: 'MUST',
    text: 'A retrieved owner holds every submitted field.',
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
    text: 'A retrieved owner has its own id and that of its customer.',
    source: retrieve,
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-parent-id'],
  },
  'OWN-009': {
    level: 'SHOULD',
    text: 'An owner is retrieved as the answer to adding it showed it.',
    source: retrieve,
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-create-answer'],
  },
  'OWN-010': {
    level: 'MUST',
    text: 'The verification status of a retrieved owner is one of the six that are documented.',
    source: 'https://developer.rocketkor.net/ca-beneficial-owner-summary-object/',
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-verification-status'],
  },
  'OWN-011': {
    level: 'SHOULD',
    text: 'A retrieved owner says when and by whom it was created and updated.',
    source: 'https://developer.rocketkor.net/retrieve-a-beneficiary/',
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-times-and-actors'],
  },
  'OWN-012': {
    level: 'SHOULD',
    text: 'No answer but that of the retrieval shows the social id of an owner whole.',
    source: create,
    facts: ['owner-social-id-masked', 'owner-social-id'],
    operations: ['createBeneficialOwner', 'listBeneficialOwners', 'updateBeneficialOwner'],
  },
  'OWN-013': {
    level: 'MAY',
    text: 'A retrieved owner shows the social id whole, or part of it in a form of its own.',
    source: create,
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-social-id-masked'],
  },
  'OWN-014': {
    level: 'MUST',
    text: 'An id that no owner has is not found under a business customer.',
    source: errors,
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-retrieve-call'],
  },
  'OWN-015': {
    level: 'SHOULD',
    text: 'An owner is not found under another business customer.',
    source: errors,
    operation: 'retrieveBeneficialOwner',
    facts: ['owner-parent-id'],
  },
  'OWN-016': {
    level: 'MUST',
    text: 'An owner is updated.',
    source: update,
    operation: 'updateBeneficialOwner',
    facts: ['owner-update-call', 'owner-update-answer'],
  },
  'OWN-017': {
    level: 'MUST',
    text: 'An updated owner holds every field that was submitted.',
    source: update,
    operation: 'updateBeneficialOwner',
    facts: ['owner-update-call', 'owner-update-nested'],
  },
  'OWN-018': {
    level: 'MUST',
    text: 'An update leaves the ids of an owner as they were.',
    source: update,
    operation: 'updateBeneficialOwner',
    facts: ['owner-update-call', 'owner-parent-id'],
  },
  'OWN-019': {
    level: 'SHOULD',
    text: 'An update with the fields that only samples show is accepted.',
    source: retrieve,
    operation: 'updateBeneficialOwner',
    facts: ['owner-sample-members'],
  },
  'OWN-020': {
    level: 'SHOULD',
    text: 'An owner keeps the fields that only samples show.',
    source: retrieve,
    operation: 'updateBeneficialOwner',
    facts: ['owner-sample-members'],
  },
  'OWN-021': {
    level: 'MUST',
    text: 'A phone number of an owner without its plus sign is stored as E.164.',
    source: create,
    operation: 'updateBeneficialOwner',
    facts: ['owner-phone-e164'],
  },
} as const satisfies Record<string, Requirement>;
