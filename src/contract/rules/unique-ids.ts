import { at, breach, type DescribedBody } from '../validation/violation-at.ts';
import { memberOf, textOf, type Json } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** The id of a body, when it or any two of others are the same. */
export function sharedIds(described: DescribedBody, others: readonly Json[]): Violation[] {
  const ids = [described.body, ...others].map((each) => textOf(memberOf(each, 'id'))).filter(Boolean);
  const shared = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  return shared.map((id) =>
    breach(described, at('id'), 'unique', `must be one resource's own, ${shown(id)} is that of several`),
  );
}

/** Every one of several actors that is not there, has no id or is of another kind. */
export function unnamedActors(described: DescribedBody, names: readonly string[], kind: string): Violation[] {
  return names.flatMap((name) => {
    const actor = memberOf(described.body, name);
    if (actor === undefined || actor === null) return [breach(described, at(name), 'actor', 'is missing')];
    const wrong = (property: string, words: string): Violation => {
      const received = memberOf(actor, property);
      return breach(described, at(name) + at(property), 'actor', `${words}, received ${shown(received)}`);
    };
    return [
      ...(textOf(memberOf(actor, 'id')).trim() === '' ? [wrong('id', 'must name who it was')] : []),
      ...(memberOf(actor, 'type') === kind ? [] : [wrong('type', `must be ${shown(kind)}`)]),
    ];
  });
}
