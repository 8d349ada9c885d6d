import { controlOf, grown } from '../contract/cases/bodies.ts';
import { documentedPart } from '../contract/schema/documented-properties.ts';
import { seededFaker, type DraftSeed } from '../contract/data/drafts.ts';
import { withOwnEmails } from '../contract/privacy/ownership-mark.ts';
import type { Contract } from '../contract/operations.ts';
import { isObject, type Json, type JsonObject } from '../contract/schema/pointers.ts';

/** The seed of the bodies of one run of a sequence. */
export interface BodySeed extends DraftSeed {
  /** Different for every run of a sequence, also in a replay, because an `externalId` may stay taken after a removal. */
  occasion: number;
}

/** The city of all customers of one run of a sequence, by which its lists are separated from all other customers. */
export function cityOf({ seed, runId, occasion }: BodySeed): string {
  const letters = seededFaker({ seed: [seed, runId, String(occasion)].join('\n') }).string.alpha({
    length: 20,
    casing: 'lower',
  });
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

/** What a body is generated from, besides its seed. */
export interface BodyChoice {
  type: string;
  /** Bits that select optional documented properties. */
  fields: number;
  /** The number of the body in its sequence, from 1. It makes every body different. */
  ordinal: number;
  values: number;
}

/** A body to create a customer with, always with addresses; undefined when no valid body can be generated. */
export function createBody(contract: Contract, seed: BodySeed, choice: BodyChoice): JsonObject | undefined {
  return bodyOf(contract, 'createCustomer', seed, choice, ['addresses']);
}

/**
 * A body to update a customer with. It has the `externalId` of the customer or none, because the documentation does not say that an update
 * may change it. Undefined when no valid body can be generated.
 */
export function updateBody(
  contract: Contract,
  seed: BodySeed,
  choice: BodyChoice,
  externalId: Json | undefined,
): JsonObject | undefined {
  const body = bodyOf(contract, 'updateCustomer', seed, choice, []);
  if (body?.externalId === undefined) return body;
  const { externalId: _other, ...rest } = body;
  return typeof externalId === 'string' && externalId !== '' ? { ...rest, externalId } : rest;
}

function bodyOf(
  contract: Contract,
  id: string,
  seed: BodySeed,
  { type, fields, ordinal, values }: BodyChoice,
  always: readonly string[],
): JsonObject | undefined {
  const operation = contract.operation(id);
  const own = { ...seed, seed: [seed.seed, 'explore', type, values, ordinal].join('\n') };
  const control = controlOf(contract, operation, type, own);
  if (!control) return undefined;
  const sure = documentedPart(contract, operation.body?.schema ?? '', control.full);
  const optional = Object.keys(sure).filter((name) => !Object.hasOwn(control.minimal, name));
  const chosen = optional.filter((name, index) => always.includes(name) || ((fields >> index) & 1) === 1);
  const picked = Object.fromEntries(chosen.map((name): [string, Json] => [name, sure[name] ?? null]));
  const body = grown(contract, operation, { ...control.minimal, ...picked }, control.full);
  return body && withMarks(body, seed, ordinal);
}

/** The body with a city, an `externalId` and email addresses that no other customer has. */
function withMarks(body: JsonObject, seed: BodySeed, ordinal: number): JsonObject {
  const { addresses, externalId } = body;
  const cityName = cityOf(seed);
  return {
    ...withOwnEmails(body, seed.occasion * 100 + ordinal),
    ...(Array.isArray(addresses) && {
      addresses: addresses.map((address) => (isObject(address) ? { ...address, cityName } : address)),
    }),
    ...(typeof externalId === 'string' && { externalId: `${externalId}-${String(seed.occasion)}` }),
  };
}
