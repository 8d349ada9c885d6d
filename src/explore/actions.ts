import { difference } from '../contract/rules/difference.ts';
import { sharedIds } from '../contract/rules/unique-ids.ts';
import { isObject, memberOf } from '../contract/schema/pointers.ts';
import { roundTripViolations } from '../contract/rules/round-trip.ts';
import { nodesAlong } from '../contract/schema/schema-nodes.ts';
import { responseSchema } from '../contract/privacy/sensitive.ts';
import { bodyOf, type ApiResponse } from '../exchange/response.ts';
import type { Input } from '../exchange/input.ts';
import { createBody, updateBody } from './bodies.ts';
import type { Found } from './judge.ts';
import { brokenBy, stateViolations } from './state-checks.ts';
import {
  addCustomer,
  current,
  noteDeed,
  takeRead,
  takeUpdate,
  type KnownCustomer,
  type Model,
} from './model.ts';
import { asked, keepForRemoval, told, type Stage } from './stage.ts';
import type { ExplorationStep } from './steps.ts';

/** Creates a customer. */
export async function create(
  model: Model,
  stage: Stage,
  step: ExplorationStep & { do: 'create' },
): Promise<void> {
  stage.bodies += 1;
  const { contract } = stage.recorder;
  const body = createBody(contract, stage.seed, { ...step, ordinal: stage.bodies });
  if (!body) return;
  const input = { body } as object as Input<'createCustomer'>;
  const response = await told(stage, () => stage.api.send('createCustomer', input));
  const isBusiness = step.type === 'BUSINESS';
  if (!stage.judge.outcome(response, isBusiness ? 'CUS-008' : 'CUS-007', 'success')) return;
  const created = bodyOf(response);
  const schema = schemaOf(stage, response);
  const described = { contract, schema, body: created };
  const ids = model.customers.map(({ id }) => ({ id }));
  const nodes = nodesAlong(contract.document, schema, '/status', created ?? null).at(-1) ?? [];
  const status = memberOf(created, 'status');
  const compared = { expected: 'ACTIVE', received: status };
  const manner = { rule: 'value', as: 'as the requirement says' };
  stage.judge.judge(response, [
    ...found('CUS-040', sharedIds(described, ids)),
    ...(status === 'ACTIVE'
      ? []
      : found(isBusiness ? 'CUS-005' : 'CUS-002', [
          difference(contract, nodes, ['status'], compared, manner),
        ])),
    ...found(isBusiness ? 'CUS-006' : 'CUS-003', roundTripViolations(contract, schema, body, created)),
  ]);
  if (isObject(created) && typeof created.id === 'string')
    addCustomer(model, { ...created, id: created.id }, body);
}

/** Reads a customer and compares it with what is known. A removed customer must not be found. */
export async function retrieve(stage: Stage, customer: KnownCustomer): Promise<void> {
  const response = await asked(stage, () => stage.api.send('retrieveCustomer', pathOf(customer)));
  if (customer.isRemoved) {
    lookForRemoved(stage, customer, response);
    return;
  }
  if (!stage.judge.outcome(response, brokenBy(customer, 'status', false), 'success')) {
    customer.isLost = true;
    return;
  }
  const body = bodyOf(response);
  const look = { contract: stage.recorder.contract, schema: schemaOf(stage, response), body };
  if (!customer.isLost) stage.judge.judge(response, stateViolations(look, customer));
  if (isObject(body)) takeRead(customer, body);
}

function lookForRemoved(stage: Stage, customer: KnownCustomer, response: ApiResponse): void {
  if (response.status < 300) keepForRemoval(stage, customer.id);
  const isOthersDoing = customer.isSeenGone && customer.since.every((deed) => deed === 'other');
  const requirement = !customer.isSeenGone ? 'CUS-018' : isOthersDoing ? 'CUS-041' : 'CUS-035';
  const isGone = stage.judge.outcome(response, requirement, 'removed');
  customer.isSeenGone = isGone;
  customer.since = [];
}

/** Updates a customer. */
export async function update(
  model: Model,
  stage: Stage,
  customer: KnownCustomer,
  step: ExplorationStep & { do: 'update' },
): Promise<void> {
  stage.bodies += 1;
  const { contract } = stage.recorder;
  const choice = { ...step, type: customer.type, ordinal: stage.bodies };
  const body = updateBody(contract, stage.seed, choice, current(customer).externalId);
  if (!body) return;
  const input = { ...pathOf(customer), body } as object as Input<'updateCustomer'>;
  const response = await asked(stage, () => stage.api.send('updateCustomer', input));
  if (customer.isRemoved) {
    stage.judge.outcome(response, 'CUS-033', 'removed');
    lateDeed(model, stage, customer, response);
    return;
  }
  const isBusiness = customer.type === 'BUSINESS';
  const requirement = isBusiness ? 'CUS-043' : 'CUS-042';
  if (customer.status === 'ACTIVE') stage.judge.outcome(response, requirement, 'success');
  else stage.judge.outcome(response, 'CUS-029', 'suspended', 'success');
  if (response.status >= 300) {
    noteDeed(model, customer, 'refused');
    customer.status = undefined;
    return;
  }
  takeUpdate(model, customer, body);
  const updated = bodyOf(response);
  if (updated !== undefined && response.status === 200)
    stage.judge.judge(
      response,
      found(requirement, roundTripViolations(contract, schemaOf(stage, response), body, updated)),
    );
}

/** Suspends a customer, or ends the suspension. */
export async function setSuspended(
  model: Model,
  stage: Stage,
  customer: KnownCustomer,
  deed: 'suspend' | 'unsuspend',
): Promise<void> {
  const isSuspension = deed === 'suspend';
  const operation = isSuspension ? 'suspendCustomer' : 'unsuspendCustomer';
  const goal = isSuspension ? 'SUSPENDED' : 'ACTIVE';
  const response = await asked(stage, () => stage.api.send(operation, pathOf(customer)));
  if (customer.isRemoved) {
    if (isSuspension) stage.judge.outcome(response, 'CUS-034', 'removed');
    lateDeed(model, stage, customer, response);
    return;
  }
  const isFirst = customer.status !== undefined && customer.status !== goal;
  if (isFirst) stage.judge.outcome(response, isSuspension ? 'CUS-021' : 'CUS-026', 'success');
  else stage.judge.outcome(response, isSuspension ? 'CUS-024' : 'CUS-028', 'repeated', 'success');
  const isDone = response.status < 300;
  noteDeed(model, customer, isDone ? deed : 'refused');
  customer.status = isDone ? goal : undefined;
}

/** Removes a customer. */
export async function remove(model: Model, stage: Stage, customer: KnownCustomer): Promise<void> {
  const response = await asked(stage, () => stage.api.send('removeCustomer', pathOf(customer)));
  if (customer.isRemoved) {
    stage.judge.outcome(response, 'CUS-032', 'repeated');
    noteDeed(model, customer, 'remove');
    return;
  }
  if (customer.status === 'ACTIVE') stage.judge.outcome(response, 'CUS-017', 'success');
  else stage.judge.outcome(response, 'CUS-031', 'suspended', 'success');
  customer.isRemoved = response.status < 300;
  noteDeed(model, customer, customer.isRemoved ? 'remove' : 'refused');
}

/** Records an action on a removed customer. When the API accepted the action, the customer is removed again at the end. */
function lateDeed(model: Model, stage: Stage, customer: KnownCustomer, { status }: ApiResponse): void {
  if (status < 300) keepForRemoval(stage, customer.id);
  noteDeed(model, customer, 'refused');
}

function pathOf({ id }: KnownCustomer): { path: { customerId: string } } {
  return { path: { customerId: id } };
}

function schemaOf({ recorder }: Stage, { operation, status }: ApiResponse): string {
  return responseSchema(recorder.contract.operation(operation), status) ?? '';
}

function found(requirement: Found['requirement'], violations: Found['violation'][]): Found[] {
  return violations.map((violation) => ({ requirement, violation }));
}
