import { isObject, textOf, type Json, type JsonObject } from '../http/json.ts';
import { followed, nodeAt, propertiesOf } from '../http/schemas.ts';
import { all, readings, type Alteration, type Variant } from './variant.ts';

/** Differences of how requests are read. */
export const readingVariants: readonly Variant[] = [
  {
    name: 'scalars-coerced',
    difference: 'accepts numbers and booleans as texts, and texts as numbers and booleans',
    apply: values((value, { type }) => coerced(value, textOf(type))),
  },
  {
    name: 'null-left-out',
    difference: 'treats a property that is null as one that was left out',
    apply: readings((reading) => ({ ...reading, body: (sent) => withoutNulls(reading.body(sent)) })),
  },
  {
    name: 'garbage-passed-over',
    difference: 'ignores what follows the base64 of a key and secret',
    apply: readings((reading, { operation }) => {
      const [pair] = /^Basic [A-Za-z0-9+/]+={0,2}/.exec(reading.authorization ?? '') ?? [];
      return operation?.security === 'basic' && pair !== undefined
        ? { ...reading, authorization: pair }
        : reading;
    }),
  },
  {
    name: 'listed-in-any-case',
    difference: 'accepts enum values in any case, and stores them as they are documented',
    apply: values((value, schema) => listedAs(value, schema)),
  },
  {
    name: 'codes-in-any-case',
    difference: 'accepts codes of countries and states in any case, and stores them in upper case',
    apply: values((value, _schema, name) =>
      /^(?:country|state)Code$|CountryCode$|StateCode$/.test(name) && typeof value === 'string'
        ? value.toUpperCase()
        : value,
    ),
  },
  {
    name: 'zip-codes-optional',
    difference: 'accepts addresses whose postal code is left out or null',
    apply: all(
      forgiving(/\/zipCode$/, 'required'),
      readings((reading) => ({ ...reading, body: (sent) => withoutNulls(reading.body(sent), 'zipCode') })),
    ),
  },
  {
    name: 'metadata-of-any-type',
    difference: 'stores metadata of any type',
    apply: forgiving(/^\/metadata\//, 'type'),
  },
  {
    name: 'texts-trimmed',
    difference: 'removes spaces at the start and end of texts',
    apply: values((value) => (typeof value === 'string' ? value.trim() : value)),
  },
  {
    name: 'media-type-passed-over',
    difference: 'reads a body as JSON, whatever its media type says',
    apply: readings((reading) => ({ ...reading, isJson: true })),
  },
  {
    name: 'pages-by-default',
    difference: 'ignores a page or size that is not a number or out of bounds',
    apply: readings((reading) => ({ ...reading, query: withoutWrongPages(reading.query) })),
  },
  {
    name: 'days-that-there-are-not',
    difference: 'treats 30 February as 2 March in a filter',
    apply: readings((reading) => ({ ...reading, query: edited(reading.query, existing) })),
  },
  {
    name: 'token-without-scheme',
    difference: 'accepts a token without its scheme, and a key and secret in place of a token',
    apply: (instance) =>
      readings((reading, { operation }) => {
        const { authorization = '' } = reading;
        const { first, other } = instance.accounts;
        const caller = [first, other].find(({ key, secret }) => authorization === basic(key, secret));
        const token = caller ? instance.tokens.issue(caller) : authorization;
        const isMeant = operation?.security === 'bearer' && (caller !== undefined || !token.includes(' '));
        return isMeant && token !== '' ? { ...reading, authorization: `Bearer ${token}` } : reading;
      })(instance),
  },
  {
    name: 'amounts-in-either-form',
    difference: 'accepts the amounts of limits as numbers and as texts, in every operation',
    apply: readings((reading, { operation }) => ({
      ...reading,
      body: (sent) => withAmounts(reading.body(sent), operation?.id ?? ''),
    })),
  },
];

/** Changes the single values of a body. */
function values(edit: (value: Json, schema: JsonObject, name: string) => Json): Alteration {
  return (instance) =>
    readings((reading, { operation }) => {
      const { document } = instance.contract;
      const schema = nodeAt(document, operation?.body?.schema ?? '');
      const walk = (value: Json, described: JsonObject, name: string): Json => {
        const node = followed(document, described);
        if (Array.isArray(value))
          return value.map((item) => walk(item, followed(document, node.items), name));
        if (!isObject(value)) return value === null ? value : edit(value, node, name);
        const properties = propertiesOf(document, node, value);
        const members = Object.entries(value).map(([each, member]): [string, Json] => {
          const property = Object.hasOwn(properties, each) ? properties[each] : node.additionalProperties;
          return [each, isObject(property) ? walk(member, property, each) : member];
        });
        return Object.fromEntries(members);
      };
      const body = (sent: Json): Json => walk(typed(reading.body(sent), schema, edit), schema, '');
      return { ...reading, body };
    })(instance);
}

/** Ignores violations of a keyword at some places of a body. */
function forgiving(place: RegExp, keyword: string): Alteration {
  return readings((reading) => ({
    ...reading,
    isForgiven: (error) => {
      const missing = textOf(error.params.missingProperty as Json);
      const at = missing === '' ? error.instancePath : `${error.instancePath}/${missing}`;
      return reading.isForgiven(error) || (place.test(at) && error.keyword === keyword);
    },
  }));
}

/** A body whose discriminator property is edited, so that it names a branch of the description. */
function typed(
  sent: Json,
  { discriminator }: JsonObject,
  edit: (value: Json, schema: JsonObject, name: string) => Json,
): Json {
  if (!isObject(sent) || !isObject(discriminator) || !isObject(discriminator.mapping)) return sent;
  const name = textOf(discriminator.propertyName);
  const schema = { type: 'string', enum: Object.keys(discriminator.mapping) };
  return Object.hasOwn(sent, name) ? { ...sent, [name]: edit(sent[name] ?? null, schema, name) } : sent;
}

function coerced(value: Json, type: string): Json {
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (/^(?:number|integer)$/.test(type) && typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value))
    return Number(value);
  if (type === 'boolean' && typeof value === 'string') return value === 'true';
  return type === 'boolean' && typeof value === 'number' ? value !== 0 : value;
}

function listedAs(value: Json, { enum: listed }: JsonObject): Json {
  const known = Array.isArray(listed) ? listed.map(textOf) : [];
  return known.find((each) => each.toLowerCase() === textOf(value).toLowerCase()) ?? value;
}

/** A value without the properties that are null; `only`: just those with this name. */
function withoutNulls(value: Json, only?: string): Json {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, only));
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(
    ([name, member]) => member !== null || (only ?? name) !== name,
  );
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member, only)]));
}

function edited(query: URLSearchParams, edit: (value: string) => string): URLSearchParams {
  return new URLSearchParams([...query].map(([name, value]): [string, string] => [name, edit(value)]));
}

function withoutWrongPages(query: URLSearchParams): URLSearchParams {
  const isRight = (name: string, value: string): boolean =>
    !['page', 'size'].includes(name) || (/^\d+$/.test(value) && (name === 'page' || Number(value) > 0));
  return new URLSearchParams([...query].filter(([name, value]) => isRight(name, value)));
}

function existing(value: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(value) ? new Date(value) : undefined;
  return day && !Number.isNaN(day.getTime()) ? day.toISOString().slice(0, 10) : value;
}

function basic(key: string, secret: string): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
}

function withAmounts(sent: Json, operation: string): Json {
  if (!isObject(sent)) return sent;
  if (operation === 'updateLimit' && typeof sent.amount === 'string' && /^\d+(?:\.\d+)?$/.test(sent.amount))
    return { ...sent, amount: Number(sent.amount) };
  if (operation !== 'updateLimits') return sent;
  const members = Object.entries(sent).map(([id, change]): [string, Json] => [
    id,
    isObject(change) && typeof change.amount === 'number'
      ? { ...change, amount: String(change.amount) }
      : change,
  ]);
  return Object.fromEntries(members);
}
