import {
  isObject,
  membersOf,
  type Json,
  type JsonObject,
  type Token,
} from '../../../src/contract/schema/pointers.ts';
import { boundOf, conditionsOf, textOfLength } from './second-bodies.ts';
import { undisputed } from './second-formats.ts';
import { pickOf, type Random } from './second-random.ts';
import { partsBelow, partsOf } from './second-reading.ts';

/** A value in a body, and the schemas that apply to it. */
interface Place {
  tokens: Token[];
  value: Json;
  parts: readonly JsonObject[];
}

/** Every body that differs from one in a single place, with every change that is tried there. */
export function* changedOnce(schema: JsonObject, body: Json, random: Random): Generator<Json> {
  for (const { tokens, value, parts } of placesOf(partsOf(schema), body, [])) {
    if (tokens.length > 0) yield replaced(body, tokens, undefined);
    for (const other of alternatives(parts, value, random)) yield replaced(body, tokens, other);
  }
}

/** A body that differs from one in some places, chosen at random. */
export function changedAtRandom(schema: JsonObject, body: Json, random: Random): Json {
  let changed = body;
  for (let changes = Math.ceil(random() * 3); changes > 0; changes -= 1) {
    const { tokens, value, parts } = pickOf(placesOf(partsOf(schema), changed, []), random);
    const isDropped = tokens.length > 0 && random() < 0.2;
    changed = replaced(
      changed,
      tokens,
      isDropped ? undefined : pickOf(alternatives(parts, value, random), random),
    );
  }
  return changed;
}

function placesOf(parts: readonly JsonObject[], value: Json, tokens: Token[]): Place[] {
  const below = membersOf(value).flatMap(([token, member]) =>
    placesOf(partsBelow(parts, token), member, [...tokens, token]),
  );
  return [{ tokens, value, parts }, ...below];
}

/** A copy of a body with another value at a place, or without the value. */
function replaced(body: Json, [token, ...rest]: readonly Token[], value: Json | undefined): Json {
  if (token === undefined) return value ?? null;
  const isGone = rest.length === 0 && value === undefined;
  const member = membersOf(body).find(([name]) => name === token)?.[1] ?? null;
  const next = isGone ? null : replaced(member, rest, value);
  if (Array.isArray(body)) return body.toSpliced(Number(token), 1, ...(isGone ? [] : [next]));
  const others = Object.entries(body ?? {}).filter(([name]) => !isGone || name !== token);
  return Object.fromEntries(others.map(([name, each]) => [name, name === token ? next : (each as Json)]));
}

const ofEveryType: readonly Json[] = [null, true, 0, 1.5, '', 'a', '0', [], [null], {}, { a: 1 }];

function alternatives(parts: readonly JsonObject[], value: Json, random: Random): Json[] {
  const own = Array.isArray(value)
    ? otherArrays(value)
    : isObject(value)
      ? otherObjects(parts, value, random)
      : [...otherChoices(parts), ...otherTexts(parts, random), ...otherNumbers(parts)];
  return [...ofEveryType, ...own];
}

function otherArrays(value: Json[]): Json[] {
  return [[...value, ...value], [...value, null], [...value, 'a'], [...value, {}], [value], value.slice(1)];
}

/** Names that objects inherit, and legal JSON names that code may mishandle. */
const oddNames = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  '',
  '0',
  'a/b~c',
  '\u{1F600}',
  '$ref',
];

function otherObjects(parts: readonly JsonObject[], value: JsonObject, random: Random): Json[] {
  const fresh = oddNames.flatMap((name) =>
    [null, 'a', 1].map((member): JsonObject => ({ ...value, [name]: member })),
  );
  const most = boundOf(parts, 'maxProperties');
  const filled = (count: number): JsonObject =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`key${String(index)}`, textOfLength(index, random)]),
    );
  const sizes = most === undefined ? [] : [most - 1, most, most + 1].map(filled);
  const conditional = conditionsOf(parts).flatMap(([name, choice]) => {
    const met: JsonObject = { ...value, [name]: choice };
    return [met, ...Object.keys(met).map((gone) => replaced(met, [gone], undefined))];
  });
  const shouted = Object.fromEntries(
    Object.keys(value).map((name) => [name.toUpperCase(), value[name] ?? null]),
  );
  return [...fresh, ...sizes, ...conditional, shouted, [value]];
}

function otherChoices(parts: readonly JsonObject[]): Json[] {
  const choices = parts.flatMap((part) => [
    ...(Array.isArray(part.enum) ? part.enum : []),
    ...(part.const === undefined ? [] : [part.const]),
  ]);
  const near = choices.flatMap((choice) =>
    typeof choice === 'string'
      ? [choice.toLowerCase(), choice.toUpperCase(), `${choice} `, choice.slice(1), [choice]]
      : [],
  );
  return [...choices, ...near];
}

function otherTexts(parts: readonly JsonObject[], random: Random): string[] {
  const lengths = ['minLength', 'maxLength'].flatMap((keyword) => {
    const bound = boundOf(parts, keyword);
    return bound === undefined ? [] : [bound - 1, bound, bound + 1].filter((length) => length >= 0);
  });
  const formats = parts.flatMap(({ format }) =>
    typeof format === 'string' ? Array.from({ length: 6 }, () => undisputed(format, random)) : [],
  );
  const isFree = formats.length === 0;
  const patterned = parts.some(({ pattern }) => pattern !== undefined) ? nearPatterns : [];
  const long = isFree
    ? ['\ud83d', '\u0000', ' ', '\n', textOfLength(1024, random), textOfLength(1025, random)]
    : [];
  return [...lengths.map((length) => textOfLength(length, random)), ...formats, ...patterned, ...long];
}

const nearPatterns = [
  ...[
    '+1234',
    '+123',
    '123',
    '1234567890123456',
    '+123456789012345',
    '++1234',
    '+1234\n',
    '１２３４５６',
    '12345',
    '1234567',
    '123456\n',
  ],
  ...['a,ASC', 'a,asc', 'a,', ',ASC', '1a', 'a.b', 'é', 'a,ASC,DESC', '+', '-1234', '1234 5678'],
];

const numbers = [
  -1,
  0,
  1,
  -0,
  0.1,
  1e-9,
  1e3,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 53 + 2,
];

function otherNumbers(parts: readonly JsonObject[]): number[] {
  const isNumber = parts.some(({ type }) => type === 'integer' || type === 'number');
  if (!isNumber) return [];
  const bounds = ['minimum', 'maximum', 'exclusiveMinimum'].flatMap((keyword) => {
    const bound = boundOf(parts, keyword);
    return bound === undefined ? [] : [bound - 1, bound - 0.5, bound, bound + 0.5, bound + 1];
  });
  return [...numbers, ...bounds.filter((bound) => Math.abs(bound) < 2 ** 62)];
}
