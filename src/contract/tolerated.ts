import type { Contract, Operation } from './operations.ts';
import { membersOf, isObject, toPointer, valueAt, type Json } from './pointers.ts';
import { isSameValue, roundTripViolations } from './round-trip.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from './schema-nodes.ts';
import { outcomeViolation, type JudgedAnswer, type Violation } from './violations.ts';
import { shown } from './words.ts';

/**
 * What is wrong about an answer to unusual values: nothing but damage. That they are refused as invalid, or come back without
 * their outer spaces, is noted (MAY).
 */
export function damages(
  contract: Contract,
  operation: Operation,
  answer: JudgedAnswer,
  { schema, sent }: { schema: string | undefined; sent: Json },
): Violation[] {
  const refusal = outcomeViolation(operation, answer, 'success');
  if (refusal) {
    const isRefused = outcomeViolation(operation, answer, 'invalid')?.level !== 'MUST';
    return [
      isRefused ? { ...refusal, level: 'MAY', message: `unusual characters: ${refusal.message}` } : refusal,
    ];
  }
  if (schema === undefined) return [];
  const damaged = roundTripViolations(contract, schema, sent, answer.body);
  return damaged.map((violation) => {
    const was = valueAt(sent, violation.pointer);
    const is = valueAt(answer.body, violation.pointer);
    const isTrimmed = typeof was === 'string' && is === was.trim();
    return isTrimmed ? { ...violation, level: 'MAY' } : violation;
  });
}

/**
 * The violations of an answer that holds what a body had no business to bring: what only the API sets, or what is not described.
 * That the body is refused for it is right as well. `usual`: what the API sets without being told.
 */
export function takenOver(
  contract: Contract,
  operation: Operation,
  answer: JudgedAnswer,
  { values, usual }: { values: Json; usual: Json | undefined },
): Violation[] {
  const refusal = outcomeViolation(operation, answer, 'success');
  if (refusal) return outcomeViolation(operation, answer, 'invalid')?.level === 'MUST' ? [refusal] : [];
  const whole = applicableNodes(
    contract.document,
    schemaNode(contract.document, operation.body?.schema ?? ''),
    values,
  );
  return leaves(contract, whole, values, '').flatMap(({ nodes, pointer, value }): Violation[] => {
    const isHere = (body: Json | undefined): boolean => isSameValue(nodes, value, valueAt(body, pointer));
    if (!isHere(answer.body) || isHere(usual)) return [];
    const message = `${pointer} must not be taken over from a body, received ${shown(value)}`;
    return [{ pointer, rule: 'taken-over', message, level: 'MUST', source: operation.pointer }];
  });
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
