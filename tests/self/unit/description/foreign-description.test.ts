import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Operation } from '../../../../src/contract/operations.ts';
import type { Json, JsonObject } from '../../../../src/contract/schema/pointers.ts';
import { isCore } from '../../../../src/contract/coverage/scope.ts';
import {
  effectiveDescription,
  type EffectiveDescription,
} from '../../../../src/description/effective-description.ts';
import { operationTable } from '../../../../src/description/output/operation-table.ts';
import { adopted, own } from '../../support/adopted-document.ts';
import { contractOf } from '../../support/small-contract.ts';

const ok: JsonObject = { '200': { description: '' }, '401': { description: '' } };

function operationsOf(parts: Record<string, Json>): Operation[] {
  return contractOf(adopted(parts).document).table.operations;
}

/** The only operation of such a document, under a path and method. */
function operationOf(route: string, operation: JsonObject, parts: Record<string, Json> = {}): Operation {
  const [method = '', address = ''] = route.split(' ');
  const [found] = operationsOf({ paths: { [address]: { [method]: operation } }, ...parts });
  assert.ok(found, 'the document has no operation');
  return found;
}

describe("an operation of a user's own document", () => {
  test('is matched by its operationId, at any path', () => {
    const { id, path: address } = operationOf('get /people', { operationId: 'listCustomers', responses: ok });

    assert.deepEqual([id, address], ['listCustomers', '/people']);
  });

  test('is matched by its method and path, with any parameter names', () => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    const operation = operationOf('get /v1/customers/{id}', { operationId: 'x', parameters, responses: ok });

    assert.deepEqual([operation.id, operation.path], ['retrieveCustomer', '/v1/customers/{customerId}']);
    assert.deepEqual(
      operation.parameters.map(({ name }) => name),
      ['customerId'],
    );
  });

  test('is matched under the path of the first server', () => {
    const servers = [{ url: 'https://{host}/v1/', variables: { host: { default: 'api.example' } } }];

    assert.equal(operationOf('get /customers', { responses: ok }, { servers }).id, 'listCustomers');
  });

  test('is matched by its operationId before another with the same path', () => {
    const paths = {
      '/v1/customers': { get: { operationId: 'search', responses: ok } },
      '/people': { get: { operationId: 'listCustomers', responses: ok } },
    };

    assert.deepEqual(
      operationsOf({ paths }).map(({ id }) => id),
      ['search', 'listCustomers'],
    );
  });

  test('that is new keeps its name, or gets one from its method and path', () => {
    const paths = {
      '/v1/pets/{id}': { get: { responses: ok }, put: { operationId: 'feed', responses: ok } },
    };

    assert.deepEqual(
      operationsOf({ paths }).map(({ id }) => id),
      ['getV1PetsId', 'feed'],
    );
  });

  test('includes parameters of its path and of components, under the names of the project', () => {
    const paths = {
      '/v1/customers/{id}': {
        parameters: [{ $ref: '#/components/parameters/Id' }],
        get: { responses: ok },
        patch: { operationId: 'patchIt', responses: ok },
      },
    };
    const Id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };

    for (const operation of operationsOf({ paths, components: { parameters: { Id } } })) {
      assert.equal(operation.path, '/v1/customers/{customerId}');
      assert.deepEqual(
        operation.parameters.map(({ name }) => name),
        ['customerId'],
      );
    }
  });
});

describe('what such a document does not say', () => {
  const create = {
    operationId: 'createCustomer',
    responses: { ...ok, '409': { description: '' } },
  };

  test('is taken from the project, as far as the operation has the statuses; success is its 2xx', () => {
    const { outcomes } = operationOf('post /v1/customers', create);

    assert.deepEqual(outcomes.success, { '200': 'accepted' });
    assert.deepEqual(outcomes.unauthenticated, { '401': 'accepted' });
    assert.deepEqual(outcomes.conflict, { '409': 'accepted' });
  });

  test('is not taken from the project where the user has said it', () => {
    const outcomes = { unauthenticated: { '200': 'accepted' } };

    assert.deepEqual(
      operationOf('post /v1/customers', create, { 'x-outcomes': outcomes }).outcomes.unauthenticated,
      { '200': 'accepted' },
    );
    assert.deepEqual(
      operationOf('post /v1/customers', { ...create, 'x-outcomes': outcomes }).outcomes.unauthenticated,
      { '200': 'accepted' },
    );
  });

  test('about statuses is expanded: ranges and default stand for those that this API uses', () => {
    const responses = {
      '2XX': { description: '' },
      '404': { description: 'gone' },
      default: { description: '' },
    };
    const { responses: answers } = operationOf('get /v1/limits', { responses });

    for (const status of ['200', '400', '401', '404', '503'])
      assert.ok(answers[status], `${status} is not described`);
    assert.equal(answers.default, undefined);
  });

  test('about authentication is as in the project', () => {
    assert.equal(operationOf('post /v1/api-keys/exchange', { responses: ok }).security, 'basic');
    assert.equal(
      operationOf('post /v1/api-keys/exchange', { responses: ok, security: [] }).security,
      'basic',
    );
    assert.equal(operationOf('get /v1/customers', { responses: ok }).security, 'bearer');
    assert.equal(operationOf('get /v1/customers', { responses: ok, security: [] }).security, 'none');
    assert.equal(operationOf('get /v1/pets', { responses: ok }).security, 'none');
  });

  test('about removal is as in the project, so that what is created is removed or listed as left over', () => {
    assert.deepEqual(operationOf('post /v1/customers', create).removal, {
      operation: 'removeCustomer',
      parameter: 'customerId',
      pointer: '/id',
    });
  });

  test('about unset properties means that they are absent', () => {
    assert.deepEqual(adopted({}).document['x-unset-fields'], { absent: 'accepted' });
    assert.deepEqual(
      adopted({ 'x-unset-fields': { absent: 'accepted', null: 'accepted' } }).document['x-unset-fields'],
      {
        absent: 'accepted',
        null: 'accepted',
      },
    );
  });
});

describe('the description of the project, given as that of a user', () => {
  test('has every operation in the same group and profile, whatever its tags are called', () => {
    const text = own.text.replaceAll('tags: [', 'tags: [Our ');
    const theirs = effectiveDescription({ own, foreign: { file: 'copy.yaml', text }, overlays: [] });
    const ours = effectiveDescription({ own, overlays: [] });
    const groups = ({ document }: EffectiveDescription): unknown =>
      operationTable(document).operations.map(({ id, group }) => [id, group, isCore(id)]);

    assert.notEqual(text, own.text);
    assert.deepEqual(groups(theirs), groups(ours));
  });

  test('keeps every operation, outcome and removal, without a note', () => {
    const theirs = effectiveDescription({ own, foreign: { ...own, file: 'copy.yaml' }, overlays: [] });
    const ours = contractOf(effectiveDescription({ own, overlays: [] }).document).table.operations;
    const told = ({ id, path: address, outcomes, removal, security, certainty }: Operation): unknown => ({
      id,
      address,
      outcomes,
      removal,
      security,
      certainty,
    });

    assert.deepEqual(theirs.notes, []);
    assert.deepEqual(contractOf(theirs.document).table.operations.map(told), ours.map(told));
  });
});
