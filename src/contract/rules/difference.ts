import { loweredLevel, type Level } from '../schema/certainty.ts';
import { damageOf, type Damage } from './data-damage.ts';
import type { Contract } from '../operations.ts';
import { toPointer, type Json, type Token } from '../schema/pointers.ts';
import type { SchemaNode } from '../schema/schema-nodes.ts';
import { masked } from '../privacy/sensitive.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** A value and what it should have been. */
export interface Compared {
  expected: Json | undefined;
  received: Json | undefined;
  /** What has become of it, where more is known than the two values tell. */
  damage?: Damage | undefined;
}

/** The violation of a value that is not what it should be, with both. */
export interface Difference extends Violation, Compared {}

/**
 * The violation of a value that is not what it should be, no more binding than the schema nodes that describe it are certain.
 * `rule` names the comparison; `as` says where the expected value comes from. The message ends with the kind of damage, where it is a
 * usual one.
 */
export function difference(
  contract: Contract,
  nodes: SchemaNode[],
  trail: Token[],
  { expected, received, damage = damageOf(expected, received) }: Compared,
  { rule, as }: { rule: string; as: string },
): Difference {
  const pointer = toPointer(trail);
  const say = (value: Json | undefined): string =>
    shown(value === undefined ? undefined : masked(contract, nodes, value));
  return {
    pointer,
    rule,
    message: `${pointer} must be ${say(expected)} ${as}, received ${say(received)}${damage === undefined ? '' : ` (${damage})`}`,
    level: nodes.reduce<Level>((level, node) => loweredLevel(level, node.certainty), 'MUST'),
    source: nodes[0]?.pointer ?? '',
    ...{ expected, received, damage },
  };
}
