import { inconsistencies, isUnset } from './consistency.ts';
import {
  at,
  breach,
  namesOf,
  observation,
  withinProperties,
  type DescribedBody,
} from '../validation/violation-at.ts';
import type { UpdateSemantics } from '../operations.ts';
import { memberOf, type Json } from '../schema/pointers.ts';
import { memberNodes, nodesAlong } from '../schema/schema-nodes.ts';
import type { Violation } from '../validation/violation.ts';

/** The resource before an update, and the body of the update. */
export interface SentUpdate {
  before: Json;
  sent: Json;
}

/**
 * What the API did with properties that were set and that an update left out: a violation when the description says otherwise (`x-update`),
 * or a note when it says nothing. Properties that only the target sets are ignored.
 */
export function omissions(
  described: DescribedBody,
  { before, sent }: SentUpdate,
  semantics: UpdateSemantics,
): Violation[] {
  const { contract, schema, body } = described;
  const changed = inconsistencies(contract, schema, before, body);
  return omitted(described, before, sent).flatMap((name): Violation[] => {
    const isKept = withinProperties(changed, [name]).length === 0;
    const became = isKept ? 'kept' : isUnset(memberOf(body, name)) ? 'cleared' : 'changed';
    const wrong = breach(described, at(name), 'update', `was left out of the update and must be`);
    const message = (must: string): string => `${wrong.message} ${must}, and was ${became}`;
    if (semantics === 'merge') return isKept ? [] : [{ ...wrong, message: message('kept') }];
    if (semantics === 'replace')
      return became === 'cleared' ? [] : [{ ...wrong, message: message('cleared') }];
    return [observation(wrong, `was left out of the update and was ${became}`)];
  });
}

/** The properties that a caller can set, that were set, and that the update leaves out. */
function omitted({ contract, schema }: DescribedBody, before: Json, sent: Json): string[] {
  const root = nodesAlong(contract.document, schema, '', before)[0] ?? [];
  return namesOf(before).filter((name) => {
    const value = memberOf(before, name);
    const nodes = memberNodes(contract.document, root, name, value);
    const isOurs = nodes.length > 0 && !nodes.some((node) => node.schema.readOnly === true);
    return isOurs && !isUnset(value) && memberOf(sent, name) === undefined;
  });
}
