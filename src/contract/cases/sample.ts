import type { Faker } from '@faker-js/faker';
import { madeUpEmail } from '../data/drafts.ts';
import type { RunOrigin } from '../privacy/ownership-mark.ts';
import type { Contract } from '../operations.ts';
import { isObject, membersOf, textOf, type Json, type JsonObject } from '../schema/pointers.ts';
import { declaringNodes, memberNodes, type SchemaNode } from '../schema/schema-nodes.ts';

/** What values are generated with. */
export interface Making extends RunOrigin {
  contract: Contract;
  faker: Faker;
  /** Pointers to the schemas of the enclosing values. A schema among them is recursive and is not followed again. */
  around?: ReadonlySet<string> | undefined;
}

/** The maximum number of characters of a generated string, and of entries of a generated array or map. */
export const mostMadeUp = 10_000;

/** The value of a keyword across the schema nodes of one value: the strictest number, or else the first value. */
export function keywordOf(nodes: readonly SchemaNode[], keyword: string): Json | undefined {
  const values = nodes.map(({ schema }) => schema[keyword]).filter((value) => value !== undefined);
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0) return values[0];
  return /^(?:min|exclusiveMin)/.test(keyword) ? Math.max(...numbers) : Math.min(...numbers);
}

/** The number that a keyword holds, or `fallback` when it holds none. */
export function numberOf(nodes: readonly SchemaNode[], keyword: string, fallback: number): number {
  const value = keywordOf(nodes, keyword);
  return typeof value === 'number' ? value : fallback;
}

/** The names of the properties that the schema nodes of an object declare. */
export function declaredNames(nodes: readonly SchemaNode[]): string[] {
  const names = nodes.flatMap(({ schema }) =>
    Object.keys(isObject(schema.properties) ? schema.properties : {}),
  );
  return [...new Set(names)];
}

/** The names of the properties that may be sent, as the schema nodes of an object declare them. */
export function writableNames(contract: Contract, nodes: readonly SchemaNode[]): string[] {
  return declaredNames(nodes).filter((name) =>
    isWritable(memberNodes(contract.document, [...nodes], name, undefined)),
  );
}

function isWritable(nodes: readonly SchemaNode[]): boolean {
  return !nodes.some(
    ({ schema, certainty }) =>
      schema.readOnly === true ||
      schema['x-round-trip'] === 'server-set' ||
      schema['x-round-trip'] === 'ignored' ||
      certainty === 'unspecified',
  );
}

/** Whether values may be generated. `x-made-up: false` marks values that come from a list outside the description. */
export function mayBeMadeUp(nodes: readonly SchemaNode[]): boolean {
  return !nodes.some(({ schema }) => schema['x-made-up'] === false);
}

/** A value as a string: the string itself, or the JSON of any other value. */
export function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Generates a value that its schema nodes allow, with every property that may be sent. */
export function sampled(making: Making, nodes: readonly SchemaNode[]): Json {
  const choices = keywordOf(nodes, 'enum');
  if (Array.isArray(choices)) return choices[0] ?? null;
  const fixed = keywordOf(nodes, 'const');
  if (fixed !== undefined) return fixed;
  const type = typeOf(nodes);
  const examples = keywordOf(nodes, 'examples');
  const [example] = Array.isArray(examples) ? examples : [];
  if (type === 'object') return completed(making, nodes, example ?? {});
  if (example !== undefined && !mayBeMadeUp(nodes)) return example;
  if (type === 'array') return sampledItems(making, nodes);
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return sampledNumber(nodes);
  return sampledText(making, nodes);
}

/** The JSON Schema type that the schema nodes of a value state or imply; `string` when they do neither. */
export function typeOf(nodes: readonly SchemaNode[]): string {
  const type = keywordOf(nodes, 'type');
  const first = (Array.isArray(type) ? type : [type]).find((each) => each !== 'null');
  if (typeof first === 'string') return first;
  if (nodes.some(({ schema }) => isObject(schema.properties))) return 'object';
  return nodes.some(({ schema }) => isObject(schema.items)) ? 'array' : 'string';
}

/** The value with every missing property that may be sent added at every depth, except recursive ones. */
export function completed(making: Making, nodes: readonly SchemaNode[], value: Json): Json {
  const below = (token: string | number, member: Json): Json => {
    const children = memberNodes(making.contract.document, [...nodes], token, member);
    return completed(making, children, member);
  };
  if (Array.isArray(value)) return value.map((item, index) => below(index, item));
  if (!isObject(value)) return value;
  const result: JsonObject = Object.fromEntries(
    membersOf(value).map(([name, member]) => [name, below(String(name), member)]),
  );
  const add = (name: string, token: string): void => {
    const member = sampledMember(making, nodes, token);
    if (member !== undefined) result[name] = member;
  };
  for (const name of writableNames(making.contract, nodes)) if (result[name] === undefined) add(name, name);
  if (isMap(nodes) && Object.keys(result).length === 0) add('key1', '*');
  return result;
}

/** A generated value for a missing member; undefined when its schema is that of an enclosing value. */
function sampledMember(
  making: Making,
  nodes: readonly SchemaNode[],
  token: string | number,
): Json | undefined {
  const children = memberNodes(making.contract.document, [...nodes], token, undefined);
  const around = new Set([...(making.around ?? []), ...declaringNodes(nodes, token)]);
  if (children.some(({ pointer }) => around.has(pointer))) return undefined;
  return sampled({ ...making, around }, children);
}

/** As many items as required, and at least one. */
function sampledItems(making: Making, nodes: readonly SchemaNode[]): Json[] {
  const length = Math.min(Math.max(numberOf(nodes, 'minItems', 1), 1), mostMadeUp);
  return Array.from({ length }, (_, index) => sampledMember(making, nodes, index)).filter(
    (item) => item !== undefined,
  );
}

/** The properties that are required because another property is present (`dependentRequired`), each with that property. */
export function companionsIn(
  nodes: readonly SchemaNode[],
  value: JsonObject,
): { name: string; beside: string }[] {
  return nodes.flatMap(({ schema }) =>
    Object.entries(isObject(schema.dependentRequired) ? schema.dependentRequired : {}).flatMap(
      ([beside, names]) =>
        beside in value && Array.isArray(names) ? names.map((name) => ({ name: textOf(name), beside })) : [],
    ),
  );
}

/** Whether the schema nodes describe a map: an object whose keys the caller chooses. */
export function isMap(nodes: readonly SchemaNode[]): boolean {
  return nodes.some(({ schema }) => isObject(schema.additionalProperties) && schema.properties === undefined);
}

function sampledNumber(nodes: readonly SchemaNode[]): number {
  const least = numberOf(nodes, 'minimum', numberOf(nodes, 'exclusiveMinimum', 0) + 1);
  const step = numberOf(nodes, 'multipleOf', 0);
  const bounded = Math.min(Math.max(least, 1), numberOf(nodes, 'maximum', Infinity));
  return step > 0 ? Math.ceil(bounded / step) * step : bounded;
}

function sampledText(making: Making, nodes: readonly SchemaNode[]): string {
  const { faker } = making;
  const pattern = textOf(keywordOf(nodes, 'pattern'));
  const least = numberOf(nodes, 'minLength', 1);
  const most = numberOf(nodes, 'maxLength', Infinity);
  const word = faker.string.alphanumeric({ length: 10, casing: 'lower' });
  const formats: Record<string, string> = {
    date: faker.date.birthdate().toISOString().slice(0, 10),
    'date-time': faker.date.past().toISOString(),
    uuid: faker.string.uuid(),
    email: madeUpEmail(faker, making),
    uri: `https://${word}.example/`,
  };
  const format = formats[textOf(keywordOf(nodes, 'format'))];
  if (format !== undefined) return format;
  if (pattern !== '') return patternedText(faker, pattern);
  return plainText(faker, Math.min(Math.max(least, Math.min(8, most)), mostMadeUp));
}

/** The maximum number of repetitions of a part of a pattern; more would use too much memory. */
const mostRepetitions = 1000;

/**
 * A string that matches a pattern, or any other string when none can be generated; a body with such a string is invalid and is not sent.
 */
function patternedText(faker: Faker, pattern: string): string {
  const modest = pattern
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replaceAll(/(?<=\{(?:\d+,)?)\d+(?=(?:,\d*)?\})/g, (count) =>
      String(Math.min(Number(count), mostRepetitions)),
    );
  try {
    return faker.helpers.fromRegExp(modest);
  } catch {
    return plainText(faker, 8);
  }
}

/** A string of `length` ASCII letters, the first a capital, which every API accepts. */
export function plainText(faker: Faker, length: number): string {
  const letters = faker.string.alpha({ length, casing: 'lower' });
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}
