import { isObject, membersOf, textOf, type Json, type JsonObject } from '../pointers.ts';
import type { SchemaNode } from '../schema-nodes.ts';
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

/** A value that should break one keyword, and in which way. */
export interface BrokenValue {
  /** The JSON Schema keyword. */
  rule: string;
  /** How, in a few words. */
  manner: string;
  value: Json;
}

/** Values that each should break one keyword of the schema nodes that describe a value; whether they do is for the validator to say. */
export function brokenValues(making: Making, nodes: readonly SchemaNode[], value: Json): BrokenValue[] {
  return [
    ...otherTypes(nodes),
    ...outsideEnum(nodes),
    ...wrongLengths(making, nodes, value),
    ...wrongPatterns(nodes, value),
    ...wrongFormats(nodes, value),
    ...outOfBounds(nodes),
    ...wrongSizes(making, nodes, value),
    ...unaccompanied(nodes, value),
  ];
}

/** An object without a property that another one demands (`dependentRequired`); `beside`: only what this one demands. */
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
  const others: Record<string, [manner: string, value: Json][]> = {
    string: [
      ['a number', 12_345],
      ['an object', { value: 'text' }],
      ['an array', ['text']],
    ],
    integer: [
      ['a text', 'many'],
      ['a fraction', 1.5],
    ],
    number: [
      ['a text', 'much'],
      ['an object', {}],
    ],
    boolean: [
      ['a text', 'perhaps'],
      ['a number', 2],
    ],
    array: [['an object', {}]],
    object: [
      ['a text', 'text'],
      ['an array', []],
    ],
  };
  const found = [...(others[typeOf(nodes)] ?? []), ['null', null] as [string, Json]];
  return found.map(([manner, value]) => ({ rule: 'type', manner, value }));
}

function outsideEnum(nodes: readonly SchemaNode[]): BrokenValue[] {
  const choices = keywordOf(nodes, 'enum');
  const fixed = keywordOf(nodes, 'const');
  const [first] = Array.isArray(choices) ? choices : [fixed];
  if (typeof first !== 'string') return [];
  const rule = Array.isArray(choices) ? 'enum' : 'const';
  const turned = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
  return [
    { rule, manner: 'a value that is not listed', value: 'KOR_UNLISTED' },
    { rule, manner: 'a listed value in another case', value: turned },
    { rule, manner: 'an empty text', value: '' },
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

/** A text of another length that keeps its form: an email address stays one. */
export function lengthened(value: string, length: number, faker: Making['faker']): string {
  const missing = length - value.length;
  if (missing <= 0) return value.slice(0, length);
  if (!value.includes('@')) return value + plainText(faker, missing).toLowerCase();
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
  return candidates.map((each) => ({ rule: 'pattern', manner: 'in another form', value: each }));
}

function wrongFormats(nodes: readonly SchemaNode[], value: Json): BrokenValue[] {
  const wrong: Record<string, [manner: string, value: string][]> = {
    date: [
      ['a day that there is not', '2023-02-30'],
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

/** A map with as many entries as asked for, the ones it has first. */
export function filledMap(value: JsonObject, size: number, faker: Making['faker']): JsonObject {
  const entries = membersOf(value).slice(0, size);
  while (entries.length < size) entries.push([`key${String(entries.length + 1)}`, faker.word.noun()]);
  return Object.fromEntries(entries);
}
