import { at, oddDocument as odd, smallDocument } from '../../support/odd-document.ts';

const { body, create, customer, customerFields, draft, draftFields, list, read, schemas } = at;
const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
const plain = JSON.stringify(smallDocument());
const small = (paths: string): string =>
  `openapi: 3.1.0\ninfo: { title: Theirs, version: '7' }\npaths:\n  /a:\n${paths}`;

/** The place of a problem, and the expected message. */
type Problem = [pointer: string, reason: RegExp];
const one = (pointer: string, reason: RegExp): Problem[] => [[pointer, reason]];

/** Documents that are not OpenAPI 3.1, or that do not define what the suite needs, with every problem. */
export const refusedDocuments: [title: string, document: object | string | Buffer, problems: Problem[]][] = [
  [
    'the version 3.0, whatever else it has',
    odd({ openapi: '3.0.3', [`${draft} $ref`]: '#/no', [`${draft} type`]: 'no' }),
    one('/openapi', /is written in OpenAPI 3\.0\.3, and 3\.1 is needed: convert it first$/),
  ],
  ['the version 3.2', odd({ openapi: '3.2.0' }), one('/openapi', /is written in OpenAPI 3\.2\.0/)],
  [
    'the version 2.0',
    odd({ openapi: undefined, swagger: '2.0' }),
    one('/swagger', /is written in OpenAPI 2\.0/),
  ],
  ['no version', odd({ openapi: undefined }), one('', /it has no "openapi"/)],
  ['webhooks and no paths', odd({ paths: undefined, webhooks: {} }), one('', /has webhooks and no "paths"/)],
  ['neither', odd({ paths: undefined }), one('', /has no "paths": it describes nothing that can be called/)],
  ['paths that are nothing', odd({ paths: null }), one('/paths', /must be an object, and is null/)],
  [
    'patterns that are illegal with the flag u',
    odd({
      [`${draftFields} firstName pattern`]: '^[\\w-.]+$',
      [`${customer} patternProperties`]: { '\\-': true },
    }),
    [
      ['/components/schemas/Draft/properties/firstName/pattern', /is an invalid pattern: Invalid character/],
      ['/components/schemas/Customer/patternProperties/\\-', /Invalid escape/],
    ],
  ],
  [
    'schemas with values of the wrong type',
    odd({
      [`${draft} required`]: 'type',
      [`${draftFields} firstName maxLength`]: '50',
      [`${draftFields} lastName type`]: 'text',
      [`${customerFields} age`]: { exclusiveMinimum: true },
    }),
    [
      ['/components/schemas/Draft/properties/firstName/maxLength', /must be of type integer, and is "50"/],
      ['/components/schemas/Draft/properties/lastName/type', /must be one of .*string, and is "text"/],
      ['/components/schemas/Draft/required', /must be of type array, and is "type"/],
      ['/components/schemas/Customer/properties/age/exclusiveMinimum', /must be of type number, and is true/],
    ],
  ],
  [
    'schemas that describe themselves by each other',
    odd({ [`${schemas} A`]: { allOf: [ref('B')] }, [`${schemas} B`]: { allOf: [ref('A')] } }),
    one('/components/schemas/A', /refers to itself for the same value: #.*B.* > #\/components\/schemas\/A$/),
  ],
  [
    'a dynamic reference that can lead to several schemas',
    odd({
      [`${schemas} A`]: { $dynamicAnchor: 'n' },
      [`${schemas} B`]: { $dynamicAnchor: 'n', items: { $dynamicRef: '#n' } },
    }),
    one('/components/schemas/B/items/$dynamicRef', /may lead to 2 schemas/),
  ],
  [
    'references to nothing, to something else, to themselves and out of the file',
    odd({
      [`${draftFields} a`]: ref('Gone'),
      [`${draftFields} b`]: { $ref: '#/info' },
      [`${draftFields} c`]: { $ref: '#no-anchor' },
      [`${draftFields} d`]: { $ref: 5 },
      'components parameters A': { $ref: '#/components/parameters/A' },
    }),
    [
      ['/components/schemas/Draft/properties/a/$ref', /which does not exist/],
      ['/components/schemas/Draft/properties/b/$ref', /which is not a Schema Object/],
      ['/components/schemas/Draft/properties/c/$ref', /which is outside the file/],
      ['/components/schemas/Draft/properties/d/$ref', /which is not a string/],
      ['/components/parameters/A/$ref', /which leads back to itself/],
    ],
  ],
  [
    'paths that are none, or the same',
    odd({ 'paths nope': {}, 'paths /a?b': {}, 'paths /a#b': {}, 'paths /v1/customers/{id}': {} }),
    [
      ['/paths/nope', /without a leading slash/],
      ['/paths/~1a?b', /with a query or a fragment/],
      ['/paths/~1a#b', /with a query or a fragment/],
      ['/paths/~1v1~1customers~1{id}', /is the same path as #\/paths\/~1v1~1customers~1\{customerId\}/],
    ],
  ],
  [
    'parameters that are none, twice, or elsewhere, and statuses that are none',
    odd({
      [`${list} parameters`]: [
        null,
        { name: 'a' },
        { name: 'b', in: 'body' },
        ...Array.from({ length: 2 }, () => ({ name: 'c', in: 'query' })),
      ],
      [`${list} responses 600`]: { description: '' },
    }),
    [
      ['/paths/~1v1~1customers/get/parameters/0', /must be an object, and is null/],
      ['/paths/~1v1~1customers/get/parameters/1', /has no "in"/],
      ['/paths/~1v1~1customers/get/parameters/2', /is in "body"/],
      ['/paths/~1v1~1customers/get/parameters/4', /repeats the \w+ parameter "c"/],
      ['/paths/~1v1~1customers/get/responses/600', /is not a status/],
    ],
  ],
  [
    'objects of another type, an unknown scheme and a discriminator that is a text',
    odd({
      [body]: {},
      [`${read} security`]: [{ gone: [] }],
      [`${draft} discriminator`]: 'type',
      [`${create} deprecated`]: 'yes',
    }),
    [
      ['/paths/~1v1~1customers/post/deprecated', /must be true or false, and is "yes"/],
      ['/paths/~1v1~1customers/post/requestBody', /has no "content"/],
      ['/paths/~1v1~1customers~1{customerId}/get/security/0/gone', /is not a security scheme/],
      ['/components/schemas/Draft/discriminator', /must be an object with a propertyName/],
    ],
  ],
  [
    'keys twice, keys that are no text and numbers that are none',
    small('    get: { a: 1, a: 2, responses: { [1]: 1, null: 1 }, x-a: .inf, x-b: 1e400 }\n'),
    [
      ['/paths/~1a/get', /has the key "a" twice/],
      ['/paths/~1a/get/responses', /has a key that is not text/],
      ['/paths/~1a/get/responses', /has a key that is not text/],
      ['/paths/~1a/get/x-a', /is \.inf, which is not a JSON number/],
      ['/paths/~1a/get/x-b', /is 1e400, which is not a JSON number/],
    ],
  ],
  [
    'tags that YAML does not know',
    small('    get: !include a.yaml\n'),
    one('', /Unresolved tag: !include at line 5/),
  ],
  ['a second document', `${plain}\n---\n${plain}`, one('', /it holds a second document/)],
  ['an alias of itself', small('    get: &a { x-a: *a }\n'), one('', /an alias leads back to what holds it/)],
  [
    'a bomb of aliases',
    small(
      `    x-a: &a [${'1,'.repeat(9)}]\n    x-b: &b [${'*a,'.repeat(99)}]\n    x-c: [${'*b,'.repeat(99)}]\n`,
    ),
    one('', /more aliases than are followed/),
  ],
  [
    'another encoding',
    Buffer.from(plain.replace('Theirs', 'Thé'), 'latin1'),
    one('', /is not written in UTF-8/),
  ],
  [
    'thousands of levels',
    plain.replace('{"type":"string","maxLength":50}', `${'{"not":'.repeat(5000)}{}${'}'.repeat(5000)}`),
    one('', /is nested too deep/),
  ],
];
