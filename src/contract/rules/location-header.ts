import type { Operation } from '../operations.ts';
import { headerOf, type JudgedResponse, type Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** A response with a `Location` header, and the operation that it should lead to. */
export interface Directions {
  response: Pick<JudgedResponse, 'headers'>;
  /** The requested URL, which is the base of relative references (RFC 9110, 10.2.2). */
  requested: string;
  /** The operation that reads the resource at `Location`. */
  operation: Operation;
}

/** The values of the path parameters that a `Location` holds for an operation; undefined when it leads elsewhere. */
export function locatedValues(directions: Directions): Record<string, string> | undefined {
  const location = locationOf(directions);
  return location && pathValues(directions.operation, location);
}

/** The values of the path parameters that a URL holds for an operation; undefined when it leads elsewhere. */
export function pathValues(
  { path }: Pick<Operation, 'path'>,
  { pathname }: URL,
): Record<string, string> | undefined {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const values = new RegExp(`${path.replaceAll(/\{[^}]+\}/g, '([^/]+)')}/?$`).exec(pathname);
  if (!values) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decoded(values[index + 1] ?? '')]));
}

/** A part of a URL, percent-decoded; unchanged when it cannot be decoded. */
export function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The violations of a `Location` that should lead to an operation of the same target. The suite does not follow it to another target. */
export function locationViolations(directions: Directions): Violation[] {
  const { response, operation, requested } = directions;
  const wrong = (words: string): Violation[] => {
    const pointer = 'header Location';
    const message = `${pointer} ${words}, received ${shown(headerOf(response, 'location'))}`;
    return [{ pointer, rule: 'header', message, level: 'MUST', source: operation.pointer }];
  };
  const location = locationOf(directions);
  if (!location) return wrong('must be a URI');
  if (location.origin !== new URL(requested).origin) return wrong('must lead to the same host');
  return locatedValues(directions) ? [] : wrong(`must lead to ${operation.path}`);
}

/**
 * The violations of the optional `Location` in the response to a creation: it leads to another resource than the created one (MUST NOT), or
 * to another host (SHOULD NOT, because a gateway may insert its own).
 */
export function mislocation(directions: Directions, id: string): Violation[] {
  const { response, operation } = directions;
  const location = headerOf(response, 'location');
  if (location === undefined) return [];
  const values = Object.values(locatedValues(directions) ?? {});
  if (values.at(-1) !== id) {
    const pointer = 'header Location';
    const message = `${pointer} must lead to the created resource, ${shown(id)}, received ${shown(location)}`;
    return [{ pointer, rule: 'header', message, level: 'MUST', source: operation.pointer }];
  }
  return locationViolations(directions).map((each) => ({ ...each, level: 'SHOULD' }));
}

function locationOf({ response, requested }: Directions): URL | undefined {
  const text = headerOf(response, 'location');
  return text !== undefined && URL.canParse(text, requested) ? new URL(text, requested) : undefined;
}
