import { membersOf, toPointer, valueAt, type Json, type JsonObject, type Token } from '../schema/pointers.ts';
import { memberNodes, type SchemaNode } from '../schema/schema-nodes.ts';
import { bodyNodes, bodyViolationsOf, changed, type Control } from './bodies.ts';

/** A value in a body, and the schema nodes that describe it. */
export interface PropertyPlace {
  pointer: string;
  nodes: SchemaNode[];
  value: Json;
}

/** Every value at and below a property of a body, except those that an API may ignore (`x-round-trip: ignored`). */
export function places({ making, operation }: Control, body: JsonObject, field: string): PropertyPlace[] {
  const { document } = making.contract;
  const walk = (nodes: SchemaNode[], value: Json, trail: Token[]): PropertyPlace[] => {
    if (nodes.some(({ schema }) => schema['x-round-trip'] === 'ignored')) return [];
    return [
      { pointer: toPointer(trail), nodes, value },
      ...membersOf(value).flatMap(([token, member]) =>
        walk(memberNodes(document, nodes, token, member), member, [...trail, token]),
      ),
    ];
  };
  const value = body[field];
  if (value === undefined) return [];
  return walk(memberNodes(document, bodyNodes(making.contract, operation, body), field, value), value, [
    field,
  ]);
}

/**
 * The body with one value changed. When the value is in an array item, the other items are removed if that is valid. Undefined when no such
 * body is valid.
 */
export function variedAlone(
  control: Control,
  body: JsonObject,
  pointer: string,
  value: Json,
): Json | undefined {
  const { making, operation } = control;
  const item = /^(\/[^/]+)\/(\d+)(?=\/|$)/.exec(pointer);
  const varied = changed(body, pointer, value);
  const [, list = '', index = ''] = item ?? [];
  const alone = item ? changed(varied, list, [memberAt(varied, `${list}/${index}`)]) : varied;
  return [alone, varied].find((each) => bodyViolationsOf(making.contract, operation, each).length === 0);
}

function memberAt(body: Json, pointer: string): Json {
  return valueAt(body, pointer) ?? null;
}
