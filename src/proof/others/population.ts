import { seededFaker } from '../../contract/data/drafts.ts';
import type { Instance } from '../../sandbox/http/instance.ts';
import { startingLimits } from '../../sandbox/resources/limits.ts';
import type { BusinessAccount, Customer } from '../../sandbox/resources/store.ts';

/** The domain of email addresses that the suite is configured with, and that customers of others use too. */
export const sharedDomain = 'qa.corp.example';
/** A run id that appears in email addresses of others by chance. */
export const lookalikeRun = 'r-others';

const minute = 60_000;

/**
 * Adds customers of others: some at the domain that the suite is configured with, some with addresses that look almost like its own, some
 * with phone numbers reserved for fiction, a few individuals without an address; each with limits, some with owners and documents. Returns
 * the ids of the customers and of their resources.
 */
export function populate({ accounts, clock, newId, store }: Instance, count: number): string[] {
  const account = store.get(accounts.first.businessAccountId);
  if (!account) throw new Error('the sandbox has no business account');
  for (let index = 0; index < count; index += 1) {
    const createdAt = new Date(clock.now() - index * minute).toISOString();
    const by = { id: accounts.other.id, type: 'employee' };
    const stamped = { createdAt, createdBy: by, updatedAt: createdAt, updatedBy: by };
    const customer: Customer = { ...{ id: newId(), status: 'ACTIVE' }, ...detailsOf(index), ...stamped };
    account.customers.set(customer.id, customer);
    account.limits.set(customer.id, startingLimits(newId, customer.id));
    if (index % 20 === 0) addBelongings(account, customer, newId, stamped);
  }
  return idsIn(account);
}

/** Every id of a customer, limit, owner and document of a business account. */
function idsIn({ customers, documents, limits, owners }: BusinessAccount): string[] {
  const ofLimits = [...limits.values()].flat().map(({ id }) => id);
  return [...customers.keys(), ...owners.keys(), ...documents.keys(), ...ofLimits];
}

function addBelongings(
  { documents, owners }: BusinessAccount,
  { id: parentId }: Customer,
  newId: () => string,
  stamped: { createdAt: string; updatedAt: string },
): void {
  const [owner, document] = [newId(), newId()];
  const isReachable = owners.size % 2 === 1;
  const named = {
    ...{ firstName: 'Otto', lastName: 'Ownerson' },
    ...(isReachable && { primaryEmail: { value: 'otto@example.org' } }),
  };
  owners.set(owner, { id: owner, parentId, ...named, controller: true, ...stamped });
  documents.set(document, {
    ...{ id: document, holderId: parentId, holderType: 'CUSTOMER', documentType: 'passport' },
    ...{ name: 'Passport', extension: 'PDF', contentLength: 1024, status: 'NEW', ...stamped },
  });
}

/** Type, names, email address and phone number, and an `externalId` for every second customer. */
function detailsOf(
  index: number,
): Omit<Customer, 'id' | 'status' | 'createdAt' | 'updatedAt'> & { type: string } {
  const faker = seededFaker({ seed: `somebody ${String(index)}` });
  const isBusiness = index % 3 === 0;
  const email = emailOf(index) ?? (isBusiness ? `office-${String(index)}@corp.example` : undefined); // a contact has one
  const person = {
    firstName: faker.person.firstName(),
    lastName: faker.person.lastName(),
    primaryPhoneNumber: { number: phoneOf(index), type: 'WORK' },
    ...(email !== undefined && { primaryEmail: { value: email } }),
  };
  const own = {
    ...(index % 2 === 0 && { externalId: `kor-${String(index)}`, metadata: { channel: faker.word.noun() } }),
  };
  return isBusiness
    ? {
        type: 'BUSINESS',
        businessName: faker.company.name(),
        contacts: [{ ...person, primary: true }],
        ...own,
      }
    : { type: 'INDIVIDUAL', ...person, ...own };
}

function phoneOf(index: number): string {
  const areas = ['202', '303', '404', '415', '512', '617', '702', '808'];
  const area = areas[Math.floor(index / 100) % areas.length] ?? '';
  return index % 4 === 0
    ? `+1217555${String(index).padStart(4, '0')}`
    : `+1${area}5550${String(100 + (index % 100))}`;
}

function emailOf(index: number): string | undefined {
  const own = String(index);
  return [
    `person${own}@example.org`,
    `person${own}@${sharedDomain}`,
    `kor-${lookalikeRun}@${sharedDomain}`,
    `kor-${lookalikeRun}-${own}@${sharedDomain}`,
    `kor-sales-k${own.padStart(11, '0')}@${sharedDomain}`,
    `kor.${own}@kor-conformance.example`,
    undefined,
  ][index % 7];
}
