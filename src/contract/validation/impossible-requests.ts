import { controlOf, variantsOf } from '../cases/bodies.ts';
import { contradictionIn } from './description-contradictions.ts';
import { impossibility } from '../schema/impossible-nodes.ts';
import type { Contract, Operation } from '../operations.ts';
import type { Json } from '../schema/pointers.ts';
import type { RequestParts } from './requests.ts';
import type { Violation } from './violation.ts';

/**
 * Why the description, and not the suite, is to blame for a request that the description does not allow, in one line: no value is allowed
 * at the place, or no valid body of the operation can be generated and the description's own samples are invalid as well. Undefined when a
 * valid request can be generated.
 */
export function requestContradiction(
  contract: Contract,
  operation: Operation,
  parts: RequestParts,
  violations: readonly Violation[],
): string | undefined {
  const reasons = violations.map((violation) => impossibleAt(contract, operation, parts, violation));
  const schema = operation.body?.schema;
  if (reasons.some((each) => each !== undefined) || schema === undefined || parts.body === undefined)
    return reasons.find((each) => each !== undefined);
  if (canBeMade(contract, operation)) return undefined;
  const checked = { view: 'request' as const, schema, body: parts.body as Json };
  return violations
    .map((violation) => contradictionIn(contract, checked, violation))
    .find((each) => each !== undefined);
}

function impossibleAt(
  { document }: Contract,
  { body, parameters }: Operation,
  parts: RequestParts,
  violation: Violation,
): string | undefined {
  const parameter = parameters.find((each) => `${each.in} ${each.name}` === violation.pointer);
  if (parameter) {
    const checked = { view: 'request' as const, schema: parameter.schema, body: null };
    return impossibility(document, checked, { ...violation, pointer: '' });
  }
  if (!body || parts.body === undefined || !/^(?:\/|$)/.test(violation.pointer)) return undefined;
  const checked = { view: 'request' as const, schema: body.schema, body: parts.body as Json };
  return impossibility(document, checked, violation);
}

function canBeMade(contract: Contract, operation: Operation): boolean {
  const seed = { seed: 'control', runId: 'control' };
  return variantsOf(contract, operation).some(
    (variant) => controlOf(contract, operation, variant, seed) !== undefined,
  );
}
