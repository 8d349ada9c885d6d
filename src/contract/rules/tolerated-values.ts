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
 * The violations of a response to unusual values: only damage counts. A rejection, or the loss of leading and trailing spaces, is noted
 * (MAY); letters of any script SHOULD NOT be rejected.
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

/** Whether all unusual characters of a body are letters of some script. */
function isWritten(sent: Json): boolean {
  const text = JSON.stringify(sent);
  return /[^\x20-\x7E]/.test(text) && /^[\p{L}\p{M}\x20-\x7E]*$/u.test(text) && !text.includes('<');
}

/**
 * The violations of a response that contains values that a request must not set: of properties that only the API sets, or that are not
 * described. The API may also reject the request. `usual`: what the API sets by itself; `writer`: the operation that the body was sent to.
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

/** MUST, lowered by the certainty of the schema nodes, and to SHOULD where `x-update` is `discouraged` and the operation is an update. */
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
