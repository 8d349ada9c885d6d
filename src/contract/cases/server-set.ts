import { isObject, type Json, type JsonObject } from '../schema/pointers.ts';
import { memberNodes, type SchemaNode } from '../schema/schema-nodes.ts';
import { bodyNodes, type Control } from './bodies.ts';
import { declaredNames, keywordOf, sampled, type Making } from './sample.ts';

/** A property name that no description declares. */
export const undescribed = 'korUndescribed';

/** One object per property that only the API sets (`readOnly`), with a generated value for it. */
export function serverSetValues({ making, operation, full }: Control): JsonObject[] {
  const nodes = bodyNodes(making.contract, operation, full);
  return declaredNames(nodes).flatMap((name) => {
    const own = memberNodes(making.contract.document, nodes, name, undefined);
    const isServerSet = own.some(({ schema }) => schema.readOnly === true);
    return isServerSet ? [{ [name]: lastSampled(making, own) }] : [];
  });
}

/** A generated value with the last value of each enum, because an API usually starts with the first. */
function lastSampled(making: Making, nodes: SchemaNode[]): Json {
  const choices = keywordOf(nodes, 'enum');
  if (Array.isArray(choices)) return choices.at(-1) ?? null;
  const whole = sampled(making, nodes);
  if (!isObject(whole)) return whole;
  const members = Object.keys(whole).map((name): [string, Json] => [
    name,
    lastSampled(making, memberNodes(making.contract.document, nodes, name, undefined)),
  ]);
  return Object.fromEntries(members);
}
