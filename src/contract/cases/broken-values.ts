import type { Level } from '../schema/certainty.ts';
import { isObject, membersOf, textOf, type Json, type JsonObject } from '../schema/pointers.ts';
import type { SchemaNode } from '../schema/schema-nodes.ts';
import {
  companionsIn,
  isMap,
  keywordOf,
  mostMadeUp,
  numberOf,
  plainText,
  typeOf,
  type Making,
} from './sample.ts';

/** A value that should break one JSON Schema keyword, and how it breaks it. */
export interface BrokenValue {
  /** The JSON Schema keyword. */
  rule: string;
  /** How the value breaks it, in a few words. */
  manner: string;
  value: Json;
  /** The strongest level at which the API must reject the value; MUST when absent. The certainty of the keyword can lower it. */
  level?: Level;
  /** The valid value that an API may accept it as. */
  meant?: Json;
}

/**
 * Candidate values, each of which should break one keyword of the schema nodes of a value. The caller checks with the validator that they
 * do.
 */
export function brokenValues(making: Making, nodes: readonly SchemaNode[], value: Json): BrokenValue[] {
  return [
    ...otherTypes(nodes),
    ...outsideEnum(nodes, value),
    ...wrongLengths(making, nodes, value),
    ...wrongPatterns(nodes, value),
    ...wrongFormats(nodes, value),
    ...outOfBounds(nodes),
    ...wrongSizes(making, nodes, value),
    ...unaccompanied(nodes, value),
  ];
}

/**
 * Copies of an object, each without a property that another property requires (`dependentRequired`). `beside`: only the properties that
 * this one requires.
 */
export function unaccompanied(nodes: readonly SchemaNode[], value: Json, beside?: string): BrokenValue[] {
  if (!isObject(value)) return [];
  const companions = companionsIn(nodes, value).filter((each) => (beside ?? each.beside) === each.beside);
  return companions.map(({ name, beside: other }) => {
    const { [name]: _left, ...others } = value;
    return { rule: 'dependentRequired', manner: `${name} left out beside ${other}`, value: others };
  });
}

function otherTypes(nodes: readonly SchemaNode[]): BrokenValue[] {
  if (keywordOf(nodes, 'type') === undefined) return [];
  const type = typeOf(nodes);
  const level = keywordOf(nodes, 'x-other-form') === true ? 'MAY' : 'SHOULD';
  const coercible = (otherScalars[type] ?? []).map(([manner, value]) => ({ manner, value, level }) as const);
  const others = (otherKinds[type] ?? []).map(([manner, value]) => ({ manner, value }));
  return [...coercible, ...others, { manner: 'null', value: null }].map((each) => ({
    rule: 'type',
    ...each,
  }));
}

/** Values of another scalar type, which many APIs convert to the described type. */
const otherScalars: Record<string, [manner: string, value: Json][]> = {
  string: [['a number', 12_345]],
  integer: [['a string', 'many']],
  number: [['a string', 'much']],
  boolean: [
    ['a string', 'perhaps'],
    ['a number', 2],
  ],
};

/** Values of another type, which no API can convert to the described type. */
const otherKinds: Record<string, [manner: string, value: Json][]> = {
  string: [
    ['an object', { value: 'text' }],
    ['an array', ['text']],
  ],
  integer: [['a fraction', 1.5]],
  number: [['an object', {}]],
  array: [['an object', {}]],
  object: [
    ['a string', 'text'],
    ['an array', []],
  ],
};

/** The manner of an enum value in another case, which an API may accept. */
export const otherCase = 'a listed value in another case';

function outsideEnum(nodes: readonly SchemaNode[], value: Json): BrokenValue[] {
  const choices = keywordOf(nodes, 'enum');
  const listed = Array.isArray(choices) ? choices : [keywordOf(nodes, 'const')];
  const meant = listed.find((each) => each === value) ?? listed[0];
  if (typeof meant !== 'string') return [];
  const rule = Array.isArray(choices) ? 'enum' : 'const';
  const turned = meant === meant.toUpperCase() ? meant.toLowerCase() : meant.toUpperCase();
  return [
    { rule, manner: 'a value that is not listed', value: 'KOR_UNLISTED' },
    { rule, manner: otherCase, value: turned, level: 'SHOULD', meant },
    { rule, manner: 'an empty string', value: '' },
  ];
}

function wrongLengths({ faker }: Making, nodes: readonly SchemaNode[], value: Json): BrokenValue[] {
  if (typeof value !== 'string') return [];
  const least = numberOf(nodes, 'minLength', 0);
  const most = numberOf(nodes, 'maxLength', Infinity);
  return [
    ...(least > 0 ? [{ rule: 'minLength', manner: 'too short', value: value.slice(0, least - 1) }] : []),
    ...(most <= mostMadeUp
      ? [{ rule: 'maxLength', manner: 'one character too long', value: lengthened(value, most + 1, faker) }]
      : []),
  ];
}

/** A string cut or extended to a length. An email address that is extended remains an email address. */
export function lengthened(value: string, length: number, faker: Making['faker']): string {
  const missing = length - value.length;
  if (missing <= 0) return value.slice(0, length);
  if (!value.includes('@')) {
    const more = plainText(faker, missing);
    return value + (/^[A-Z]+$/.test(value) ? more.toUpperCase() : more.toLowerCase());
  }
  const [local = '', domain = ''] = value.split('@');
  const labels = faker.string
    .alpha({ length: missing, casing: 'lower' })
    .replaceAll(/.{50}(?=.)/g, (part) => `${part.slice(0, -1)}.`);
  return `${local}@${labels.slice(0, -1)}.${domain}`;
}

function wrongPatterns(nodes: readonly SchemaNode[], value: Json): BrokenValue[] {
  if (typeof value !== 'string' || keywordOf(nodes, 'pattern') === undefined) return [];
  const candidates = [
    'not-what-is-asked',
    '!'.repeat(value.length),
    'x'.repeat(value.length),
    '9'.repeat(value.length),
  ];
  const small = {
    manner: 'in lower case',
    value: value.toLowerCase(),
    level: 'SHOULD',
    meant: value,
  } as const;
  const others = candidates.map((each) => ({ manner: 'in another form', value: each }));
  return [...others, small].map((each) => ({ rule: 'pattern', ...each }));
}

/** The manner of a string in the form of a date that names no existing day. */
export const noDay = 'a day that there is not';

function wrongFormats(nodes: readonly SchemaNode[], value: Json): BrokenValue[] {
  const wrong: Record<string, [manner: string, value: string][]> = {
    date: [
      [noDay, '2023-02-30'],
      ['day, month and year', '28/02/1990'],
      ['a word', 'yesterday'],
    ],
    'date-time': [
      ['no time', '2024-05-06'],
      ['a word', 'yesterday'],
    ],
    uuid: [['not a UUID', 'not-a-uuid']],
    email: [
      ['no at sign', textOf(value).replace('@', '.') || 'nobody.example'],
      ['no local part', textOf(value).replace(/^[^@]*/, '') || '@example.com'],
    ],
    uri: [['not a URI', 'not a uri']],
  };
  const found = wrong[textOf(keywordOf(nodes, 'format'))] ?? [];
  return found.map(([manner, each]) => ({ rule: 'format', manner, value: each }));
}

function outOfBounds(nodes: readonly SchemaNode[]): BrokenValue[] {
  const bounds: [keyword: string, step: number][] = [
    ['minimum', -1],
    ['exclusiveMinimum', 0],
    ['maximum', 1],
    ['exclusiveMaximum', 0],
  ];
  return bounds.flatMap(([rule, step]) => {
    const bound = keywordOf(nodes, rule);
    return typeof bound === 'number' ? [{ rule, manner: 'just out of bounds', value: bound + step }] : [];
  });
}

function wrongSizes({ faker }: Making, nodes: readonly SchemaNode[], value: Json): BrokenValue[] {
  const sizes: BrokenValue[] = [];
  if (Array.isArray(value)) {
    const least = numberOf(nodes, 'minItems', 0);
    const most = numberOf(nodes, 'maxItems', Infinity);
    if (nodes.some(({ schema }) => isObject(schema.contains)))
      sizes.push({ rule: 'contains', manner: 'empty', value: [] });
    if (least > 0) sizes.push({ rule: 'minItems', manner: 'too few', value: value.slice(0, least - 1) });
    if (most <= mostMadeUp && value.length > 0)
      sizes.push({
        rule: 'maxItems',
        manner: 'one too many',
        value: Array.from({ length: most + 1 }, (_, index) => value[index % value.length] ?? null),
      });
  }
  const most = numberOf(nodes, 'maxProperties', Infinity);
  if (isObject(value) && most <= mostMadeUp && isMap(nodes))
    sizes.push({ rule: 'maxProperties', manner: 'one too many', value: filledMap(value, most + 1, faker) });
  return sizes;
}

/** A map with `size` entries: its own first, then generated ones. */
export function filledMap(value: JsonObject, size: number, faker: Making['faker']): JsonObject {
  const entries = membersOf(value).slice(0, size);
  while (entries.length < size) entries.push([`key${String(entries.length + 1)}`, faker.word.noun()]);
  return Object.fromEntries(entries);
}
