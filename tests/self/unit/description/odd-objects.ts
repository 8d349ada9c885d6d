import { at, oddDocument as odd, smallDocument } from '../../support/odd-document.ts';
import type { LegalDocument } from './odd-schemas.ts';

const { body, create, created, draft, filter, list, read } = at;
const text = { type: 'string' };
const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
const plain = JSON.stringify(smallDocument());
const small = (paths: string): string =>
  `openapi: 3.1.0\ninfo: { title: Theirs, version: '7' }\npaths:\n  /a:\n${paths}`;

/** Documents that are unusual outside their schemas. */
export const legalObjects: LegalDocument[] = [
  [
    'a parameter that its content describes',
    odd({
      [filter]: { name: 'f', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
    }),
    [/a parameter that content describes is sent whole.*\(#\/paths\/~1v1~1customers\/get\/parameters\/1\)/],
  ],
  [
    'a path parameter that nothing describes',
    odd({ 'paths /v1/customers/{customerId} parameters': [] }),
    [/no parameter describes \{customerId\}.* and 1 more\)/],
  ],
  [
    'references in extensions',
    odd({
      'x-docs': { $ref: 'docs.md' },
      [`${create} x-docs`]: { $ref: '#/no' },
      [`${draft} x-docs`]: { $ref: 'a' },
    }),
    [/extensions that the suite ignores: x-docs/],
  ],
  [
    'operations without a name whose paths are alike',
    odd({
      'paths /a/b': { get: { responses: { '200': { description: '' } } } },
      'paths /a-b': { get: { responses: { '200': { description: '' } } } },
      'paths /c': { get: { operationId: 'getAB2', responses: { '200': { description: '' } } } },
    }),
    [/GET \/a\/b is known as getAB here/, /GET \/a-b is known as getAB3 here/],
  ],
  ['the version 3.1', odd({ openapi: '3.1' }), [/openapi "3.1" is read as 3.1.0/]],
  ['the version 3.1 as a number', odd({ openapi: 3.1 }), [/openapi 3.1 is read as 3.1.0/]],
  [
    'a path item by reference',
    odd({
      'components pathItems P': { get: { operationId: 'p', responses: { '200': { description: '' } } } },
      'paths /p': { $ref: '#/components/pathItems/P' },
    }),
    [],
  ],
  [
    'callbacks, webhooks without a name and servers below the root',
    odd({
      webhooks: { born: { post: { responses: {} } } },
      [`${create} callbacks`]: { done: { '{$request.body#/url}': { post: { responses: {} } } } },
      [`${read} servers`]: [{ url: 'https://a.example/b' }],
    }),
    [/callbacks are not judged/, /servers of a path or an operation are not called/],
  ],
  [
    'parameters of every style',
    odd({
      [`${list} parameters`]: [
        { name: 'a', in: 'query', style: 'deepObject', schema: { type: 'object', properties: { b: text } } },
        {
          name: 'c',
          in: 'query',
          style: 'pipeDelimited',
          explode: false,
          schema: { type: 'array', items: text },
        },
        { name: 'd', in: 'query', style: 'spaceDelimited', schema: { type: 'array', items: text } },
        { name: 'e', in: 'query', schema: { type: 'object', additionalProperties: text } },
      ],
      'paths /m/{a}/{b}': {
        get: {
          operationId: 'm',
          parameters: [
            { name: 'a', in: 'path', required: true, style: 'matrix', schema: text },
            { name: 'b', in: 'path', required: true, style: 'label', schema: { type: 'array', items: text } },
          ],
          responses: { '200': { description: '' } },
        },
      },
    }),
    [],
  ],
  [
    'parameters in headers and cookies',
    odd({
      [filter]: { name: 'c', in: 'cookie' },
      [`${list} parameters 2`]: { name: 'Accept', in: 'header', schema: text },
    }),
    [/neither schema nor content/, /parameters in cookie are not sent/],
  ],
  [
    'media types with parameters, of other JSON and behind others',
    odd({
      [`${body} content`]: { 'application/vnd.kor+json; v=1': { schema: ref('Draft') } },
      [`${created} content`]: { 'text/csv': {}, '*/*': { schema: ref('Customer') } },
    }),
    [/in another media type than JSON is not judged/],
  ],
  [
    'nothing but other media types',
    odd({ [`${body} content`]: { 'multipart/form-data': { schema: { type: 'object' } } } }),
    [/in another media type than JSON is not sent/],
  ],
  [
    'examples that are elsewhere',
    odd({
      [`${body} content application/json examples`]: { a: { externalValue: 'https://a.example/a.json' } },
    }),
    [/the value of an example outside the file is not read/],
  ],
  ['no responses', odd({ [`${read} responses`]: undefined }), [/no response is described/]],
  [
    'numbers of many digits',
    plain.replace('"maxLength":50', '"maximum":9223372036854775807'),
    [/9223372036854775807 is read as 9223372036854775808: .*\/firstName\/maximum\)/],
  ],
  [
    'fields that no object has',
    odd({ pathss: {}, [`${list} parameters 0 requird`]: true, [`${read} responses 200 $refs`]: 'a' }),
    [
      /"pathss" is not a field of a OpenAPI/,
      /"requird" is not a field of a Parameter/,
      /"\$refs" is not a field of a Response/,
    ],
  ],
  [
    'anchors and merge keys',
    small(
      "    get: &g { operationId: a, responses: { 200: { description: '' } } }\n    put: { <<: *g, operationId: b }\n",
    ),
    [],
  ],
  ['a byte order mark', `\uFEFF${plain}`, []],
  ['lines that end in two characters', JSON.stringify(smallDocument(), null, 1).replaceAll('\n', '\r\n'), []],
  ['UTF-16', Buffer.from(`\uFEFF${plain}`, 'utf16le'), []],
  ['UTF-16 the other way round', Buffer.from(`\uFEFF${plain}`, 'utf16le').swap16(), []],
];
