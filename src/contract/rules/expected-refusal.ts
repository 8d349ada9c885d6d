import { weakerLevel } from '../schema/certainty.ts';
import type { Operation, Outcome } from '../operations.ts';
import { fromPointer, isObject, memberOf, textOf, type Json } from '../schema/pointers.ts';
import type { SentBreach } from '../validation/requests.ts';
import { outcomeViolation } from '../validation/violations.ts';
import type { JudgedResponse, Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** The violation of an answer that does not refuse what was wrong about its request on purpose, or refuses it as something else. */
export function unrefused(
  operation: Operation,
  response: JudgedResponse,
  breach: SentBreach,
  outcome: Outcome,
): Violation | undefined {
  const wrong = outcomeViolation(operation, response, outcome);
  if (!wrong) return undefined;
  if (isTakenAsMeant(response, breach)) {
    const message = `${breach.message}: taken for ${shown(breach.meant)}, which the documentation leaves open`;
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

/** Whether a wrong value was taken, and is shown as what it was meant to be: what was stored as it was sent is found by its schema. */
function isTakenAsMeant({ status, body }: JudgedResponse, { pointer, meant }: SentBreach): boolean {
  if (status >= 300 || meant === undefined) return false;
  return body === undefined || valuesAt(body, fromPointer(pointer)).includes(meant);
}

/** The values at a place of a body, which is the same in every entry of a list. */
function valuesAt(body: Json | undefined, [token, ...rest]: string[]): (Json | undefined)[] {
  if (token === undefined) return [body];
  if (Array.isArray(body)) return body.flatMap((entry) => valuesAt(entry, rest));
  return valuesAt(memberOf(body, token), rest);
}

/** The violation of a refusal whose `errors` do not name the field that was wrong: by its name, in whatever form of path. */
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

/** The last name in a path with dots, brackets or slashes; indexes are none. */
function lastName(path: string): string | undefined {
  return path
    .split(/[./[\]'"$]+/)
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .at(-1);
}
