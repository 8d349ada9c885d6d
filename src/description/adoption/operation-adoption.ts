import {
  isObject,
  membersOf,
  textOf,
  toPointer,
  type Json,
  type JsonObject,
} from '../../contract/schema/pointers.ts';
import { objectAt, operationsOf, resolved, type OperationSite } from '../reading/document.ts';

/** An operation of the owner's document, and the matching one of ours. */
export interface Match {
  site: OperationSite;
  /** The `operationId` by which the suite knows it. */
  id: string;
  /** Undefined when our description does not have the operation. */
  ours: OperationSite | undefined;
}

/** Every operation of the document, with our operation of the same `operationId`, or else of the same method and path. */
export function matched(document: JsonObject, own: JsonObject, notes: string[]): Match[] {
  prefixPaths(document, notes);
  const ours = operationsOf(own).filter(({ group }) => group === 'paths');
  const theirs = operationsOf(document).filter(({ group }) => group === 'paths');
  const ids = new Set(operationsOf(document).map(({ operation }) => textOf(operation.operationId)));
  const taken = new Set([...ids, ...ours.map(({ operation }) => textOf(operation.operationId))]);
  nameWebhooks(document, taken);
  return theirs.map((site) => {
    const id = textOf(site.operation.operationId);
    const same =
      ours.find(({ operation }) => operation.operationId === id) ??
      ours.find((each) => routeOf(each) === routeOf(site) && !ids.has(textOf(each.operation.operationId)));
    const name = same ? textOf(same.operation.operationId) : id || madeUpId(site, taken);
    if (name !== id) notes.push(`${site.method.toUpperCase()} ${site.path} is known as ${name} here`);
    return { site, id: name, ours: same };
  });
}

function routeOf({ method, path }: OperationSite): string {
  return `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '')}`;
}

/** A unique name, made of method and path. */
function madeUpId({ method, path }: OperationSite, taken: Set<string>): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  let id = name;
  for (let count = 2; taken.has(id); count += 1) id = `${name}${String(count)}`;
  taken.add(id);
  return id;
}

/** Gives a unique name to every webhook without an `operationId`. */
function nameWebhooks(document: JsonObject, taken: Set<string>): void {
  const unnamed = operationsOf(document).filter(
    ({ group, operation }) => group === 'webhooks' && textOf(operation.operationId) === '',
  );
  for (const site of unnamed) site.operation.operationId = madeUpId(site, taken);
}

/** Puts the path of the first server before every path (OpenAPI 3.1, section 4.8.5), because KOR_BASE_URL does not contain it. */
function prefixPaths(document: JsonObject, notes: string[]): void {
  const server = objectAt(document, '/servers/0');
  const url = textOf(server.url).replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    textOf(objectAt(server, toPointer(['variables', name])).default),
  );
  const prefix = url
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
  if (!prefix.startsWith('/')) return;
  const paths = Object.entries(objectAt(document, '/paths'));
  document.paths = Object.fromEntries(paths.map(([path, item]) => [prefix + path, item]));
  notes.push(`the first server's path ${prefix} is put before every path: leave it out of KOR_BASE_URL`);
}

/** Renames operations as the suite knows them: their `operationId`, their path parameters by position, and the links that lead to them. */
export function renameOperations(document: JsonObject, matches: readonly Match[], notes: string[]): void {
  const ids = new Map<string, string>();
  const paths = objectAt(document, '/paths');
  const items: [string, JsonObject][] = [];
  for (const { site, id, ours } of matches) {
    const former = textOf(site.operation.operationId);
    if (former !== '') ids.set(former, id);
    const alike = ours ?? matches.find((each) => each.site.path === site.path && each.ours)?.ours;
    const names = parameterNames(site.path, alike?.path);
    const path = renamedPath(site.path, names);
    const shared = arrayOf(site.pathItem.parameters);
    const operation = {
      ...site.operation,
      operationId: id,
      parameters: renamedParameters(document, [...shared, ...arrayOf(site.operation.parameters)], names),
    };
    items.push([path, { [site.method]: operation }]);
    const note = `the parameters of ${site.path} are known as those of ${path} here`;
    if (path !== site.path && !notes.includes(note)) notes.push(note);
  }
  for (const name of Object.keys(paths)) Reflect.deleteProperty(paths, name);
  for (const [path, item] of items) paths[path] = { ...objectAt(paths, toPointer([path])), ...item };
  renameLinks(document, ids);
}

function arrayOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** Our names of path parameters, by those of the owner; empty when the paths have different numbers of parameters. */
function parameterNames(theirs: string, ours: string | undefined): Map<string, string> {
  const names = (path: string): string[] => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  const [from, to] = [names(theirs), names(ours ?? '')];
  return new Map(from.length === to.length ? from.map((name, index) => [name, to[index] ?? name]) : []);
}

function renamedPath(path: string, names: Map<string, string>): string {
  return path.replaceAll(/\{([^}]*)\}/g, (_, name: string) => `{${names.get(name) ?? name}}`);
}

/** The renamed parameters. Of two with the same name the later counts, so an operation overrides its path item. */
function renamedParameters(document: JsonObject, parameters: Json[], names: Map<string, string>): Json[] {
  const byName = new Map<string, JsonObject>();
  for (const parameter of parameters) {
    if (!isObject(parameter)) continue;
    const object =
      typeof parameter.$ref === 'string' ? resolved(document, parameter.$ref.slice(1)).object : parameter;
    const former = textOf(object.name);
    const name = object.in === 'path' ? (names.get(former) ?? former) : former;
    byName.set(`${textOf(object.in)} ${name}`, { ...object, name });
  }
  return [...byName.values()];
}

function renameLinks(value: Json, ids: ReadonlyMap<string, string>): void {
  for (const [token, member] of membersOf(value)) {
    if (token === 'links' && isObject(member)) {
      for (const link of Object.values(member)) {
        if (isObject(link) && typeof link.operationId === 'string')
          link.operationId = ids.get(link.operationId) ?? link.operationId;
      }
    }
    renameLinks(member, ids);
  }
}
