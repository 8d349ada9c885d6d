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
 * The violation of a list that lacks a resource, or else the violations of its entry: every property that is described for entries and is
 * not as it was sent. `isSummary`: entries may leave out properties.
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

/** The violations of a list that has an entry for a resource that it must not contain. */
export function strayIn(described: DescribedBody, { id }: { id: string }): Violation[] {
  return entriesOf(described.body)
    .filter(({ value }) => memberOf(value, 'id') === id)
    .map(({ trail }) => breach(described, toPointer(trail), 'membership', `must be absent: ${shown(id)}`));
}

/** A property value that every entry of a list must have. */
export type Common = string | number | boolean;

/** The violations of list entries without the given property values. A property that is an array must contain the value. */
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
