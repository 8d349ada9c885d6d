import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { arranged } from '../../../../../src/exchange/setup/arrange.ts';
import {
  ours,
  theirs,
  third,
  draft,
  stranger,
  created,
  page,
  taken,
  create,
  update,
  says,
  create1,
  read,
  readTheirs,
  change,
  remove,
  lookups,
} from '../../../support/shared-target.ts';

describe('the resource in the response to a create', () => {
  test('belongs to the run if it carries the mark; it is read once before it is changed and removed', async () => {
    const responses = { [create1]: created, [read]: created, [change]: created, [remove]: {} };
    const { asked, recorder } = await taken(responses, async (api) => {
      await create(api);
      await update(api, ours);
      await update(api, ours);
    });

    assert.deepEqual(asked, [create1, read, change, change, remove]);
    assert.equal(says(recorder), 0);
  });

  test('is not read again if a test has read it', async () => {
    const { asked } = await taken({ [create1]: created, [read]: created, [remove]: {} }, async (api) => {
      await create(api);
      await api.send('retrieveCustomer', { path: { customerId: ours } });
    });

    assert.deepEqual(asked, [create1, read, remove]);
  });

  test('belongs to the run even if no read shows it, because writes may lag', async () => {
    const { asked } = await taken({ [create1]: created, [remove]: {} }, create);

    assert.deepEqual(asked.slice(0, 3), [create1, read, remove]);
  });

  test('belongs to the run if it shows only its id, and a read of it shows the mark', async () => {
    const responses = { [create1]: { id: ours }, [read]: created, [remove]: {} };
    const { asked, recorder } = await taken(responses, create);

    assert.deepEqual(asked, [create1, read, remove]);
    assert.equal(says(recorder), 0);
  });

  test('may be a customer of others: nothing is sent there, and what was really created is found and removed', async () => {
    const list = { [lookups[0] ?? '']: page(stranger, created) };
    const responses = { [create1]: stranger, [readTheirs]: stranger, [read]: created, [remove]: {}, ...list };
    const { asked, recorder, ended } = await taken(responses, async (api, { known: shown }) => {
      const response = await api.send('createCustomer', { body: draft });
      assert.deepEqual(shown, [], 'its values may not be shown');
      arranged(response, 'id');
    });

    assert.deepEqual([ended, says(recorder)], ['api', 1]);
    assert.deepEqual(asked, [create1, readTheirs, lookups[0], read, remove]);
  });

  test('may be a customer of others, who is read once per test, however often that happens', async () => {
    const { asked, recorder, left } = await taken(
      {
        [create1]: stranger,
        [readTheirs]: stranger,
        ...Object.fromEntries(lookups.map((each) => [each, page()])),
      },
      async (api) => {
        await create(api);
        await create(api);
      },
    );

    assert.deepEqual(asked, [create1, readTheirs, create1, ...lookups, ...lookups]);
    assert.deepEqual([says(recorder), left], [2, []]);
  });

  test('may show what was sent under the id of others: that is left alone, and the right one is found', async () => {
    const echoed = { ...draft, id: theirs };
    const list = { [lookups[0] ?? '']: page(created) };
    const responses = { [create1]: echoed, [readTheirs]: stranger, [read]: created, [remove]: {}, ...list };
    const { asked, recorder, ended } = await taken(responses, async (api) => {
      await create(api);
      await update(api, theirs);
    });

    assert.deepEqual([ended, says(recorder)], ['api', 1]);
    assert.deepEqual(asked, [create1, readTheirs, lookups[0], read, remove]);
  });

  test('may have an id that does not exist: the right one is found by its mark', async () => {
    const list = { [lookups[0] ?? '']: page(created) };
    const responses = { [create1]: { ...draft, id: third }, [read]: created, [remove]: {}, ...list };
    const { asked } = await taken(responses, create);

    assert.deepEqual(asked.slice(-3), [lookups[0], read, remove]);
  });

  test('is left alone if a read of it shows a customer of others, because either may be wrong', async () => {
    const { asked, left } = await taken({ [create1]: created, [read]: stranger }, create);

    assert.deepEqual(asked, [create1, read]);
    assert.deepEqual(left, [ours]);
  });

  test('is left alone if a read of it shows another resource of the run, because the id may be that of others', async () => {
    const { asked, left } = await taken({ [create1]: created, [read]: { ...created, id: third } }, create);

    assert.deepEqual(asked, [create1, read]);
    assert.deepEqual(left, [ours]);
  });

  test('is not read in the embedded sandbox, which has no data of others', async () => {
    const { asked } = await taken({ [create1]: created, [remove]: {} }, create, 'embedded');

    assert.deepEqual(asked.slice(0, 2), [create1, remove]);
  });
});
