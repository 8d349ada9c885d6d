import type { Requirement } from './requirement.ts';

const customer = 'https://developer.rocketkor.net/customer-status-update/';
const application = 'https://developer.rocketkor.net/idv-application-status-update/';

/** What the API tells of its own accord: judged on payloads that were captured, for no operation subscribes to them. */
export const webhookRequirements = {
  'WHK-001': {
    level: 'MUST',
    text: 'The API MUST send every event with an id, a type and a creation time.',
    source: customer,
    operation: 'customerStatusUpdated',
    facts: ['event-envelope'],
    readOnly: true,
  },
  'WHK-002': {
    level: 'MAY',
    text: 'Records whether every event has a type that is described.',
    source: customer,
    operation: 'customerStatusUpdated',
    facts: ['event-envelope'],
    readOnly: true,
  },
  'WHK-003': {
    level: 'MUST',
    text: 'The API MUST send customer status events as described, with one of the seven customer statuses.',
    source: customer,
    operation: 'customerStatusUpdated',
    facts: ['event-customer-data', 'event-customer-status-values'],
    readOnly: true,
  },
  'WHK-004': {
    level: 'MAY',
    text: 'Records whether customer status events report a status that differs from the previous one.',
    source: customer,
    operation: 'customerStatusUpdated',
    facts: ['event-customer-data'],
    readOnly: true,
  },
  'WHK-005': {
    level: 'SHOULD',
    text: 'The API SHOULD NOT send a previous customer status with a later time than the one that follows it.',
    source: customer,
    operation: 'customerStatusUpdated',
    facts: ['event-customer-data'],
    readOnly: true,
  },
  'WHK-006': {
    level: 'MUST',
    text: 'The API MUST send identity verification status events as described.',
    source: application,
    operation: 'identityVerificationStatusUpdated',
    facts: ['event-idv-data'],
    readOnly: true,
  },
  'WHK-007': {
    level: 'SHOULD',
    text: 'The API SHOULD NOT send an outcome in an event about an identity verification that is not completed.',
    source: application,
    operation: 'identityVerificationStatusUpdated',
    facts: ['event-idv-data'],
    readOnly: true,
  },
  'WHK-008': {
    level: 'SHOULD',
    text: 'The API SHOULD NOT send a completion time of an identity verification that is earlier than its creation time.',
    source: application,
    operation: 'identityVerificationStatusUpdated',
    facts: ['event-idv-data'],
    readOnly: true,
  },
  'WHK-009': {
    level: 'MAY',
    text: 'Records whether the API resends an event that is not acknowledged.',
    source: 'https://developer.rocketkor.net/learn-push-notifications/',
    facts: ['event-customer-reply', 'event-idv-reply'],
    notTested: 'the suite receives no events: subscriptions exist only in the Portal',
  },
} as const satisfies Record<string, Requirement>;
