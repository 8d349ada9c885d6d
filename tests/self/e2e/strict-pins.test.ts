import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parse, stringify } from 'yaml';
import { casesOf, groupsOf } from '../../../src/contract/cases/groups.ts';
import type { Contract, Outcome } from '../../../src/contract/operations.ts';
import { requestViolations } from '../../../src/contract/validation/requests.ts';
import { rearrangements } from '../../../src/contract/rules/round-trip.ts';
import { takenOver } from '../../../src/contract/rules/tolerated-values.ts';
import type { Json, JsonObject } from '../../../src/contract/schema/pointers.ts';
import { responseViolations, outcomeViolation } from '../../../src/contract/validation/violations.ts';
import type { JudgedResponse } from '../../../src/contract/validation/violation.ts';
import { projectRoot } from '../../../src/description/generate.ts';
import { createNotes } from '../../../src/description/problems/notes.ts';
import { operationTable } from '../../../src/description/output/operation-table.ts';
import { overlaid } from '../../../src/description/reading/overlays.ts';
import { customer, draft, refusal } from '../support/judged-responses.ts';
import { contractOf } from '../support/small-contract.ts';

interface Action {
  target: string;
  description: string;
}

const read = (name: string): string => readFileSync(path.join(projectRoot, 'specs', name), 'utf8');
const own = parse(read('rocketkor.openapi.yaml')) as JsonObject;
const strict = parse(read('overlays/strict.yaml')) as { actions: Action[] };
const statuses = [200, 201, 204, 400, 401, 403, 404, 405, 409, 410, 415, 422, 429, 501];
const seed = { seed: 'pins', runId: 'pins' };

/** The description with all pins, or all but one. */
function pinned(left?: number): JsonObject {
  const actions = strict.actions.filter((_, index) => index !== left);
  return overlaid(own, [{ file: 'strict.yaml', text: stringify({ ...strict, actions }) }], createNotes());
}

function response(status: number, body: Json, more: Partial<JudgedResponse> = {}): JudgedResponse {
  const text = JSON.stringify(body);
  return { status, headers: [['content-type', 'application/json']], text, body, display: body, ...more };
}

/** How every status is judged for every outcome of every operation. */
function outcomesOf(document: JsonObject): string {
  const lines = operationTable(document).operations.flatMap((operation) =>
    Object.keys(operation.outcomes).flatMap((outcome) =>
      statuses.map((status) => {
        const found = outcomeViolation(operation, response(status, {}), outcome as Outcome);
        return `${operation.id} ${outcome} ${String(status)} ${found?.level ?? 'right'}`;
      }),
    ),
  );
  return lines.join('\n');
}

/** Responses that one description accepts and another rejects. */
const responses: readonly [operation: string, status: number, body: Json][] = [
  ['retrieveCustomer', 200, { ...customer, nick: 'x' }],
  ['retrieveCustomer', 200, { ...customer, middleName: null }],
  ['retrieveCustomer', 200, { ...customer, middleName: '' }],
  ['retrieveCustomer', 401, {}],
  ['retrieveCustomer', 400, { ...refusal, errors: [{}] }],
  ['updateCustomer', 200, {}],
  ['exchangeApiKey', 200, { access_token: 'a', expires_in: 7200 }],
  ['listIdentityVerificationProfiles', 200, {}],
];

/** List requests that one description accepts and another rejects. */
const queries: readonly Record<string, string>[] = [
  { size: '0' },
  { size: '101' },
  { page: '-1' },
  { sort: '?' },
];

/** How responses, requests, and the results of updates and lists are judged. */
function judgementsOf(contract: Contract): string {
  const told = (found: readonly { rule: string; pointer: string; level: string }[]): string =>
    JSON.stringify(found.map(({ rule, pointer, level }) => [rule, pointer, level]));
  const list = contract.operation('listCustomers');
  const update = contract.operation('updateCustomer');
  const contacts = ['Ann', 'Bea'].map((firstName) => ({ ...draft, firstName }));
  const schema = contract.operation('createCustomer').body?.schema ?? '';
  const business = { type: 'BUSINESS', businessName: 'Acme', contacts };
  const given = { values: { ...draft, status: 'SUSPENDED' }, usual: customer, writer: update };
  const refused = groupsOf(contract, update, seed).filter(({ family }) => family === 'refusals');
  return [
    ...responses.map(([id, status, body]) =>
      told(responseViolations(contract, contract.operation(id), response(status, body))),
    ),
    ...queries.map((query) => told(requestViolations(contract, list, { query }))),
    told(rearrangements(contract, schema, business, { ...business, contacts: contacts.toReversed() })),
    told(takenOver(contract, update, response(200, { ...customer, status: 'SUSPENDED' }), given)),
    ...refused.flatMap((group) =>
      casesOf(contract, group, seed).cases.map(({ name, level }) => `${group.field} ${name} ${level}`),
    ),
  ].join('\n');
}

describe('the pins of strict.yaml', () => {
  const outcomes = outcomesOf(pinned());
  let judgements: string | undefined;

  for (const [index, { target, description }] of strict.actions.entries())
    test(`change a verdict: ${target}: ${description}`, () => {
      const less = pinned(index);
      if (outcomesOf(less) !== outcomes) return;
      judgements ??= judgementsOf(contractOf(pinned()));
      assert.notEqual(judgementsOf(contractOf(less)), judgements);
    });
});
