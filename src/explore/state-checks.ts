import type { RequirementId } from '../../specs/requirements/index.ts';
import { inconsistencies } from '../contract/rules/consistency.ts';
import { withinProperties } from '../contract/validation/violation-at.ts';
import { omissions } from '../contract/rules/omitted-properties.ts';
import type { Contract } from '../contract/operations.ts';
import { fromPointer, type Json, type JsonObject } from '../contract/schema/pointers.ts';
import { roundTripViolations } from '../contract/rules/round-trip.ts';
import type { Found } from './judge.ts';
import type { KnownCustomer } from './model.ts';

/** The body of a read of a customer, and the pointer to its schema. */
export interface StateCheck {
  contract: Contract;
  schema: string;
  body: Json | undefined;
}

/** The properties that are still compared after an update or a refused action. */
const identity = ['id', 'type', 'status', 'createdAt', 'createdBy'];

/** The differences between a read and what is known of a customer. What the documentation leaves open is not judged. */
export function stateViolations(look: StateCheck, customer: KnownCustomer): Found[] {
  const { contract, schema, body } = look;
  const { answered, sent, since, status } = customer;
  const isChanged = since.includes('update') || since.includes('refused');
  const expected: JsonObject = { ...answered, ...(status !== undefined && { status }) };
  const differing = inconsistencies(contract, schema, expected, body);
  const agreed = isChanged ? withinProperties(differing, identity) : differing;
  const lost = since.includes('refused') ? [] : roundTripViolations(contract, schema, sent, body);
  const found = [...lost, ...agreed.filter((each) => !lost.some(({ pointer }) => pointer === each.pointer))];
  return [
    ...found
      .filter(({ pointer }) => status !== undefined || pointer !== '/status')
      .map((violation) => ({
        requirement: brokenBy(customer, violation.pointer, violation.rule === 'round-trip'),
        violation,
      })),
    ...pinned(look, customer),
  ];
}

/** The violations of properties that a single update left out, when a pin says what must happen to them. */
function pinned({ contract, schema, body }: StateCheck, { answered, sent, since }: KnownCustomer): Found[] {
  const isOne = since.filter((deed) => deed === 'update').length === 1 && !since.includes('refused');
  const { update = 'unspecified' } = contract.operation('updateCustomer');
  if (!isOne || update === 'unspecified') return [];
  const violations = omissions({ contract, schema, body }, { before: answered, sent }, update);
  return violations.map((violation) => ({ requirement: 'CUS-054', violation }));
}

/** The requirement that a customer breaks at a place, depending on the actions since the last read. */
export function brokenBy(customer: KnownCustomer, pointer: string, isSubmitted: boolean): RequirementId {
  const { since, isUpdated } = customer;
  const [field = ''] = fromPointer(pointer);
  const isBusiness = customer.type === 'BUSINESS';
  const didOwn = since.some((deed) => deed !== 'other');
  if (since.includes('other') && !didOwn) return 'CUS-041';
  const isSuspension = since.includes('suspend') || since.includes('unsuspend');
  if (field === 'status' && isSuspension)
    return since.lastIndexOf('unsuspend') > since.lastIndexOf('suspend') ? 'CUS-027' : 'CUS-022';
  if (isSubmitted && isUpdated) return isBusiness ? 'CUS-045' : 'CUS-044';
  if (isSubmitted && didOwn) return isBusiness ? 'CUS-014' : 'CUS-013';
  if (since.includes('update')) return field === 'createdBy' ? 'CUS-049' : 'CUS-046';
  if (isSuspension) return 'CUS-023';
  return isBusiness ? 'CUS-012' : 'CUS-011';
}
