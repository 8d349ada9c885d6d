import { isoTime } from '../http/clock.ts';
import type { Instance } from '../http/instance.ts';
import type { JsonObject } from '../http/json.ts';
import { startingLimits } from '../resources/limits.ts';
import type { Customer } from '../resources/store.ts';
import type { Variant } from './variant.ts';

const strangers = 1000;
const minute = 60_000;

/** Differences of the data before the first request. */
export const populationVariants: readonly Variant[] = [
  {
    name: 'populated',
    difference: `has ${String(strangers)} customers of others from the start`,
    apply: populated,
  },
];

function populated(instance: Instance): Instance {
  const { accounts, store } = instance;
  const account = store.get(accounts.first.businessAccountId);
  for (let index = 0; index < strangers; index += 1) {
    const customer = stranger(instance, index);
    account?.customers.set(customer.id, customer);
    account?.limits.set(customer.id, startingLimits(instance.newId, customer.id));
  }
  return instance;
}

/** A customer of others, created `index` minutes ago: every third is a business, every fifth is suspended. */
function stranger({ accounts, clock, newId }: Instance, index: number): Customer {
  const createdAt = isoTime(clock.now() - index * minute);
  const by = { id: accounts.other.id, type: 'employee' };
  const own = index % 3 === 0 ? business(index) : individual(index);
  return {
    id: newId(),
    status: index % 5 === 0 ? 'SUSPENDED' : 'ACTIVE',
    ...own,
    ...(index % 2 === 0 && { externalId: `ref-${String(index)}` }),
    addresses: [
      {
        ...{ type: 'PHYSICAL', streetLine1: `${String(index)} Main Street`, cityName: 'Springfield' },
        ...{ stateCode: 'IL', countryCode: 'USA', zipCode: '62701', primary: true },
      },
    ],
    createdAt,
    createdBy: by,
    updatedAt: createdAt,
    updatedBy: by,
  };
}

function individual(index: number): JsonObject & { type: string } {
  return { type: 'INDIVIDUAL', ...person(index) };
}

function business(index: number): JsonObject & { type: string } {
  const contacts = [{ ...person(index), primary: true }];
  return { type: 'BUSINESS', businessName: `Springfield Trading ${String(index)}`, contacts };
}

function person(index: number): JsonObject {
  const number = `+1217555${String(index).padStart(4, '0')}`;
  return {
    firstName: ['Ana', 'Robert', 'Maria', "D'Arcy"][index % 4] ?? '',
    lastName: ['Smith', 'García', 'Lee'][index % 3] ?? '',
    primaryPhoneNumber: { number, type: 'WORK', verified: false },
    primaryEmail: { value: `person${String(index)}@example.org`, verified: false },
  };
}
