import { isUnset } from '../consistency.ts';
import { at, breach, type DescribedBody } from '../../validation/violation-at.ts';
import { isObject, memberOf, membersOf, toPointer, type Json, type Token } from '../../schema/pointers.ts';
import { roundTripViolations } from '../round-trip.ts';
import { memberNodes, nodesAlong } from '../../schema/schema-nodes.ts';
import type { Violation } from '../../validation/violation.ts';
import { shown } from '../../words.ts';

interface Entry {
  trail: Token[];
  value: Json;
}

/** The entries of a list: of a bare array, or of the `content` of a page. */
function entriesOf(body: Json | undefined): Entry[] {
  const isPage = isObject(body);
  const list = isPage ? body.content : body;
  const trail = isPage ? ['content'] : [];
  return Array.isArray(list) ? list.map((value, index) => ({ trail: [...trail, index], value })) : [];
}

/**
 * The resource when a list lacks it, or else every one of its fields that its entry should hold, being described for entries, and
 * does not hold as it was sent. `isSummary`: entries may leave out any field.
 */
export function lackingIn(described: DescribedBody, resource: Json, isSummary = false): Violation[] {
  const { body, contract, schema } = described;
  const id = memberOf(resource, 'id');
  const entry = entriesOf(body).find(({ value }) => memberOf(value, 'id') === id);
  if (!entry)
    return [breach(described, isObject(body) ? at('content') : '', 'membership', `must hold ${shown(id)}`)];
  const pointer = toPointer(entry.trail);
  const nodes = nodesAlong(contract.document, schema, pointer, body).at(-1) ?? [];
  const fields = membersOf(resource).filter(
    ([name, value]) =>
      memberNodes(contract.document, nodes, name, value).length > 0 &&
      (!isSummary || !isUnset(memberOf(entry.value, name))),
  );
  const sent = Object.fromEntries(fields);
  return roundTripViolations(contract, nodes[0]?.pointer ?? schema, sent, entry.value).map((violation) => ({
    ...violation,
    pointer: pointer + violation.pointer,
    message: pointer + violation.message,
  }));
}

/** The entries of a list that are of a resource which must not be there. */
export function strayIn(described: DescribedBody, { id }: { id: string }): Violation[] {
  return entriesOf(described.body)
    .filter(({ value }) => memberOf(value, 'id') === id)
    .map(({ trail }) => breach(described, toPointer(trail), 'membership', `must not be there: ${shown(id)}`));
}

/** A value that every entry of a list has. */
export type Common = string | number | boolean;

/** Every entry of a list that does not have certain values, or not among those of a property that is a list itself. */
export function unfitIn(described: DescribedBody, values: Record<string, Common>): Violation[] {
  return entriesOf(described.body).flatMap(({ trail, value }) =>
    Object.entries(values).flatMap(([name, expected]) => {
      const received = memberOf(value, name);
      const isFit = Array.isArray(received) ? received.includes(expected) : received === expected;
      const words = `must be ${shown(expected)}, received ${shown(received)}`;
      return isFit ? [] : [breach(described, toPointer([...trail, name]), 'value', words)];
    }),
  );
}
