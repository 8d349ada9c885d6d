import { loweredLevel, type Level } from '../schema/certainty.ts';
import { damageOf, type Damage } from './data-damage.ts';
import type { Contract } from '../operations.ts';
import { toPointer, type Json, type Token } from '../schema/pointers.ts';
import type { SchemaNode } from '../schema/schema-nodes.ts';
import { masked } from '../privacy/sensitive.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** A received value and the expected one. */
export interface Compared {
  expected: Json | undefined;
  received: Json | undefined;
  /** The kind of damage, when the caller knows more than the two values show. */
  damage?: Damage | undefined;
}

/** The violation of a value that differs from the expected one, with both values. */
export interface Difference extends Violation, Compared {}

/**
 * Creates the violation of a value that differs from the expected one. Its level is MUST, lowered by the certainty of the schema nodes.
 * `rule` names the comparison; `as` says where the expected value comes from. The message ends with the kind of damage when it is a known
 * one.
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
