import { loweredLevel, weakerLevel, type Level } from '../schema/certainty.ts';
import type { Contract, Operation } from '../operations.ts';
import { membersOf, isObject, toPointer, valueAt, type Json } from '../schema/pointers.ts';
import { roundTripViolations } from './round-trip.ts';
import { isSameValue } from '../schema/same-value.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';
import { outcomeViolation } from '../validation/violations.ts';
import type { JudgedResponse, Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/**
 * What is wrong about an answer to unusual values: nothing but damage. That they are refused, or come back without their outer spaces,
 * is noted (MAY); letters of any script SHOULD NOT be refused.
 */
export function intoleratedDamage(
  contract: Contract,
  operation: Operation,
  response: JudgedResponse,
  { schema, sent }: { schema: string | undefined; sent: Json },
): Violation[] {
  const refusal = outcomeViolation(operation, response, 'success');
  if (refusal) {
    if (response.status < 400 || response.status >= 500) return [refusal];
    const level = isWritten(sent) ? 'SHOULD' : 'MAY';
    return [{ ...refusal, level, message: `unusual characters: ${refusal.message}` }];
  }
  if (schema === undefined) return [];
  const damaged = roundTripViolations(contract, schema, sent, response.body);
  return damaged.map((violation) => {
    const { expected, received } = violation;
    const isTrimmed = typeof expected === 'string' && received === expected.trim();
    return isTrimmed ? { ...violation, level: 'MAY' } : violation;
  });
}

/** Whether all that is unusual about a body are letters of whatever script. */
function isWritten(sent: Json): boolean {
  const text = JSON.stringify(sent);
  return /[^\x20-\x7E]/.test(text) && /^[\p{L}\p{M}\x20-\x7E]*$/u.test(text) && !text.includes('<');
}

/**
 * The violations of an answer that holds what a body had no business to bring: what only the API sets, or what is not described.
 * That the body is refused for it is right as well. `usual`: what the API sets without being told; `writer`: the operation that the body
 * was sent to.
 */
export function takenOver(
  contract: Contract,
  operation: Operation,
  response: JudgedResponse,
  { values, usual, writer }: { values: Json; usual: Json | undefined; writer: Operation },
): Violation[] {
  const refusal = outcomeViolation(operation, response, 'success');
  if (refusal) return outcomeViolation(operation, response, 'invalid')?.level === 'MUST' ? [refusal] : [];
  const whole = applicableNodes(
    contract.document,
    schemaNode(contract.document, writer.body?.schema ?? ''),
    values,
  );
  return leaves(contract, whole, values, '').flatMap(({ nodes, pointer, value }): Violation[] => {
    const isHere = (body: Json | undefined): boolean => isSameValue(nodes, value, valueAt(body, pointer));
    if (!isHere(response.body) || isHere(usual)) return [];
    const message = `${pointer} must not be taken over from a body, received ${shown(value)}`;
    const level = levelOfTaking(writer, nodes);
    return [{ pointer, rule: 'taken-over', message, level, source: operation.pointer }];
  });
}

/** No more binding than what describes the value is certain, and than `x-update` says where the operation is an update. */
function levelOfTaking({ update }: Operation, nodes: SchemaNode[]): Level {
  const level = nodes.reduce<Level>((least, { certainty }) => loweredLevel(least, certainty), 'MUST');
  const isAdvised = nodes.some(({ schema }) => schema['x-update'] === 'discouraged');
  return update !== undefined && isAdvised ? weakerLevel(level, 'SHOULD') : level;
}

interface Leaf {
  nodes: SchemaNode[];
  pointer: string;
  value: Json;
}

function leaves(contract: Contract, nodes: SchemaNode[], value: Json, pointer: string): Leaf[] {
  if (!isObject(value) && !Array.isArray(value)) return [{ nodes, pointer, value }];
  return membersOf(value).flatMap(([token, member]) =>
    leaves(
      contract,
      memberNodes(contract.document, nodes, token, member),
      member,
      pointer + toPointer([token]),
    ),
  );
}
