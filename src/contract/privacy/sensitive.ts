import type { Contract, Operation } from '../operations.ts';
import { isObject, membersOf, valueAt, type Json, type JsonObject, type Token } from '../schema/pointers.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';

/** The replacement of a sensitive value. */
const hidden = '[redacted]';

/** A value with everything replaced that its schema nodes mark as `x-sensitive`. */
export function masked(contract: Contract, nodes: SchemaNode[], value: Json): Json {
  if (nodes.some(({ schema }) => schema['x-sensitive'] === true)) return hidden;
  if (typeof value !== 'object' || value === null) return value;
  const members = membersOf(value).map(([token, member]): [Token, Json] => {
    return [token, masked(contract, memberNodes(contract.document, nodes, token, member), member)];
  });
  return isObject(value) ? Object.fromEntries(members) : members.map(([, member]) => member);
}

/**
 * A body with everything replaced that the description marks as `x-sensitive`; the body itself when its schema marks nothing. `schema`
 * points to the schema of the whole body.
 */
export function maskedBody(contract: Contract, schema: string | undefined, body: Json): Json {
  if (schema === undefined || !marksAnything(contract.document, schema)) return body;
  const root = applicableNodes(contract.document, schemaNode(contract.document, schema), body);
  return masked(contract, root, body);
}

const knownMarks = new WeakMap<JsonObject, Map<string, boolean>>();

/** Whether a schema, or one that it refers to, marks something as sensitive. The result is stored per schema. */
function marksAnything(document: JsonObject, schema: string): boolean {
  const known = knownMarks.get(document) ?? new Map<string, boolean>();
  const response = known.get(schema) ?? leadsToMark(document, schema, new Set());
  knownMarks.set(document, known.set(schema, response));
  return response;
}

function leadsToMark(document: JsonObject, pointer: string, seen: Set<string>): boolean {
  if (seen.has(pointer)) return false;
  seen.add(pointer);
  const holdsMark = (value: Json | undefined): boolean => {
    if (typeof value === 'string' && value.startsWith('#/'))
      return leadsToMark(document, value.slice(1), seen);
    return membersOf(value).some(
      ([name, member]) => (name === 'x-sensitive' && member === true) || holdsMark(member),
    );
  };
  return holdsMark(valueAt(document, pointer));
}

/**
 * Pointer to the schema for reading a response body: that of its status, or of 200 or 201 when its status has none, because a response with
 * a wrong status may have the body of a right one.
 */
export function responseSchema({ responses }: Operation, status: number): string | undefined {
  const described = [responses[String(status)], responses['200'], responses['201']];
  return described.flatMap((response) => response?.schema ?? [])[0];
}
