import { isObject, textOf, type Json } from '../../contract/schema/pointers.ts';
import { keywordIn, type Described } from './described.ts';
import type { MutantKind } from './mutant.ts';

/** A value that breaks one keyword of its schemas. */
export interface WrongValue {
  kind: MutantKind;
  /** The JSON Schema keyword. */
  keyword: string;
  value: Json;
}

/** A value of another type, one outside the enum, and one outside each described bound of a value. */
export function wrongValues(nodes: readonly Described[], value: Json): WrongValue[] {
  return [
    ...wrongType(nodes),
    ...wrongChoice(nodes),
    ...(typeof value === 'string' ? wrongTexts(nodes, value) : []),
    ...(typeof value === 'number' ? wrongNumbers(nodes) : []),
    ...wrongSizes(nodes, value),
  ];
}

const otherType: Record<string, Json> = {
  string: 12_345,
  integer: 'many',
  number: 'much',
  boolean: 'perhaps',
  array: {},
  object: 'text',
};

function wrongType(nodes: readonly Described[]): WrongValue[] {
  const value = otherType[textOf(keywordIn(nodes, 'type'))];
  return value === undefined ? [] : [{ kind: 'retyped', keyword: 'type', value }];
}

function wrongChoice(nodes: readonly Described[]): WrongValue[] {
  const value = 'KOR_UNLISTED';
  return keywordIn(nodes, 'enum') === undefined ? [] : [{ kind: 'enum', keyword: 'enum', value }];
}

const wrongFormats: Record<string, Json> = {
  date: '28/02/1990',
  'date-time': 'yesterday',
  email: 'nobody.example',
  uri: 'not a uri',
  'uri-reference': String.raw`not a \ reference`,
  uuid: 'not-a-uuid',
};

function wrongTexts(nodes: readonly Described[], value: string): WrongValue[] {
  const { minLength, maxLength, pattern, format } = boundsOf(nodes);
  const wrongFormat = wrongFormats[textOf(format)];
  const unlike =
    typeof pattern === 'string'
      ? ['!', 'not-what-is-asked', '9'.repeat(99)].find((each) => !new RegExp(pattern, 'u').test(each))
      : undefined;
  return [
    ...(typeof minLength === 'number' && minLength > 0
      ? [wrong('minLength', value.slice(0, minLength - 1))]
      : []),
    ...(typeof maxLength === 'number' ? [wrong('maxLength', value.padEnd(maxLength + 1, 'x'))] : []),
    ...(unlike === undefined ? [] : [wrong('pattern', unlike)]),
    ...(wrongFormat === undefined ? [] : [wrong('format', wrongFormat)]),
  ];
}

function wrongNumbers(nodes: readonly Described[]): WrongValue[] {
  const { minimum, maximum } = boundsOf(nodes);
  return [
    ...(typeof minimum === 'number' ? [wrong('minimum', minimum - 1)] : []),
    ...(typeof maximum === 'number' ? [wrong('maximum', maximum + 1)] : []),
  ];
}

function wrongSizes(nodes: readonly Described[], value: Json): WrongValue[] {
  const { minItems, maxItems, maxProperties } = boundsOf(nodes);
  const sizes: WrongValue[] = [];
  if (Array.isArray(value) && typeof minItems === 'number' && minItems > 0)
    sizes.push(wrong('minItems', value.slice(0, minItems - 1)));
  if (Array.isArray(value) && typeof maxItems === 'number' && value.length > 0)
    sizes.push(wrong('maxItems', repeated(value, maxItems + 1)));
  if (isObject(value) && typeof maxProperties === 'number') {
    const added = Array.from({ length: maxProperties + 1 }, (_, index) => [`key${String(index)}`, 'text']);
    sizes.push(
      wrong('maxProperties', { ...value, ...(Object.fromEntries(added) as Record<string, string>) }),
    );
  }
  return sizes;
}

function repeated(value: Json[], size: number): Json[] {
  return Array.from({ length: size }, (_, index) => value[index % value.length] ?? null);
}

function wrong(keyword: MutantKind, value: Json): WrongValue {
  return { kind: keyword, keyword, value };
}

function boundsOf(nodes: readonly Described[]): Record<string, Json | undefined> {
  const keywords = ['minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum'];
  const sizes = ['minItems', 'maxItems', 'maxProperties'];
  return Object.fromEntries([...keywords, ...sizes].map((each) => [each, keywordIn(nodes, each)]));
}
