import type { Requirement } from './requirement.ts';

const list = 'https://developer.rocketkor.net/list-all-transaction-limits-for-an-account/';
const updateOne = 'https://developer.rocketkor.net/update-a-transaction-limit/';
const updateMany = 'https://developer.rocketkor.net/update-multiple-transaction-limits/';
const use = 'https://developer.rocketkor.net/list-transaction-limit-utilization-for-an-account/';

/** How much a customer may move. */
export const transactionLimitRequirements = {
  'LIM-001': {
    level: 'MUST',
    text: 'The transaction limits of a customer are listed.',
    source: list,
    operation: 'listLimits',
    facts: ['limit-list-call', 'limit-members', 'limit-type-values', 'limit-of-new-customer'],
  },
  'LIM-002': {
    level: 'MUST',
    text: 'No limit is listed that is not of the scope that was asked for.',
    source: list,
    operation: 'listLimits',
    facts: ['limit-list-scope'],
  },
  'LIM-003': {
    level: 'MUST',
    text: 'The limits of no scope in particular are refused.',
    source: list,
    facts: ['limit-list-scope'],
    operations: ['listLimitUtilisation', 'listLimits'],
  },
  'LIM-004': {
    level: 'MUST',
    text: 'The limits of no type of scope in particular are refused.',
    source: list,
    facts: ['limit-list-scope'],
    operations: ['listLimitUtilisation', 'listLimits'],
  },
  'LIM-005': {
    level: 'MUST',
    text: 'The amount of a limit is changed, and the answer is the limit as it is then.',
    source: updateOne,
    operation: 'updateLimit',
    facts: ['limit-update-call'],
  },
  'LIM-006': {
    level: 'MUST',
    text: 'A limit is listed with the amount that it was changed to.',
    source: updateOne,
    operation: 'updateLimit',
    facts: ['limit-update-call'],
  },
  'LIM-007': {
    level: 'MUST',
    text: 'Changing one limit leaves the others as they were.',
    source: updateOne,
    operation: 'updateLimit',
    facts: ['limit-update-call'],
  },
  'LIM-008': {
    level: 'MUST',
    text: 'The amounts of many limits are sent as texts and answered as numbers.',
    source: updateMany,
    operation: 'updateLimits',
    facts: ['limit-update-many-call', 'limit-update-many-amount'],
  },
  'LIM-009': {
    level: 'MUST',
    text: 'The limits that were changed together are listed with their new amounts.',
    source: updateMany,
    operation: 'updateLimits',
    facts: ['limit-update-many-call'],
  },
  'LIM-010': {
    level: 'MUST',
    text: 'The answer to changing many limits holds no limit that was not changed.',
    source: updateMany,
    operation: 'updateLimits',
    facts: ['limit-update-many-call'],
  },
  'LIM-011': {
    level: 'MUST',
    text: 'The limits of different customers are changed together.',
    source: updateMany,
    operation: 'updateLimits',
    facts: ['limit-update-many-mixed'],
  },
  'LIM-012': {
    level: 'MUST',
    text: 'The use of the limits of a customer is listed.',
    source: use,
    operation: 'listLimitUtilisation',
    facts: ['limit-use-call', 'limit-use-members'],
  },
  'LIM-013': {
    level: 'SHOULD',
    text: 'The use of a limit repeats its amount.',
    source: use,
    operation: 'listLimitUtilisation',
    facts: ['limit-use-members', 'limit-use-id'],
  },
  'LIM-014': {
    level: 'SHOULD',
    text: 'A new customer has used nothing of its limits.',
    source: use,
    operation: 'listLimitUtilisation',
    facts: ['limit-use-members'],
  },
  'LIM-015': {
    level: 'MUST',
    text: 'The use of limits is listed up to a day.',
    source: use,
    operation: 'listLimitUtilisation',
    facts: ['limit-use-reference-date'],
  },
  'LIM-016': {
    level: 'MAY',
    text: 'One id that no limit has leaves the other limits of the same request as they were, or not.',
    source: 'https://developer.rocketkor.net/update-multiple-transaction-limits/',
    operation: 'updateLimits',
    facts: ['limit-update-many-unknown-id'],
    notTested: 'whatever a target does is right, and no answer tells it',
  },
  'LIM-017': {
    level: 'MUST',
    text: 'The limits of a customer of another business account are closed, whatever names them.',
    source: list,
    facts: ['scope-from-token', 'foreign-resource-status'],
    operations: 'limits',
  },
  'LIM-018': {
    level: 'MUST',
    text: 'A service account of another business account changes no limit of a customer.',
    source: updateOne,
    operation: 'updateLimit',
    facts: ['scope-from-token', 'foreign-resource-status'],
  },
} as const satisfies Record<string, Requirement>;
