import { at, breach, type DescribedBody } from '../validation/violation-at.ts';
import { memberOf, textOf, type Json } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** The violations of ids that a body and other resources share. */
export function sharedIds(described: DescribedBody, others: readonly Json[]): Violation[] {
  const ids = [described.body, ...others].map((each) => textOf(memberOf(each, 'id'))).filter(Boolean);
  const shared = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  return shared.map((id) =>
    breach(described, at('id'), 'unique', `must be unique, ${shown(id)} is shared by several resources`),
  );
}

/** The violations of actors that are missing, have no id or have another type. */
export function unnamedActors(described: DescribedBody, names: readonly string[], kind: string): Violation[] {
  return names.flatMap((name) => {
    const actor = memberOf(described.body, name);
    if (actor === undefined || actor === null) return [breach(described, at(name), 'actor', 'is missing')];
    const wrong = (property: string, words: string): Violation => {
      const received = memberOf(actor, property);
      return breach(described, at(name) + at(property), 'actor', `${words}, received ${shown(received)}`);
    };
    return [
      ...(textOf(memberOf(actor, 'id')).trim() === '' ? [wrong('id', 'must identify the actor')] : []),
      ...(memberOf(actor, 'type') === kind ? [] : [wrong('type', `must be ${shown(kind)}`)]),
    ];
  });
}
