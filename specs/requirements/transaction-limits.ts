import type { Requirement } from './requirement.ts';

/** How much a customer may move. */
export const transactionLimitRequirements = {
  'LIM-001': {
    level: 'MUST',
    text: 'The transaction limits of a customer are listed.',
    source: 'https://developer.rocketkor.net/list-all-transaction-limits-for-an-account/',
    operation: 'listLimits',
  },
} as const satisfies Record<string, Requirement>;
