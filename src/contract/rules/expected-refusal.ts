import { weakerLevel } from '../schema/certainty.ts';
import type { Operation, Outcome } from '../operations.ts';
import { fromPointer, isObject, memberOf, textOf, type Json } from '../schema/pointers.ts';
import type { SentBreach } from '../validation/requests.ts';
import { outcomeViolation } from '../validation/violations.ts';
import type { JudgedResponse, Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** The violation of a response that does not reject a request that was invalid on purpose, or rejects it with another outcome. */
export function unrefused(
  operation: Operation,
  response: JudgedResponse,
  breach: SentBreach,
  outcome: Outcome,
): Violation | undefined {
  const wrong = outcomeViolation(operation, response, outcome);
  if (!wrong) return undefined;
  if (isTakenAsMeant(response, breach)) {
    const message = `${breach.message}: accepted as ${shown(breach.meant)}, which the documentation leaves open`;
    return { ...wrong, pointer: `request ${breach.pointer}`, message, level: 'MAY', source: breach.source };
  }
  return {
    ...wrong,
    pointer: `request ${breach.pointer === '' ? 'body' : breach.pointer}`,
    message: `${breach.message}: ${wrong.message}`,
    level: weakerLevel(wrong.level, breach.level),
    source: breach.source,
  };
}

/**
 * Whether the API accepted an invalid value and shows the valid value that was meant. A value that is stored as sent breaks the response
 * schema instead.
 */
function isTakenAsMeant({ status, body }: JudgedResponse, { pointer, meant }: SentBreach): boolean {
  if (status >= 300 || meant === undefined) return false;
  return body === undefined || valuesAt(body, fromPointer(pointer)).includes(meant);
}

/** The values at a place of a body; in a list, those of every entry. */
function valuesAt(body: Json | undefined, [token, ...rest]: string[]): (Json | undefined)[] {
  if (token === undefined) return [body];
  if (Array.isArray(body)) return body.flatMap((entry) => valuesAt(entry, rest));
  return valuesAt(memberOf(body, token), rest);
}

/** The violation of an error response whose `errors` do not name the invalid property. The path to the property may have any form. */
export function unnamed(response: Pick<JudgedResponse, 'body'>, breach: Violation): Violation | undefined {
  const expected =
    fromPointer(breach.pointer)
      .filter((token) => !/^\d+$/.test(token))
      .at(-1) ?? '';
  const paths = pathsIn(response.body);
  if (paths.some((path) => lastName(path) === expected)) return undefined;
  const received = paths.length === 0 ? 'nothing' : paths.join(', ');
  return {
    pointer: '/errors',
    rule: 'errors',
    message: `/errors must name ${expected}, received ${received}`,
    level: 'SHOULD',
    source: breach.source,
  };
}

function pathsIn(body: Json | undefined): string[] {
  const errors = isObject(body) && Array.isArray(body.errors) ? body.errors : [];
  return errors.filter(isObject).map(({ path }) => textOf(path));
}

/** The last name in a path with dots, brackets or slashes, without indexes. */
function lastName(path: string): string | undefined {
  return path
    .split(/[./[\]'"$]+/)
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .at(-1);
}
