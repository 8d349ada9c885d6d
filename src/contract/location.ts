import type { Operation } from './operations.ts';
import { headerOf, type JudgedAnswer, type Violation } from './violations.ts';
import { shown } from './words.ts';

/** Where an answer sends its reader, and on which target that should be. */
export interface Directions {
  answer: Pick<JudgedAnswer, 'headers'>;
  /** The URL that was requested: relative references start there (RFC 9110, 10.2.2). */
  requested: string;
  /** The operation that reads what `Location` leads to. */
  operation: Operation;
}

/** The values of the path parameters that a `Location` holds for an operation; undefined when it leads elsewhere. */
export function locatedValues(directions: Directions): Record<string, string> | undefined {
  const location = locationOf(directions);
  const names = [...directions.operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const pattern = directions.operation.path.replaceAll(/\{[^}]+\}/g, '([^/]+)');
  const values = location && new RegExp(`${pattern}/?$`).exec(location.pathname);
  if (!values) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index + 1] ?? '')]));
}

/** What is wrong with a `Location` that should lead to an operation of the same target. It is not followed anywhere else. */
export function locationViolations(directions: Directions): Violation[] {
  const { answer, operation, requested } = directions;
  const wrong = (words: string): Violation[] => {
    const pointer = 'header Location';
    const message = `${pointer} ${words}, received ${shown(headerOf(answer, 'location'))}`;
    return [{ pointer, rule: 'header', message, level: 'MUST', source: operation.pointer }];
  };
  const location = locationOf(directions);
  if (!location) return wrong('must be a URI');
  if (location.origin !== new URL(requested).origin) return wrong('must lead to the same host');
  return locatedValues(directions) ? [] : wrong(`must lead to ${operation.path}`);
}

function locationOf({ answer, requested }: Directions): URL | undefined {
  const text = headerOf(answer, 'location');
  return text !== undefined && URL.canParse(text, requested) ? new URL(text, requested) : undefined;
}
