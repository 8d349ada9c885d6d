import { isObject, toPointer, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import { objects, referable, type Fields, type Kind, type Member } from './openapi-objects.ts';

/** An object of a document, and its place. */
export interface Site {
  kind: Kind;
  pointer: string;
  /** The object, or true or false for a schema. Any other value is a mistake in the document. */
  value: Json;
  /** Whether a reference stands in its place. */
  isReference: boolean;
  /** Whether it is in another schema. */
  isInner: boolean;
  /** Puts another value in its place. */
  replace: (value: Json) => void;
}

/** Every object of an OpenAPI document, enclosing objects first. References are not followed. */
export function sitesOf(document: JsonObject): Site[] {
  const found: Site[] = [];
  const visit = (site: Site): void => {
    found.push(site);
    const { kind, value, pointer, isReference } = site;
    if (!isObject(value) || isReference) return;
    for (const [name, child] of Object.entries(value)) {
      const member = memberNamed(objects[kind], name);
      for (const each of membersIn(member, value, name, child))
        visit({ ...each, pointer: pointer + each.pointer, isInner: kind === 'Schema' });
    }
  };
  visit({
    kind: 'OpenAPI',
    pointer: '',
    value: document,
    isReference: false,
    isInner: false,
    replace: () => undefined,
  });
  return found;
}

/** What a field holds; undefined when an object has no field of that name. */
export function memberNamed(fields: Fields, name: string): Member | undefined {
  if (Object.hasOwn(fields, name)) return fields[name];
  return name.startsWith('x-') ? undefined : fields['*'];
}

type Found = Omit<Site, 'isInner'>;

function membersIn(member: Member | undefined, holder: JsonObject, name: string, child: Json): Found[] {
  const [, word = '', many = ''] = /^(\w+)(\[\]|\{\})?$/.exec(member ?? '') ?? [];
  if (!Object.hasOwn(objects, word)) return [];
  const kind = word as Kind;
  if (many === '') return [found(kind, [name], child, (value) => (holder[name] = value))];
  if (many === '[]') {
    if (!Array.isArray(child)) return [];
    return child.map((each, index) => found(kind, [name, index], each, (value) => (child[index] = value)));
  }
  if (!isObject(child)) return [];
  return Object.entries(child).map(([key, each]) =>
    found(kind, [name, key], each, (value) => (child[key] = value)),
  );
}

function found(kind: Kind, trail: (string | number)[], value: Json, replace: (value: Json) => void): Found {
  const isReference = referable.has(kind) && isObject(value) && value.$ref !== undefined;
  return { kind, pointer: toPointer(trail), value, isReference, replace };
}
