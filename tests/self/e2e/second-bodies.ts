import { isObject, type Json, type JsonObject } from '../../../src/contract/schema/pointers.ts';
import { undisputed } from './second-formats.ts';
import { pickOf, type Random } from './second-random.ts';
import { schemasBelow } from './second-reading.ts';

/** How many properties a body has: all declared ones, or a random choice. */
export type Manner = 'full' | 'random';

/** A value that a schema without references probably accepts; the validators decide whether it does. */
export function drawn(schemas: readonly JsonObject[], random: Random, manner: Manner): Json {
  const parts = schemas.flatMap((schema) => chosenParts(schema, random));
  const constant = parts.find((part) => part.const !== undefined)?.const;
  if (constant !== undefined) return constant;
  const choices = parts.flatMap((part) => (Array.isArray(part.enum) ? [part.enum] : []));
  const [shortest] = choices.sort((one, other) => one.length - other.length);
  if (shortest) return pickOf(shortest, random);
  switch (typeOf(parts)) {
    case 'object':
      return drawnObject(parts, random, manner);
    case 'array':
      return drawnArray(parts, random, manner);
    case 'string':
      return drawnText(parts, random);
    case 'integer':
    case 'number':
      return drawnNumber(parts, random);
    case 'boolean':
      return random() < 0.5;
    default:
      return pickOf<Json>([1, 'a', true, [], { a: 1 }], random);
  }
}

const alphabets = ['a', 'é', '\u{1F600}', 'e\u0301', 'aé\u{1F600}語'].map((letters) => Array.from(letters));

/** The values of properties that conditions depend on, by name. */
export function conditionsOf(parts: readonly JsonObject[]): [name: string, value: Json][] {
  return parts.flatMap(({ if: condition }) => {
    const asked = isObject(condition) && isObject(condition.properties) ? condition.properties : {};
    return Object.entries(asked).flatMap(([name, schema]): [string, Json][] => {
      if (!isObject(schema)) return [];
      const values = Array.isArray(schema.enum) ? schema.enum : [schema.const ?? null];
      return values.map((value) => [name, value]);
    });
  });
}

/** A text with a length in code points, of characters that take one, two and four bytes. */
export function textOfLength(length: number, random: Random): string {
  const letters = pickOf(alphabets, random);
  const whole = letters.join('').repeat(Math.floor(length / letters.length));
  return whole + letters.slice(0, length % letters.length).join('');
}

/** The largest of the lower bounds, or smallest of the upper bounds, that schemas set. */
export function boundOf(parts: readonly JsonObject[], keyword: string): number | undefined {
  const bounds = parts.flatMap((part) => (typeof part[keyword] === 'number' ? [part[keyword]] : []));
  if (bounds.length === 0) return undefined;
  return /^(?:min|exclusiveMin)/.test(keyword) ? Math.max(...bounds) : Math.min(...bounds);
}

function chosenParts(schema: JsonObject, random: Random): JsonObject[] {
  const { if: condition, allOf, oneOf, anyOf } = schema;
  const members = Array.isArray(allOf) ? allOf : [];
  const branches = [oneOf, anyOf].flatMap((list) => (Array.isArray(list) ? [pickOf(list, random)] : []));
  const outcome = random() < 0.7 ? schema.then : schema.else;
  const all = [
    ...members,
    ...branches,
    ...(condition === undefined || outcome === undefined ? [] : [outcome]),
  ];
  return [schema, ...all.filter(isObject).flatMap((part) => chosenParts(part, random))];
}

function typeOf(parts: readonly JsonObject[]): string {
  const type = [parts.find((part) => part.type !== undefined)?.type].flat()[0];
  if (typeof type === 'string') return type;
  return parts.some((part) => part.properties !== undefined || part.required !== undefined)
    ? 'object'
    : 'any';
}

function drawnObject(parts: readonly JsonObject[], random: Random, manner: Manner): JsonObject {
  const required = parts.flatMap((part) => (Array.isArray(part.required) ? part.required.map(String) : []));
  const declared = parts.flatMap((part) => Object.keys(isObject(part.properties) ? part.properties : {}));
  const isMap = parts.some((part) => isObject(part.additionalProperties));
  const most = boundOf(parts, 'maxProperties') ?? 3;
  const others = isMap
    ? Array.from({ length: Math.floor(random() * (most + 1)) }, (_, index) => `key${String(index)}`)
    : [];
  const richness = manner === 'full' ? 1 : random();
  const asked = manner === 'full' || random() < 0.5 ? [] : conditionsOf(parts);
  const names = [...declared, ...others].filter((name) => required.includes(name) || random() < richness);
  return Object.fromEntries(
    [...new Set([...required, ...names])].map((name) => {
      const telling = asked.filter(([each]) => each === name).map(([, value]) => value);
      return [
        name,
        telling.length > 0 ? pickOf(telling, random) : drawn(schemasBelow(parts, name), random, manner),
      ];
    }),
  );
}

function drawnArray(parts: readonly JsonObject[], random: Random, manner: Manner): Json[] {
  const asked = parts.flatMap((part) => (isObject(part.contains) ? [part.contains] : []));
  const entries = schemasBelow(parts, 0);
  const length = manner === 'full' ? 1 : Math.floor(random() * 3);
  const rest = Array.from({ length }, () => drawn(entries, random, manner));
  return asked.length > 0 && random() < 0.9 ? [drawn([...asked, ...entries], random, manner), ...rest] : rest;
}

/** These include texts for every pattern of the description. */
const patterned = [
  '+15556589',
  '4155550123',
  '123456',
  '1234',
  '123456789012345',
  'createdAt',
  'name.first,ASC',
  'a,DESC',
  'CA',
  'USA',
];

function drawnText(parts: readonly JsonObject[], random: Random): string {
  const format = parts.find((part) => typeof part.format === 'string')?.format;
  if (typeof format === 'string') return undisputed(format, random, 0.9);
  const patterns = parts.flatMap((part) =>
    typeof part.pattern === 'string' ? [new RegExp(part.pattern, 'u')] : [],
  );
  const least = boundOf(parts, 'minLength') ?? 0;
  const longest = boundOf(parts, 'maxLength');
  const fitting = patterned.filter(
    (text) =>
      patterns.every((pattern) => pattern.test(text)) &&
      text.length >= least &&
      text.length <= (longest ?? Infinity),
  );
  if (patterns.length > 0) return pickOf(fitting.length > 0 ? fitting : patterned, random);
  const most = longest ?? least + 12;
  return textOfLength(pickOf([least, most, least + Math.floor(random() * (most - least))], random), random);
}

function drawnNumber(parts: readonly JsonObject[], random: Random): number {
  const below = boundOf(parts, 'exclusiveMinimum') ?? -Infinity;
  const least = Math.max(boundOf(parts, 'minimum') ?? 0, below + 1);
  const most = boundOf(parts, 'maximum') ?? least + 1000;
  return pickOf([least, most, least + Math.floor(random() * Math.min(most - least, 1000))], random);
}
