import '@hyperjump/json-schema/formats-lite';
import { registerSchema, setShouldValidateFormat, validate } from '@hyperjump/json-schema/draft-2020-12';
import { isObject, valueAt, type Json, type JsonObject } from '../../../src/contract/schema/pointers.ts';
import { partsBelow, partsOf, readingOf, rootsOf, type Direction } from './second-reading.ts';

/** How another implementation of JSON Schema judges bodies for one schema of a description, in one direction. */
export interface Opinion {
  pointer: string;
  direction: Direction;
  /** The schema that it uses, as text: the same for all equivalent schemas. */
  schema: JsonObject;
  text: string;
  accepts(body: Json): boolean;
}

type Accepts = (value: Json) => boolean;

const known = new Map<string, Promise<Accepts>>();

/** The validators of every schema of a description, in both directions; formats are checked. */
export async function opinionsOn(document: JsonObject): Promise<Opinion[]> {
  setShouldValidateFormat(true);
  const opinions: Opinion[] = [];
  for (const direction of ['request', 'response'] as const) {
    for (const { pointer, schema } of rootsOf(document)) {
      const reading = readingOf(document, schema, direction);
      const text = JSON.stringify(reading);
      const accepts = await acceptorOf(text, reading);
      const forms = formsOf(document);
      const answered = (body: Json): boolean => accepts(withoutUnset(forms, partsOf(reading), body));
      opinions.push({
        pointer,
        direction,
        schema: reading,
        text,
        accepts: direction === 'request' ? accepts : answered,
      });
    }
  }
  return opinions;
}

function acceptorOf(text: string, schema: JsonObject): Promise<Accepts> {
  const found = known.get(text) ?? compiled(`https://second.example/${String(known.size)}`, schema);
  known.set(text, found);
  return found;
}

async function compiled(uri: string, schema: JsonObject): Promise<Accepts> {
  registerSchema({ ...schema, $schema: 'https://json-schema.org/draft/2020-12/schema' }, uri);
  const validator = await validate(uri);
  return (value) => {
    try {
      return validator(value).valid;
    } catch (error) {
      // its check of emails throws on unusual address literals
      if (error instanceof Error && error.message.includes('Address Literal')) return false;
      throw error;
    }
  };
}

interface Forms {
  null: boolean;
  empty: boolean;
}

function formsOf(document: JsonObject): Forms {
  const accepted = (form: string): boolean => valueAt(document, `/x-unset-fields/${form}`) === 'accepted';
  return { null: accepted('null'), empty: accepted('empty') };
}

/**
 * The body of a response as if every declared property that is unset were absent: null or empty, in a form that the description accepts,
 * although the property's own schema forbids it. A required property is then missing; an optional one may be.
 */
function withoutUnset(forms: Forms, parts: readonly JsonObject[], value: Json): Json {
  if (Array.isArray(value)) {
    const below = partsBelow(parts, 0);
    return value.map((entry) => withoutUnset(forms, below, entry));
  }
  if (!isObject(value)) return value;
  const kept = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    const below = partsBelow(parts, name);
    const isDeclared = parts.some(
      ({ properties }) => isObject(properties) && Object.hasOwn(properties, name),
    );
    if (isDeclared && isUnset(forms, below, member)) return [];
    return [[name, withoutUnset(forms, below, member)]];
  });
  return Object.fromEntries(kept);
}

function isUnset(forms: Forms, parts: readonly JsonObject[], value: Json): boolean {
  if (value === null) return forms.null && parts.some(refusesNull);
  if (value !== '' || !parts.some(({ type }) => type === 'string')) return false;
  const mayBeEmpty = forms.empty || parts.some((part) => part['x-empty-in-answers'] === true);
  return mayBeEmpty && parts.some(refusesEmpty);
}

function refusesNull({ type, enum: choices }: JsonObject): boolean {
  return (
    (type !== undefined && ![type].flat().includes('null')) ||
    (Array.isArray(choices) && !choices.includes(null))
  );
}

function refusesEmpty({ minLength, enum: choices, pattern, format }: JsonObject): boolean {
  return (
    Number(minLength ?? 0) > 0 ||
    (Array.isArray(choices) && !choices.includes('')) ||
    (typeof pattern === 'string' && !new RegExp(pattern, 'u').test('')) ||
    (format !== undefined && format !== 'uri-reference')
  );
}
