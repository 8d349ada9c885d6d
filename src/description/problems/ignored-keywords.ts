import { mostMadeUp } from '../../contract/cases/sample.ts';
import { isJson, jsonTypeIn } from '../../contract/schema/media-types.ts';
import { isObject, textOf, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import type { Notes } from './notes.ts';
import { objects, type Kind } from '../reading/openapi-objects.ts';
import { memberNamed, type Site } from '../reading/sites.ts';

/**
 * Notes everything in a document that the suite ignores, so that nothing is ignored silently, and removes unknown keywords from schemas.
 */
export function noteUnread(sites: readonly Site[], notes: Notes): void {
  const extensions = new Map<string, string>();
  for (const site of sites) {
    const { value } = site;
    if (!isObject(value)) continue;
    if (site.isReference) noteBesideReference(site, value, notes);
    else {
      noteUnknown(site, value, extensions, notes);
      for (const [sentence, isSo] of unreadOf[site.kind]?.(value) ?? [])
        if (isSo) notes.note(sentence, site.pointer);
    }
  }
  const [first] = extensions.values();
  if (first !== undefined)
    notes.note(`extensions that the suite ignores: ${[...extensions.keys()].join(', ')}`, first);
}

function noteBesideReference({ kind, pointer }: Site, value: JsonObject, notes: Notes): void {
  if (kind === 'PathItem') return;
  const others = Object.keys(value).filter((name) => !/^(?:\$ref|summary|description|x-.*)$/.test(name));
  for (const name of others) notes.note(`"${name}" is beside $ref and is ignored`, pointer);
}

function noteUnknown(
  { kind, pointer }: Site,
  value: JsonObject,
  extensions: Map<string, string>,
  notes: Notes,
): void {
  for (const name of Object.keys(value)) {
    if (memberNamed(objects[kind], name) !== undefined || (kind === 'PathItem' && name === '$ref')) continue;
    if (name.startsWith('x-')) {
      if (!extensions.has(name)) extensions.set(name, pointer);
    } else if (kind === 'Schema') {
      const hint = name === 'nullable' ? ': use type: [..., "null"]' : '';
      notes.note(`"${name}" is not a keyword of JSON Schema 2020-12 and is ignored${hint}`, pointer);
      Reflect.deleteProperty(value, name);
    } else notes.note(`"${name}" is not a field of a ${kind} Object and is ignored`, pointer);
  }
}

type Unread = [sentence: string, isSo: boolean];

const unreadBelow = ({ servers, callbacks }: JsonObject): Unread[] => [
  ['servers of a path or an operation are not called: KOR_BASE_URL names the API', servers !== undefined],
  ['callbacks are not judged', callbacks !== undefined],
];

/** What is valid in an object, but not judged or not used. */
const unreadOf: Partial<Record<Kind, (object: JsonObject) => Unread[]>> = {
  OpenAPI: unreadAtRoot,
  PathItem: unreadBelow,
  Operation: unreadBelow,
  Parameter: (object) => [
    [`parameters in ${textOf(object.in)} are not sent`, isUnsent(object)],
    [
      'a parameter that content describes is sent whole: its parts are not varied',
      object.content !== undefined,
    ],
  ],
  RequestBody: ({ content }) => [['a body in another media type than JSON is not sent', hasOther(content)]],
  Response: ({ content }) => [['a body in another media type than JSON is not judged', hasOther(content)]],
  Example: ({ externalValue: value }) => [
    ['the value of an example outside the file is not read', value !== undefined],
  ],
  SecurityScheme: ({ type, scheme }) => [
    [
      `callers authenticate with a bearer token, and not with ${textOf(type)} as the scheme says`,
      type !== 'http' || !/^(?:basic|bearer)$/i.test(textOf(scheme)),
    ],
  ],
  Schema: unreadKeywords,
};

function unreadAtRoot({ jsonSchemaDialect, servers }: JsonObject): Unread[] {
  const dialect = textOf(jsonSchemaDialect);
  return [
    [`jsonSchemaDialect ${dialect} is read as JSON Schema 2020-12`, dialect !== '' && !isOurDialect(dialect)],
    ['only the first of several servers is used', Array.isArray(servers) && servers.length > 1],
  ];
}

/**
 * Whether a parameter is a cookie or header, which is not sent. OpenAPI ignores descriptions of headers that HTTP itself describes (3.1,
 * section 4.8.12).
 */
function isUnsent({ in: place, name }: JsonObject): boolean {
  const isOfHttp = /^(?:accept|content-type|authorization)$/i.test(textOf(name));
  return place === 'cookie' || (place === 'header' && !isOfHttp);
}

/** Whether media types other than JSON are described. */
function hasOther(content: Json | undefined): boolean {
  const types = Object.keys(isObject(content) ? content : {});
  const json = jsonTypeIn(types);
  return types.some((each) => each !== json && !isJson(each));
}

function unreadKeywords(schema: JsonObject): Unread[] {
  const has = (name: string): boolean => schema[name] !== undefined;
  const without = (name: string, other: string): Unread => [
    `"${name}" without "${other}" has no effect`,
    has(name) && !has(other),
  ];
  const said = textOf(schema.$schema);
  const bounds = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];
  return [
    without('then', 'if'),
    without('else', 'if'),
    without('minContains', 'contains'),
    without('maxContains', 'contains'),
    ['"if" without "then" and "else" has no effect', has('if') && !has('then') && !has('else')],
    ...bounds.map((name): Unread => {
      const bound = schema[name];
      const isGreat = typeof bound === 'number' && bound > mostMadeUp;
      return [`"${name}" above ${String(mostMadeUp)} is not tested: no value so large is generated`, isGreat];
    }),
    ...['contentEncoding', 'contentMediaType', 'contentSchema'].map((name): Unread => [
      `"${name}" is not judged: it describes what a string holds`,
      has(name),
    ]),
    [`$schema ${said} is read as JSON Schema 2020-12`, said !== '' && !isOurDialect(said)],
  ];
}

/** Whether a dialect is JSON Schema 2020-12, with or without the extensions of OpenAPI 3.1. */
function isOurDialect(uri: string): boolean {
  return /^https:\/\/(?:json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.1\/dialect\/.+)$/.test(
    uri,
  );
}
