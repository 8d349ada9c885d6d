import { schemaKeywords } from '../../contract/schema/schema-nodes.ts';

/** The objects of OpenAPI 3.1 that the suite reads (OpenAPI 3.1, section 4.8). */
export type Kind =
  | 'OpenAPI'
  | 'Paths'
  | 'PathItem'
  | 'Operation'
  | 'Parameter'
  | 'RequestBody'
  | 'MediaType'
  | 'Responses'
  | 'Response'
  | 'Header'
  | 'Link'
  | 'Example'
  | 'Components'
  | 'SecurityScheme'
  | 'Callback'
  | 'Schema';

/** What a field holds: an object, a list or a map of them, or a value that is read as it is. */
export type Member = Kind | `${Kind}[]` | `${Kind}{}` | 'text' | 'flag' | 'any';

/** The fields of an object, including the extensions that the suite reads; `*` stands for every name that is not reserved. */
export type Fields = Readonly<Record<string, Member>>;

const fields = <Value extends Member>(names: string, member: Value): Record<string, Value> =>
  Object.fromEntries(names.match(/\S+/g)?.map((name) => [name, member]) ?? []);

const payload: Fields = {
  ...fields('description style', 'text'),
  ...fields('required deprecated explode allowEmptyValue allowReserved', 'flag'),
  ...fields('example x-certainty x-source', 'any'),
  examples: 'Example{}',
  schema: 'Schema',
  content: 'MediaType{}',
};

/** Every object, with its fields. */
export const objects: Readonly<Record<Kind, Fields>> = {
  OpenAPI: {
    ...fields('openapi info jsonSchemaDialect servers security tags externalDocs', 'any'),
    ...fields('x-outcomes x-unset-fields x-undeclared-fields x-array-order', 'any'),
    paths: 'Paths',
    webhooks: 'PathItem{}',
    components: 'Components',
  },
  Paths: { '*': 'PathItem' },
  PathItem: {
    ...fields('summary description', 'text'),
    ...fields('get put post delete options head patch trace', 'Operation'),
    servers: 'any',
    parameters: 'Parameter[]',
  },
  Operation: {
    ...fields('operationId summary description x-source', 'text'),
    ...fields('tags externalDocs security servers', 'any'),
    ...fields('x-outcomes x-update x-removal x-certainty', 'any'),
    deprecated: 'flag',
    parameters: 'Parameter[]',
    requestBody: 'RequestBody',
    responses: 'Responses',
    callbacks: 'Callback{}',
  },
  Parameter: { ...payload, ...fields('name in', 'text') },
  RequestBody: { description: 'text', required: 'flag', content: 'MediaType{}' },
  MediaType: { schema: 'Schema', example: 'any', examples: 'Example{}', encoding: 'any' },
  Responses: { '*': 'Response' },
  Response: {
    description: 'text',
    ...fields('x-certainty x-source', 'any'),
    headers: 'Header{}',
    content: 'MediaType{}',
    links: 'Link{}',
  },
  Header: payload,
  Link: {
    ...fields('operationId operationRef description', 'text'),
    ...fields('parameters requestBody server', 'any'),
  },
  Example: { ...fields('summary description externalValue', 'text'), value: 'any' },
  Components: {
    schemas: 'Schema{}',
    responses: 'Response{}',
    parameters: 'Parameter{}',
    examples: 'Example{}',
    requestBodies: 'RequestBody{}',
    headers: 'Header{}',
    securitySchemes: 'SecurityScheme{}',
    links: 'Link{}',
    callbacks: 'Callback{}',
    pathItems: 'PathItem{}',
  },
  SecurityScheme: fields('type description name in scheme bearerFormat flows openIdConnectUrl', 'any'),
  Callback: { '*': 'PathItem' },
  Schema: {
    ...fields(schemaKeywords.single.join(' '), 'Schema'),
    ...fields(schemaKeywords.listed.join(' '), 'Schema[]'),
    ...fields(schemaKeywords.named.join(' '), 'Schema{}'),
    ...fields('$ref $id $schema $anchor $dynamicRef $dynamicAnchor $comment $vocabulary', 'any'),
    ...fields('type const enum format pattern required dependentRequired uniqueItems', 'any'),
    ...fields('multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength', 'any'),
    ...fields('maxItems minItems maxContains minContains maxProperties minProperties', 'any'),
    ...fields('title description default deprecated readOnly writeOnly example examples', 'any'),
    ...fields('contentEncoding contentMediaType contentSchema discriminator xml externalDocs', 'any'),
    ...fields(
      'x-certainty x-source x-sensitive x-round-trip x-made-up x-update x-empty-in-answers x-other-form',
      'any',
    ),
  },
};

/** The kinds of object that a reference may replace. */
export const referable: ReadonlySet<Kind> = new Set<Kind>([
  'PathItem',
  'Parameter',
  'RequestBody',
  'Response',
  'Header',
  'Link',
  'Example',
  'SecurityScheme',
  'Callback',
]);
