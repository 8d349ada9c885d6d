import type { Requirement } from './requirement.ts';

const customer = 'https://developer.rocketkor.net/customer-status-update/';
const application = 'https://developer.rocketkor.net/idv-application-status-update/';

/** What the API tells of its own accord: judged on payloads that were captured, for no operation subscribes to them. */
export const webhookRequirements = {
  'WHK-001': {
    level: 'MUST',
    text: 'Every event has an id, a type and a time of creation.',
    source: customer,
    operation: 'customerStatusUpdated',
    facts: ['event-envelope'],
    readOnly: true,
  },
  'WHK-002': {
    level: 'MAY',
    text: 'An event is of a type that is described.',
    source: customer,
    operation: 'customerStatusUpdated',
    facts: ['event-envelope'],
    readOnly: true,
  },
  'WHK-003': {
    level: 'MUST',
    text: 'An event about the status of a customer is as described, its statuses among the seven.',
    source: customer,
    operation: 'customerStatusUpdated',
    facts: ['event-customer-data', 'event-customer-status-values'],
    readOnly: true,
  },
  'WHK-004': {
    level: 'MAY',
    text: 'An event about the status of a customer tells of another status than before.',
    source: customer,
    operation: 'customerStatusUpdated',
    facts: ['event-customer-data'],
    readOnly: true,
  },
  'WHK-005': {
    level: 'SHOULD',
    text: 'The previous status of a customer is not of a later time than the one that follows it.',
    source: customer,
    operation: 'customerStatusUpdated',
    facts: ['event-customer-data'],
    readOnly: true,
  },
  'WHK-006': {
    level: 'MUST',
    text: 'An event about the status of an identity verification is as described.',
    source: application,
    operation: 'identityVerificationStatusUpdated',
    facts: ['event-idv-data'],
    readOnly: true,
  },
  'WHK-007': {
    level: 'SHOULD',
    text: 'An event about an identity verification has an outcome only where it is completed.',
    source: application,
    operation: 'identityVerificationStatusUpdated',
    facts: ['event-idv-data'],
    readOnly: true,
  },
  'WHK-008': {
    level: 'SHOULD',
    text: 'An identity verification is not completed before it is created.',
    source: application,
    operation: 'identityVerificationStatusUpdated',
    facts: ['event-idv-data'],
    readOnly: true,
  },
  'WHK-009': {
    level: 'MAY',
    text: 'An event that is not received is sent again.',
    source: 'https://developer.rocketkor.net/learn-push-notifications/',
    facts: ['event-customer-reply', 'event-idv-reply'],
    notTested: 'the suite receives no events: subscriptions exist only in the Portal',
  },
} as const satisfies Record<string, Requirement>;
