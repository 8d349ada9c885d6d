import { documentedPart } from '../schema/documented-properties.ts';
import {
  fullBusiness,
  fullIndividual,
  madeUpEmail,
  minimalBusiness,
  minimalIndividual,
  seededFaker,
  type DraftSeed,
} from '../data/drafts.ts';
import type { Contract, Operation } from '../operations.ts';
import {
  fromPointer,
  isObject,
  textOf,
  toPointer,
  valueAt,
  type Json,
  type JsonObject,
} from '../schema/pointers.ts';
import { requestViolations } from '../validation/requests.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';
import { companionsIn, completed, sampled, writableNames, type Making } from './sample.ts';
import type { Level } from '../schema/certainty.ts';

/** Valid request bodies of an operation, from which cases are derived. */
export interface Control {
  operation: Operation;
  /** The value of the discriminator, or an empty string. */
  variant: string;
  making: Making;
  /** A body with only the properties that the operation requires. */
  minimal: JsonObject;
  /** A body with every property that may be sent, each with a typical value. */
  full: JsonObject;
}

/** The schema nodes that describe a body. */
export function bodyNodes(contract: Contract, operation: Operation, body: Json): SchemaNode[] {
  const pointer = operation.body?.schema ?? '';
  return applicableNodes(contract.document, schemaNode(contract.document, pointer), body);
}

/** The values of the discriminator of an operation's body; a single empty string when it has no discriminator. */
export function variantsOf(contract: Contract, operation: Operation): string[] {
  const discriminator = discriminatorOf(contract, operation);
  return discriminator ? Object.keys(discriminator.mapping) : [''];
}

function discriminatorOf(
  contract: Contract,
  operation: Operation,
): { propertyName: string; mapping: JsonObject } | undefined {
  for (const { schema } of bodyNodes(contract, operation, null)) {
    const { discriminator } = schema;
    if (!isObject(discriminator) || !isObject(discriminator.mapping)) continue;
    return { propertyName: textOf(discriminator.propertyName), mapping: discriminator.mapping };
  }
  return undefined;
}

/** Generates valid request bodies of an operation from a seed. Returns undefined when the description allows none of those generated. */
export function controlOf(
  contract: Contract,
  operation: Operation,
  variant: string,
  seed: DraftSeed,
): Control | undefined {
  const making: Making = { ...seed, contract, faker: seededFaker(seed) };
  const drafts = [
    draftOf(variant, seed),
    ...examplesOf(contract, operation, making),
    startOf(contract, operation, variant),
  ];
  for (const draft of drafts) {
    if (!draft || !fitsVariant(contract, operation, variant, draft.minimal)) continue;
    const nodes = bodyNodes(contract, operation, draft.full);
    const full = completed(making, nodes, draft.full) as JsonObject;
    const minimal = grown(contract, operation, draft.minimal, full);
    if (minimal && isValid(contract, operation, full)) return { operation, variant, making, minimal, full };
  }
  return undefined;
}

interface Draft {
  minimal: JsonObject;
  full: JsonObject;
}

function draftOf(variant: string, seed: DraftSeed): Draft | undefined {
  const drafts: Record<string, () => object[]> = {
    INDIVIDUAL: () => [minimalIndividual(seed), fullIndividual(seed)],
    BUSINESS: () => [minimalBusiness(seed), fullBusiness(seed)],
  };
  const [minimal, full] = drafts[variant]?.() ?? [];
  return minimal && full ? { minimal: minimal as JsonObject, full: full as JsonObject } : undefined;
}

/** The examples of the request body in the description. Every email address in them is replaced by one with the mark of the run. */
function examplesOf(contract: Contract, operation: Operation, { faker, ...origin }: Making): Draft[] {
  const media = valueAt(contract.document, (operation.body?.schema ?? '').replace(/\/schema$/, ''));
  const named = isObject(media) && isObject(media.examples) ? Object.values(media.examples) : [];
  const referred = named.map((each) =>
    isObject(each) && typeof each.$ref === 'string' ? valueAt(contract.document, each.$ref) : each,
  );
  const values = [
    ...referred.map((each) => (isObject(each) ? each.value : undefined)),
    isObject(media) ? media.example : undefined,
  ];
  const isAddress = (value: unknown): boolean => typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value);
  return values.filter(isObject).map((value) => {
    const text = JSON.stringify(value, (_, each: Json) =>
      isAddress(each) ? madeUpEmail(faker, origin) : each,
    );
    const own = JSON.parse(text) as JsonObject;
    return { minimal: own, full: own };
  });
}

function startOf(contract: Contract, operation: Operation, variant: string): Draft {
  const discriminator = discriminatorOf(contract, operation);
  const start: JsonObject = discriminator ? { [discriminator.propertyName]: variant } : {};
  return { minimal: start, full: start };
}

function fitsVariant(contract: Contract, operation: Operation, variant: string, body: JsonObject): boolean {
  const discriminator = discriminatorOf(contract, operation);
  return !discriminator || body[discriminator.propertyName] === variant;
}

function isValid(contract: Contract, operation: Operation, body: Json): boolean {
  return bodyViolationsOf(contract, operation, body).length === 0;
}

/** The violations of a request body. Parameters are not checked. */
export function bodyViolationsOf(
  contract: Contract,
  operation: Operation,
  body: Json,
): ReturnType<typeof requestViolations> {
  return requestViolations(contract, { ...operation, parameters: [] }, { body });
}

/** The body with missing required properties added from `full` until it is valid. Returns undefined when it does not become valid. */
export function grown(
  contract: Contract,
  operation: Operation,
  body: JsonObject,
  full: JsonObject,
): JsonObject | undefined {
  const violations = bodyViolationsOf(contract, operation, body);
  if (violations.length === 0) return body;
  const missing = violations.filter(({ rule }) => rule === 'required').map(({ pointer }) => pointer.slice(1));
  const beside = companionsIn(bodyNodes(contract, operation, body), body).map(({ name }) => name);
  const [found] = [...missing, ...beside].flatMap((name) => {
    const value = body[name] === undefined ? full[name] : undefined;
    return value === undefined ? [] : [{ [name]: value }];
  });
  return found && grown(contract, operation, { ...body, ...found }, full);
}

/** The names of the top-level properties of a control that may be sent. */
export function fieldsOf({ making, operation, full }: Control): string[] {
  const names = writableNames(making.contract, bodyNodes(making.contract, operation, full));
  return [...new Set([...names, ...Object.keys(full)])];
}

/**
 * The minimal body, one property with its full value, and the properties that it requires. `isSure`: the value has documented properties
 * only.
 */
export function withField(control: Control, field: string, isSure: boolean): JsonObject {
  const { making, operation, minimal, full } = control;
  const { contract } = making;
  const value =
    full[field] ??
    sampled(making, memberNodes(contract.document, bodyNodes(contract, operation, full), field, undefined));
  const whole = { ...minimal, [field]: value };
  const sure = isSure ? documentedPart(contract, operation.body?.schema ?? '', whole) : whole;
  const body = { ...minimal, ...(sure[field] !== undefined && { [field]: sure[field] }) };
  return grown(contract, operation, body, full) ?? body;
}

/** A copy of the body with another value at a pointer; `undefined` deletes the member. */
export function changed(body: Json, pointer: string, value: Json | undefined): Json {
  const [token, ...rest] = fromPointer(pointer);
  if (token === undefined) return value ?? null;
  const below = rest.length === 0 ? value : undefined;
  if (Array.isArray(body)) {
    const index = Number(token);
    const next = rest.length === 0 ? below : changed(body[index] ?? null, toPointer(rest), value);
    return next === undefined ? body.toSpliced(index, 1) : body.with(index, next);
  }
  if (!isObject(body)) return body;
  const { [token]: member, ...others } = body;
  const next = rest.length === 0 ? below : changed(member ?? null, toPointer(rest), value);
  return next === undefined ? others : { ...body, [token]: next };
}

/** A body that an operation must take. */
export interface LegalCase {
  /** What is special about it, in words. */
  name: string;
  body: Json;
  /** How binding it is that it is taken. */
  level: Level;
}
