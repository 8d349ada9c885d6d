import type { SandboxResponse } from '../http/response.ts';
import { actorOf, owned, pathValue, type Call } from '../http/call.ts';
import { isoTime, timeAfter } from '../http/clock.ts';
import { customerOf } from './customers.ts';
import { picked, textOf, type JsonObject } from '../http/json.ts';
import { storedFields } from './stored-fields.ts';
import { Refusal } from '../http/refusal.ts';
import { nodeAt, propertiesOf } from '../http/schemas.ts';
import type { Customer, Owner } from './store.ts';

/** Handles `createBeneficialOwner`. */
export function createBeneficialOwner(call: Call): SandboxResponse {
  const customer = businessOf(call);
  const createdAt = isoTime(call.clock.now());
  const by = actorOf(call);
  const owner: Owner = {
    id: call.newId(),
    parentId: customer.id,
    ...storedFields(call.body),
    verificationStatus: { status: 'UNVERIFIED', updatedAt: createdAt, updatedBy: by },
    createdAt,
    createdBy: by,
    updatedAt: createdAt,
    updatedBy: by,
  };
  call.account.owners.set(owner.id, owner);
  return { outcome: 'created', body: shown(owner) };
}

/** Handles `listBeneficialOwners`: summaries, oldest first. */
export function listBeneficialOwners(call: Call): SandboxResponse {
  const { id } = businessOf(call);
  const owners = [...call.account.owners.values()].filter(({ parentId }) => parentId === id);
  const names = summaryNames(call);
  return { outcome: 'found', body: owners.map((owner) => picked(shown(owner), names)) };
}

/** Handles `retrieveBeneficialOwner`. */
export function retrieveBeneficialOwner(call: Call): SandboxResponse {
  return { outcome: 'found', body: shown(ownerOf(call)) };
}

/** Handles `updateBeneficialOwner`: fields that were sent replace the stored ones, the others stay. */
export function updateBeneficialOwner(call: Call): SandboxResponse {
  const owner = ownerOf(call);
  const updatedAt = timeAfter(call.clock, owner.updatedAt);
  const changed = { ...owner, ...storedFields(call.body), updatedAt, updatedBy: actorOf(call) };
  call.account.owners.set(owner.id, changed);
  return { outcome: 'updated', body: shown(changed) };
}

function businessOf(call: Call): Customer {
  const customer = customerOf(call);
  if (customer.type === 'BUSINESS') return customer;
  const problem = {
    path: 'customerId',
    message: 'is not a business customer',
    errorCode: 'WRONG_CUSTOMER_TYPE',
  };
  throw new Refusal('unprocessable', [problem]);
}

function ownerOf(call: Call): Owner {
  const business = businessOf(call);
  const owner = owned(call, ({ owners }) => owners.get(pathValue(call, 'beneficiaryId')));
  if (owner.parentId !== business.id) throw new Refusal('unknown');
  return owner;
}

function summaryNames({ contract, operation }: Call): string[] {
  const list = nodeAt(contract.document, operation.responses['200']?.schema ?? '');
  return Object.keys(propertiesOf(contract.document, list.items as JsonObject));
}

/** An owner as responses show it: only the last four characters of the social id are readable. */
function shown(owner: Owner): JsonObject {
  const { socialId } = owner;
  return socialId === undefined ? owner : { ...owner, socialId: masked(textOf(socialId)) };
}

function masked(socialId: string): string {
  const visible = socialId.length > 4 ? socialId.slice(-4) : '';
  return visible.padStart(socialId.length, '*');
}
