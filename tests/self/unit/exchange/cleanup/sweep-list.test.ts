import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JsonObject } from '../../../../../src/contract/schema/pointers.ts';
import type { LeftBehind } from '../../../../../src/exchange/cleanup/sweep.ts';
import { Refusal } from '../../../../../src/sandbox/http/refusal.ts';
import { operations } from '../../../../../src/sandbox/variants/variant.ts';
import { ledger, onFloor } from './sweep-floor.ts';

const ids = ({ found }: LeftBehind): string[] => found.map(({ id }) => id).sort();

describe('a sweep of an inconsistent list', () => {
  test('leaves alone what a read shows as something else, and counts entries without a valid id', () =>
    onFloor(
      async ({ found, made }) => {
        await made('r-old', 99);
        const left = await found([]);

        assert.deepEqual(ids(left), []);
        assert.deepEqual(
          left.untouched.map(({ reason }) => reason),
          ['carries our mark, but its id is not a string: 4711', 'a read of it shows another resource'],
        );
      },
      operations(['listCustomers', 'retrieveCustomer'], (handle) => (call) => {
        const response = handle(call);
        const { content, ...body } = response.body as { content?: JsonObject[] };
        const others = content?.flatMap((each) => [{ ...each, id: 4711 }, each]);
        return { ...response, body: others ? { ...body, content: others } : { ...body, id: 'another' } };
      }),
    ));

  test('counts an entry whose mark is only in the list, under an id of others', () =>
    onFloor(
      async ({ found, made }) => {
        await made('r-old', 99);
        const left = await found([]);

        assert.deepEqual(ids(left), []);
        assert.deepEqual(
          left.untouched.map(({ reason }) => reason),
          ['it does not carry our mark when it is read, but does in the list'],
        );
      },
      operations(['retrieveCustomer'], (handle) => (call) => {
        const { body, ...response } = handle(call);
        return { ...response, body: { ...(body as object), primaryEmail: { value: 'else@corp.example' } } };
      }),
    ));

  test('reports that the list cannot be read, and removes what ledgers name', () =>
    onFloor(
      async ({ found, made }) => {
        const id = await made('r-ended');
        const left = await found([ledger('r-ended', 'ended', id)]);

        assert.deepEqual(ids(left), [id]);
        assert.deepEqual(left.untouched, [{ id: 'the list of customers', reason: 'returned 404' }]);
      },
      operations(['listCustomers'], () => () => {
        throw new Refusal('unknown');
      }),
    ));
});
