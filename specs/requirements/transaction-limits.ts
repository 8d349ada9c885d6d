import type { Requirement } from './requirement.ts';

const list = 'https://developer.rocketkor.net/list-all-transaction-limits-for-an-account/';
const updateOne = 'https://developer.rocketkor.net/update-a-transaction-limit/';
const updateMany = 'https://developer.rocketkor.net/update-multiple-transaction-limits/';
const use = 'https://developer.rocketkor.net/list-transaction-limit-utilization-for-an-account/';

/** How much a customer may move. */
export const transactionLimitRequirements = {
  'LIM-001': {
    level: 'MUST',
    text: 'The API MUST list the transaction limits of a customer.',
    source: list,
    operation: 'listLimits',
    facts: ['limit-list-call', 'limit-members', 'limit-type-values', 'limit-of-new-customer'],
  },
  'LIM-002': {
    level: 'MUST',
    text: 'The API MUST NOT list limits of another scope than requested.',
    source: list,
    operation: 'listLimits',
    facts: ['limit-list-scope'],
  },
  'LIM-003': {
    level: 'MUST',
    text: 'The API MUST reject a list of limits without `scopeId`.',
    source: list,
    facts: ['limit-list-scope'],
    operations: ['listLimitUtilisation', 'listLimits'],
  },
  'LIM-004': {
    level: 'MUST',
    text: 'The API MUST reject a list of limits without `scopeType`.',
    source: list,
    facts: ['limit-list-scope'],
    operations: ['listLimitUtilisation', 'listLimits'],
  },
  'LIM-005': {
    level: 'MUST',
    text: 'The API MUST change the amount of a limit and return the changed limit.',
    source: updateOne,
    operation: 'updateLimit',
    facts: ['limit-update-call'],
  },
  'LIM-006': {
    level: 'MUST',
    text: 'The API MUST list a limit with its changed amount.',
    source: updateOne,
    operation: 'updateLimit',
    facts: ['limit-update-call'],
  },
  'LIM-007': {
    level: 'MUST',
    text: 'The API MUST NOT change other limits when it changes one.',
    source: updateOne,
    operation: 'updateLimit',
    facts: ['limit-update-call'],
  },
  'LIM-008': {
    level: 'MUST',
    text: 'The API MUST accept the amounts of a bulk update as strings and return them as numbers.',
    source: updateMany,
    operation: 'updateLimits',
    facts: ['limit-update-many-call', 'limit-update-many-amount'],
  },
  'LIM-009': {
    level: 'MUST',
    text: 'The API MUST list the limits of a bulk update with their changed amounts.',
    source: updateMany,
    operation: 'updateLimits',
    facts: ['limit-update-many-call'],
  },
  'LIM-010': {
    level: 'MUST',
    text: 'The API MUST NOT return, in the response to a bulk update, a limit that was not changed.',
    source: updateMany,
    operation: 'updateLimits',
    facts: ['limit-update-many-call'],
  },
  'LIM-011': {
    level: 'MUST',
    text: 'The API MUST change limits of different customers in one bulk update.',
    source: updateMany,
    operation: 'updateLimits',
    facts: ['limit-update-many-mixed'],
  },
  'LIM-012': {
    level: 'MUST',
    text: 'The API MUST list the utilisation of the limits of a customer.',
    source: use,
    operation: 'listLimitUtilisation',
    facts: ['limit-use-call', 'limit-use-members'],
  },
  'LIM-013': {
    level: 'SHOULD',
    text: 'The API SHOULD return the amount of a limit in its utilisation.',
    source: use,
    operation: 'listLimitUtilisation',
    facts: ['limit-use-members', 'limit-use-id'],
  },
  'LIM-014': {
    level: 'SHOULD',
    text: 'The API SHOULD return a utilisation of zero for a new customer.',
    source: use,
    operation: 'listLimitUtilisation',
    facts: ['limit-use-members'],
  },
  'LIM-015': {
    level: 'MUST',
    text: 'The API MUST list the utilisation of limits up to a given day.',
    source: use,
    operation: 'listLimitUtilisation',
    facts: ['limit-use-reference-date'],
  },
  'LIM-016': {
    level: 'MAY',
    text: 'Records whether an unknown id in a bulk update leaves the other limits unchanged.',
    source: 'https://developer.rocketkor.net/update-multiple-transaction-limits/',
    operation: 'updateLimits',
    facts: ['limit-update-many-unknown-id'],
    notTested: 'whatever a target does is right, and no answer tells it',
  },
  'LIM-017': {
    level: 'MUST',
    text: "The API MUST reject every request about the limits of another business account's customer.",
    source: list,
    facts: ['scope-from-token', 'foreign-resource-status'],
    operations: 'limits',
  },
  'LIM-018': {
    level: 'MUST',
    text: 'The API MUST NOT change a limit of a customer for a service account of another business account.',
    source: updateOne,
    operation: 'updateLimit',
    facts: ['scope-from-token', 'foreign-resource-status'],
  },
} as const satisfies Record<string, Requirement>;
