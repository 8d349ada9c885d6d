import {
  isObject,
  toPointer,
  valueAt,
  type Json,
  type JsonObject,
} from '../../../src/contract/schema/pointers.ts';

/** A change to a schema of the description that makes the suite's validators wrong. */
export interface Plant {
  what: string;
  schema: string;
  /** The place in the schema. */
  path: string;
  /** The new value; absent to remove the old one. */
  value?: Json;
}

/** One change for every keyword that the validators evaluate. */
export const plants: readonly Plant[] = [
  {
    what: 'a maximum length one larger',
    schema: 'PersonName',
    path: 'properties/firstName/maxLength',
    value: 41,
  },
  {
    what: 'a maximum length one smaller',
    schema: 'DocumentFields',
    path: 'properties/name/maxLength',
    value: 39,
  },
  { what: 'a minimum length that is gone', schema: 'AccessToken', path: 'properties/access_token/minLength' },
  { what: 'a minimum one smaller', schema: 'PageEnvelope', path: 'properties/number/minimum', value: -1 },
  {
    what: 'a pattern without its end',
    schema: 'PhoneNumber',
    path: 'properties/number/pattern',
    value: '^\\+?[0-9]{4,15}',
  },
  {
    what: 'an enum with one more',
    schema: 'CustomerType',
    path: 'enum',
    value: ['INDIVIDUAL', 'BUSINESS', 'BUSINESS '],
  },
  { what: 'a format that is gone', schema: 'Event', path: 'properties/createdAt/format' },
  {
    what: 'another format',
    schema: 'IdentityVerificationDraft',
    path: 'properties/accountId/format',
    value: 'uri',
  },
  {
    what: 'a wider type',
    schema: 'VerificationStatus',
    path: 'properties/reason/type',
    value: ['string', 'number'],
  },
  {
    what: 'a whole number that may be none',
    schema: 'ContentUrl',
    path: 'properties/expiresIn/type',
    value: 'number',
  },
  { what: 'names that are no longer required', schema: 'Email', path: 'required' },
  { what: 'a read-only mark that is gone', schema: 'IndividualCustomer', path: 'properties/id/readOnly' },
  {
    what: 'a read-only mark too many',
    schema: 'Limit',
    path: 'properties/amount/readOnly',
    value: true,
  },
  { what: 'a condition without effect', schema: 'Address', path: 'allOf/0/then/required' },
  {
    what: 'a condition about another value',
    schema: 'DocumentDraft',
    path: 'allOf/4/if/properties/documentType/const',
    value: 'tax',
  },
  {
    what: 'an entry that need not be there',
    schema: 'BusinessCustomer',
    path: 'properties/contacts/contains',
  },
  { what: 'a size one larger', schema: 'Metadata', path: 'maxProperties', value: 6 },
  {
    what: 'values of a map that may be longer',
    schema: 'Metadata',
    path: 'additionalProperties/maxLength',
    value: 1025,
  },
  { what: 'entries that may be anything', schema: 'Error', path: 'properties/errors/items' },
  {
    what: 'an undeclared property that is refused',
    schema: 'Actor',
    path: 'additionalProperties',
    value: false,
  },
  {
    what: 'a branch that leads to another schema',
    schema: 'Customer',
    path: 'discriminator/mapping/BUSINESS',
    value: '#/components/schemas/IndividualCustomer',
  },
  {
    what: 'a reference that leads to another schema',
    schema: 'CustomerSummary',
    path: 'properties/status/$ref',
    value: '#/components/schemas/CustomerType',
  },
];

/** A description with one changed schema and what it refers to, and nothing else. Throws when the place does not exist. */
export function planted(document: JsonObject, { schema, path, value }: Plant): JsonObject {
  const copy = structuredClone(document);
  const trail = ['components', 'schemas', schema, ...path.split('/')];
  const holder = valueAt(copy, toPointer(trail.slice(0, -1)));
  const last = trail.at(-1) ?? '';
  if (!isObject(holder) || (value === undefined && !Object.hasOwn(holder, last)))
    throw new Error(`there is nothing at ${toPointer(trail)}`);
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return alone(copy, schema);
}

/** A description with one schema and what it refers to, and nothing else. */
export function alone(document: JsonObject, schema: string): JsonObject {
  const kept = new Map<string, Json>();
  const keep = (name: string): void => {
    if (kept.has(name)) return;
    const found = valueAt(document, toPointer(['components', 'schemas', name])) ?? {};
    kept.set(name, found);
    for (const [, next = ''] of JSON.stringify(found).matchAll(/"#\/components\/schemas\/([^"/]+)/g))
      keep(next);
  };
  keep(schema);
  return { ...document, paths: {}, webhooks: {}, components: { schemas: Object.fromEntries(kept) } };
}
