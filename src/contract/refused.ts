import { weakerLevel } from './certainty.ts';
import type { Operation, Outcome } from './operations.ts';
import { fromPointer, isObject, textOf, type Json } from './pointers.ts';
import { outcomeViolation, type JudgedAnswer, type Violation } from './violations.ts';

/** The violation of an answer that does not refuse what was wrong about its request on purpose, or refuses it as something else. */
export function unrefused(
  operation: Operation,
  answer: JudgedAnswer,
  breach: Violation,
  outcome: Outcome,
): Violation | undefined {
  const wrong = outcomeViolation(operation, answer, outcome);
  if (!wrong) return undefined;
  return {
    ...wrong,
    pointer: `request ${breach.pointer === '' ? 'body' : breach.pointer}`,
    message: `${breach.message}: ${wrong.message}`,
    level: weakerLevel(wrong.level, breach.level),
    source: breach.source,
  };
}

/** The violation of a refusal whose `errors` do not name the field that was wrong: by its name, in whatever form of path. */
export function unnamed(answer: Pick<JudgedAnswer, 'body'>, breach: Violation): Violation | undefined {
  const expected =
    fromPointer(breach.pointer)
      .filter((token) => !/^\d+$/.test(token))
      .at(-1) ?? '';
  const paths = pathsIn(answer.body);
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
