import { loweredLevel, type Level } from '../schema/certainty.ts';
import type { Contract } from '../operations.ts';
import { fromPointer, isObject, toPointer, type Json } from '../schema/pointers.ts';
import { nodesAlong } from '../schema/schema-nodes.ts';
import type { Violation } from './violation.ts';

/** A successful body, and the pointer to the schema that describes it. */
export interface DescribedBody {
  contract: Contract;
  schema: string;
  body: Json | undefined;
}

/** Creates the violation of a rule about the meaning of values. Its level is MUST, lowered by the certainty of its place. */
export function breach(
  { contract, schema, body }: DescribedBody,
  pointer: string,
  rule: string,
  words: string,
): Violation {
  const place = nodesAlong(contract.document, schema, pointer, body).at(-1) ?? [];
  return {
    pointer,
    rule,
    message: `${pointer} ${words}`,
    level: place.reduce<Level>((level, { certainty }) => loweredLevel(level, certainty), 'MUST'),
    source: place[0]?.pointer ?? schema,
  };
}

/** The violations that lie in the given top-level properties of the body. */
export function withinProperties(violations: Violation[], names: readonly string[]): Violation[] {
  return violations.filter(({ pointer }) => names.includes(fromPointer(pointer)[0] ?? ''));
}

/** A note about behaviour at a place that the documentation leaves open: MAY, never judged. */
export function observation(found: Violation, seen: string): Violation {
  const message = `${found.pointer} ${seen}: the documentation leaves it open`;
  return { ...found, level: 'MAY', message };
}

/** The names of an object's properties; none of any other value. */
export function namesOf(value: Json | undefined): string[] {
  return isObject(value) ? Object.keys(value) : [];
}

/** The pointer to a top-level property of the body. */
export function at(name: string): string {
  return toPointer([name]);
}
