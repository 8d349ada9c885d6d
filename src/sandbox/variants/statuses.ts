import { operations, statuses, type Variant } from './variant.ts';

/** Differences of the statuses that say the same outcome. */
export const statusVariants: readonly Variant[] = [
  {
    name: 'created-200',
    difference: 'answers 200 to what it creates',
    apply: statuses({ created: 200 }),
  },
  {
    name: 'exchanged-201',
    difference: 'answers 201 to an exchange',
    apply: statuses({ exchanged: 201 }),
  },
  {
    name: 'unauthenticated-403',
    difference: 'answers 403 to a caller without proof',
    apply: statuses({ unauthenticated: 403, malformedCredentials: 403 }),
  },
  {
    name: 'malformed-credentials-400',
    difference: 'answers 400 to credentials that cannot be read',
    apply: statuses({ malformedCredentials: 400 }),
  },
  {
    name: 'foreign-403',
    difference: 'answers 403 where the resource is of another business account',
    apply: statuses({ foreign: 403 }),
  },
  {
    name: 'invalid-422',
    difference: 'answers 422 to what is not valid',
    apply: statuses({ invalid: 422, malformedBody: 422 }),
  },
  {
    name: 'malformed-id-404',
    difference: 'answers 404 to a malformed id',
    apply: statuses({ malformedId: 404 }),
  },
  {
    name: 'conflict-400',
    difference: 'answers 400 to a reference number that is taken',
    apply: statuses({ conflict: 400 }),
  },
  {
    name: 'conflict-422',
    difference: 'answers 422 to a reference number that is taken',
    apply: statuses({ conflict: 422 }),
  },
  {
    name: 'media-type-400',
    difference: 'answers 400 to a media type that it does not read',
    apply: statuses({ unsupportedMediaType: 400 }),
  },
  {
    name: 'unknown-method-404',
    difference: 'answers 404 to a method that a path does not have',
    apply: statuses({ unknownMethod: 404 }),
  },
  {
    name: 'update-204',
    difference: 'sends nothing back to an update',
    apply: operations(['updateCustomer', 'updateBeneficialOwner'], (handler) => (call) => {
      handler(call);
      return { outcome: 'stored' };
    }),
  },
];
