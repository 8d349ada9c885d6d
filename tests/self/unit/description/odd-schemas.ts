import { at, oddDocument as odd } from '../../support/odd-document.ts';

const { body, created, customer, customerFields, draft, draftFields, filter, schemas } = at;
const text = { type: 'string' };
const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** A document that OpenAPI 3.1 allows, and the expected notes. */
export type LegalDocument = [title: string, document: object | string | Buffer, notes: RegExp[]];

/** Documents with unusual schemas. */
export const legalSchemas: LegalDocument[] = [
  ['a media type without schema', odd({ [`${body} content application/json schema`]: undefined }), []],
  ['a media type with the schema true', odd({ [`${body} content application/json schema`]: true }), []],
  ['a response without schema', odd({ [`${created} content application/json`]: {} }), []],
  ['a response with the schema false', odd({ [`${created} content application/json schema`]: false }), []],
  [
    'a parameter without schema',
    odd({ [filter]: { name: 'f', in: 'query' } }),
    [/neither schema nor content/],
  ],
  ['a request that holds itself', odd({ [`${draftFields} next`]: ref('Draft') }), []],
  [
    'a request that must hold itself',
    odd({ [`${draftFields} next`]: ref('Draft'), [`${draft} required`]: ['next'] }),
    [/no valid body can be generated for POST \/v1\/customers/],
  ],
  [
    'a request that holds itself ten times',
    odd(
      Object.fromEntries(
        Array.from({ length: 10 }, (_, index) => `own${String(index)}`).map((name) => [
          `${draftFields} ${name}`,
          ref('Draft'),
        ]),
      ),
    ),
    [],
  ],
  ['a list of itself', odd({ [`${draftFields} kids`]: { type: 'array', items: ref('Draft') } }), []],
  [
    'schemas that hold each other',
    odd({
      [`${schemas} A`]: { type: 'object', properties: { b: ref('B') } },
      [`${schemas} B`]: { type: 'object', additionalProperties: ref('A') },
      [`${draftFields} a`]: ref('A'),
      [`${customerFields} a`]: ref('A'),
    }),
    [],
  ],
  [
    'what looks like a reference in data',
    odd({ [`${draftFields} a`]: { default: { $ref: 'b' }, enum: [{ $ref: 'b' }], const: { $ref: 'b' } } }),
    [],
  ],
  [
    'schemas that are true or false',
    odd({
      [`${schemas} Any`]: true,
      [`${schemas} None`]: false,
      [`${draftFields} any`]: ref('Any'),
      [`${customerFields} any`]: true,
      [`${customerFields} none`]: ref('None'),
      [`${customerFields} list`]: { type: 'array', prefixItems: [true], items: false },
      [`${customerFields} not`]: { not: false, allOf: [true], anyOf: [true, false] },
    }),
    [],
  ],
  [
    'unknown keywords',
    odd({ [`${draftFields} firstName placeholder`]: 'Ann', [`${customer} nullable`]: true }),
    [
      /^"placeholder" is not a keyword.*Draft\/properties\/firstName\)/,
      /^"nullable" is not a keyword.*: use type: .*"null"\]/,
    ],
  ],
  [
    'schemas that are called by an anchor',
    odd({ [`${schemas} A`]: { $anchor: 'a', type: 'string' }, [`${draftFields} a`]: { $ref: '#a' } }),
    [],
  ],
  [
    'schemas that are called by an address of their own',
    odd({
      [`${schemas} A`]: { $id: 'https://a.example/a', $defs: { B: text }, items: { $ref: '#/$defs/B' } },
      [`${draftFields} a`]: { $ref: 'https://a.example/a' },
    }),
    [],
  ],
  [
    'a dynamic reference that can lead to one schema',
    odd({
      [`${schemas} Tree`]: {
        $dynamicAnchor: 'node',
        type: 'object',
        properties: { kid: { $dynamicRef: '#node' } },
      },
      [`${draftFields} tree`]: ref('Tree'),
    }),
    [],
  ],
  [
    'another dialect',
    odd({
      jsonSchemaDialect: 'https://a.example/d',
      [`${draft} $schema`]: 'http://json-schema.org/draft-07/schema#',
    }),
    [
      /jsonSchemaDialect https:\/\/a.example\/d is read as/,
      /\$schema http:.* is read as JSON Schema 2020-12/,
    ],
  ],
  [
    'definitions in a schema',
    odd({
      [`${draft} $defs`]: { N: text },
      [`${draftFields} n`]: { $ref: '#/components/schemas/Draft/$defs/N', maxLength: 3 },
      [`${draftFields} a b%`]: undefined,
    }),
    [],
  ],
  [
    'names that are written with escapes',
    odd({
      [`${schemas} A`]: { properties: { 'a b%/~': text } },
      [`${draftFields} a`]: { $ref: '#/components/schemas/A/properties/a%20b%25~1~0' },
    }),
    [],
  ],
  [
    'parts that are called schema, properties or $ref',
    odd({
      'components parameters': { schema: { name: 'a', in: 'query', schema: text } },
      'components responses': { schema: { description: '' } },
      [filter]: { $ref: '#/components/parameters/schema' },
      [`${customerFields} properties`]: text,
      [`${customerFields} $ref`]: text,
    }),
    [],
  ],
  [
    'keywords that say what a text holds, and conditions of nothing',
    odd({ [`${customerFields} c`]: { contentEncoding: 'base64', then: {}, minContains: 1 } }),
    [/"then" without "if"/, /"minContains" without "contains"/, /"contentEncoding" is not judged/],
  ],
  [
    'every way to put schemas together',
    odd({
      [`${draft} unevaluatedProperties`]: ref('Customer'),
      [`${draft} dependentSchemas`]: { firstName: { required: ['lastName'] } },
      [`${draft} propertyNames`]: { pattern: '^[a-z]' },
      [`${draft} if`]: { properties: { type: { const: 'A' } } },
      [`${draft} then`]: { required: ['lastName'] },
      [`${draft} not`]: { required: ['no'] },
      [`${customerFields} l`]: {
        type: 'array',
        contains: text,
        minContains: 0,
        unevaluatedItems: ref('Draft'),
      },
    }),
    [],
  ],
  [
    'limits beyond all measure',
    odd({
      [`${draftFields} firstName maxLength`]: 2_147_483_647,
      [`${draftFields} l`]: { type: 'array', minItems: 1e9 },
    }),
    [/"maxLength" above 10000 is not tested/, /"minItems" above 10000/, /no valid body can be generated/],
  ],
  ['a type that is a list', odd({ [`${draftFields} firstName type`]: ['null', 'string'] }), []],
];
