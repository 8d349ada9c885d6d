import type { Contract, Operation } from '../operations.ts';
import { isObject, type Json } from '../schema/pointers.ts';
import { memberNodes } from '../schema/schema-nodes.ts';
import { bodyNodes } from './bodies.ts';
import { isMap, keywordOf } from './sample.ts';

/** A generated id in a body, and the parameter that takes existing ids of the same kind. */
export interface Placeholder {
  value: string;
  of: 'customerId' | 'limitId';
}

/** The generated ids in a body that must be replaced by existing ones: top-level properties of format `uuid`, and the keys of a map. */
export function placeholdersOf(
  contract: Contract,
  operation: Operation,
  body: Json | undefined,
): Placeholder[] {
  if (!isObject(body) || !operation.body) return [];
  const nodes = bodyNodes(contract, operation, body);
  if (isMap(nodes)) return Object.keys(body).map((value) => ({ value, of: 'limitId' }));
  return Object.entries(body).flatMap(([name, value]): Placeholder[] => {
    const own = memberNodes(contract.document, nodes, name, value);
    const isId = keywordOf(own, 'format') === 'uuid' && typeof value === 'string';
    return isId ? [{ value, of: 'customerId' }] : [];
  });
}
