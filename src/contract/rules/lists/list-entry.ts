import { isUnset } from '../consistency.ts';
import type { Contract } from '../../operations.ts';
import { isObject, memberOf, valueAt, type Json } from '../../schema/pointers.ts';
import { roundTripViolations } from '../round-trip.ts';
import { nodesAlong } from '../../schema/schema-nodes.ts';
import type { Violation } from '../../validation/violation.ts';

/**
 * The violations of the list entry with an id: every property that is present and differs from what was sent. None when no entry has the
 * id; other checks report that.
 */
export function listedViolations(
  contract: Contract,
  schema: string,
  sent: Json,
  body: Json | undefined,
  id: Json,
): Violation[] {
  const list = Array.isArray(body) ? '' : '/content';
  const entries = valueAt(body, list);
  const index = Array.isArray(entries) ? entries.findIndex((entry) => memberOf(entry, 'id') === id) : -1;
  const entry = valueAt(body, `${list}/${String(index)}`);
  if (!isObject(entry) || !isObject(sent)) return [];
  const [node] = nodesAlong(contract.document, schema, `${list}/${String(index)}`, body).at(-1) ?? [];
  const there = Object.fromEntries(Object.entries(sent).filter(([name]) => !isUnset(entry[name])));
  return roundTripViolations(contract, node?.pointer ?? '', there, entry).map((violation) => ({
    ...violation,
    pointer: `${list}/${String(index)}${violation.pointer}`,
  }));
}
