import { loweredLevel, weakerLevel, type Level } from '../schema/certainty.ts';
import { certaintyOfKeyword } from '../schema/keyword-certainty.ts';
import { isObject, textOf, type Json, type JsonObject } from '../schema/pointers.ts';
import type { SchemaNode } from '../schema/schema-nodes.ts';
import { filledMap, lengthened } from './broken-values.ts';
import {
  asText,
  isMap,
  keywordOf,
  mayBeMadeUp,
  mostMadeUp,
  numberOf,
  plainText,
  sampled,
  type Making,
} from './sample.ts';

/** A value that an operation must accept, and what is special about it. */
export interface LegalValue {
  manner: string;
  value: Json;
  /** How binding it is that the API accepts the value. */
  level: Level;
}

/**
 * How binding it is that the API accepts a value: MUST, lowered by the certainty of the schema nodes and of the keyword that it was chosen
 * for.
 */
export function levelOf(nodes: readonly SchemaNode[], keyword?: string): Level {
  const own = nodes.reduce<Level>((level, { certainty }) => loweredLevel(level, certainty), 'MUST');
  return keyword === undefined ? own : loweredLevel(own, certaintyOfKeyword([...nodes], keyword));
}

/** The valid values at each bound, and every enum value, of the schema nodes of a value. */
export function boundaryValues(making: Making, nodes: readonly SchemaNode[], value: Json): LegalValue[] {
  return [
    ...listedValues(nodes),
    ...longest(making, nodes, value),
    ...numbersAtBounds(nodes),
    ...sizesAtBounds(making, nodes, value),
  ];
}

function listedValues(nodes: readonly SchemaNode[]): LegalValue[] {
  const choices = keywordOf(nodes, 'enum');
  const listed = Array.isArray(choices) && mayBeMadeUp(nodes) ? choices : [];
  const both = keywordOf(nodes, 'type') === 'boolean' ? [true, false] : [];
  return [
    ...listed.map((value) => ({ manner: `is ${asText(value)}`, value, level: levelOf(nodes, 'enum') })),
    ...both.map((value) => ({ manner: `is ${String(value)}`, value, level: levelOf(nodes, 'type') })),
  ];
}

function longest({ faker }: Making, nodes: readonly SchemaNode[], value: Json): LegalValue[] {
  if (typeof value !== 'string' || !mayBeMadeUp(nodes)) return [];
  const most = keywordOf(nodes, 'maxLength');
  const least = numberOf(nodes, 'minLength', 0);
  const isFree = keywordOf(nodes, 'format') === undefined && keywordOf(nodes, 'pattern') === undefined;
  return [
    ...(typeof most === 'number' && most <= mostMadeUp && (isFree || value.includes('@'))
      ? [
          {
            manner: `has ${String(most)} characters`,
            value: isFree ? plainText(faker, most) : lengthened(value, most, faker),
            level: levelOf(nodes, 'maxLength'),
          },
        ]
      : []),
    ...(least > 0 && least <= mostMadeUp && isFree
      ? [
          {
            manner: `has ${String(least)} characters`,
            value: plainText(faker, least),
            level: levelOf(nodes, 'minLength'),
          },
        ]
      : []),
  ];
}

function numbersAtBounds(nodes: readonly SchemaNode[]): LegalValue[] {
  return ['minimum', 'maximum'].flatMap((keyword) => {
    const bound = keywordOf(nodes, keyword);
    return typeof bound === 'number'
      ? [{ manner: `is ${String(bound)}`, value: bound, level: levelOf(nodes, keyword) }]
      : [];
  });
}

function sizesAtBounds(making: Making, nodes: readonly SchemaNode[], value: Json): LegalValue[] {
  if (Array.isArray(value)) {
    const least = numberOf(nodes, 'minItems', 0);
    return [
      { manner: `has ${String(least)} entries`, value: value.slice(0, least), level: levelOf(nodes, 'type') },
    ];
  }
  const filled = isObject(value) ? filledMaps(making, nodes, value) : [];
  return filled.length === 0
    ? []
    : [...filled, { manner: 'has no entries', value: {}, level: levelOf(nodes, 'type') }];
}

/** Valid values that reveal damage to stored data: a common mistake changes each of them. */
export function tellingValues(making: Making, nodes: readonly SchemaNode[], value: Json): LegalValue[] {
  const { faker } = making;
  const level = levelOf(nodes);
  const examples = keywordOf(nodes, 'examples');
  if (Array.isArray(examples) && (isObject(value) || !mayBeMadeUp(nodes)))
    return examples.map((each, index) => ({ manner: `is example ${String(index + 1)}`, value: each, level }));
  if (isObject(value)) return filledMaps(making, nodes, value);
  if (typeof value !== 'string' || !mayBeMadeUp(nodes) || keywordOf(nodes, 'enum') !== undefined) return [];
  const format = textOf(keywordOf(nodes, 'format'));
  const of = (pairs: [manner: string, value: string][]): LegalValue[] =>
    pairs.map(([manner, each]) => ({ manner, value: each, level }));
  if (format === 'date') return of(tellingDates);
  if (format === 'email') return of(tellingEmails(value));
  if (keywordOf(nodes, 'x-round-trip') === 'e164') return nationalForms(nodes, value);
  if (format !== '' || keywordOf(nodes, 'pattern') !== undefined) return [];
  const most = numberOf(nodes, 'maxLength', 40);
  const words: [manner: string, value: string][] = [
    ['has an apostrophe', `O'${plainText(faker, 6)}`],
    ['has a hyphen and a full stop', `${plainText(faker, 4)}-Ann J.`],
  ];
  const digits: [manner: string, value: string][] = [
    ['has leading zeros', `00${faker.string.numeric(Math.min(8, Math.max(most - 2, 1)))}`],
    ['looks like a number', faker.string.numeric(Math.min(9, most))],
  ];
  const whole = {
    manner: 'has the maximum number of characters',
    value: plainText(faker, Math.min(most, mostMadeUp)),
    level: levelOf(nodes, 'maxLength'),
  };
  const cut = [...words, ...(/\d/.test(value) ? digits : [])].map(([manner, each]): [string, string] => [
    manner,
    each.slice(0, most).trim(),
  ]);
  const isBounded = keywordOf(nodes, 'maxLength') !== undefined && most <= mostMadeUp;
  return [...(isBounded ? [whole] : []), ...of(cut)];
}

/** A map with the maximum number of entries; none when there is no limit, or it is too large to generate. */
function filledMaps({ faker }: Making, nodes: readonly SchemaNode[], value: JsonObject): LegalValue[] {
  const most = numberOf(nodes, 'maxProperties', Infinity);
  if (!isMap(nodes) || most > mostMadeUp) return [];
  const level = levelOf(nodes, 'maxProperties');
  return [{ manner: `has ${String(most)} entries`, value: filledMap(value, most, faker), level }];
}

const tellingDates: [manner: string, value: string][] = [
  ['is 29 February', '1984-02-29'],
  ['is the last day of a year', '1979-12-31'],
  ['is the first day of a year', '1990-01-01'],
  ['is the last day of a month', '1985-06-30'],
];

/** Email addresses with special forms. Each keeps the mark of the run. */
function tellingEmails(value: string): [manner: string, value: string][] {
  const [local = '', domain = ''] = value.split('@');
  return [
    ['is plus-addressed', `${local}+list@${domain}`],
    ['has an underscore and digits', `${local}_007@${domain}`],
    ['has an apostrophe', `${local}'s@${domain}`],
  ];
}

/** The forms of a phone number that the documentation accepts: E.164, without a plus sign, and without a country code. */
function nationalForms(nodes: readonly SchemaNode[], value: string): LegalValue[] {
  const level = levelOf(nodes, 'pattern');
  return [
    { manner: 'is E.164', value, level: levelOf(nodes) },
    { manner: 'has no plus sign', value: value.replace('+', ''), level },
    { manner: 'has no country code', value: value.replace(/^\+1/, ''), level },
  ];
}

/** Letters of other scripts, from which unique values are generated, because an `externalId` may be used only once. */
const [hebrew, kanji] = ['אבגדהוזחטילמנס', '一二三四五六七八九十'];

/**
 * Values with unusual characters, which an API may reject or trim but must not damage. Those with invisible characters are at most SHOULD.
 */
export function unusualValues(making: Making, nodes: readonly SchemaNode[], value: Json): LegalValue[] {
  const isFree = ['format', 'pattern', 'enum'].every((keyword) => keywordOf(nodes, keyword) === undefined);
  if (typeof value !== 'string' || !isFree || !mayBeMadeUp(nodes)) return [];
  const level = levelOf(nodes);
  const { faker } = making;
  const own = sampled(making, nodes);
  const word = (typeof own === 'string' ? own : 'Kor').slice(0, 8);
  const found: [manner: string, value: string][] = [
    ['has diacritics', `Zoë ${plainText(faker, 4)} Núñez`],
    ['has an emoji', `${word} \u{1F680}`],
    ['is in a right-to-left script', `שָׂרָה ${faker.string.fromCharacters(hebrew, 4)}`],
    ['is in another script', `山田${faker.string.fromCharacters(kanji, 4)}`],
    ['has leading and trailing spaces', ` ${word} `],
    ['has angle brackets', `<b>${word}</b>`],
    ['has a combining accent', `${word}é`],
    ['has quotes, a backslash and inner spaces', `"${word}"  \\`],
  ];
  const unseen = { manner: 'has a line break and a zero-width character', value: `${word}\n\u200BI` };
  return [
    ...found.map(([manner, each]) => ({ manner, value: each, level })),
    { ...unseen, level: weakerLevel(level, 'SHOULD') },
  ];
}
