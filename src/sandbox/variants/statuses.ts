import { operations, statuses, type Variant } from './variant.ts';

/** Differences of the statuses for the same outcome. */
export const statusVariants: readonly Variant[] = [
  {
    name: 'created-200',
    difference: 'returns 200 for creates',
    apply: statuses({ created: 200 }),
  },
  {
    name: 'exchanged-201',
    difference: 'returns 201 for the token exchange',
    apply: statuses({ exchanged: 201 }),
  },
  {
    name: 'unauthenticated-403',
    difference: 'returns 403 for missing or wrong credentials',
    apply: statuses({ unauthenticated: 403, malformedCredentials: 403 }),
  },
  {
    name: 'malformed-credentials-400',
    difference: 'returns 400 for unreadable credentials',
    apply: statuses({ malformedCredentials: 400 }),
  },
  {
    name: 'foreign-403',
    difference: 'returns 403 for a resource of another business account',
    apply: statuses({ foreign: 403 }),
  },
  {
    name: 'invalid-422',
    difference: 'returns 422 for invalid requests',
    apply: statuses({ invalid: 422, malformedBody: 422 }),
  },
  {
    name: 'malformed-id-404',
    difference: 'returns 404 for a malformed id',
    apply: statuses({ malformedId: 404 }),
  },
  {
    name: 'conflict-400',
    difference: 'returns 400 for an externalId that is taken',
    apply: statuses({ conflict: 400 }),
  },
  {
    name: 'conflict-422',
    difference: 'returns 422 for an externalId that is taken',
    apply: statuses({ conflict: 422 }),
  },
  {
    name: 'media-type-400',
    difference: 'returns 400 for a media type that it does not support',
    apply: statuses({ unsupportedMediaType: 400 }),
  },
  {
    name: 'unknown-method-404',
    difference: 'returns 404 for a method that a path does not have',
    apply: statuses({ unknownMethod: 404 }),
  },
  {
    name: 'update-204',
    difference: 'responds to an update without a body',
    apply: operations(['updateCustomer', 'updateBeneficialOwner'], (handler) => (call) => {
      handler(call);
      return { outcome: 'stored' };
    }),
  },
];
