import { expect, test, verifies } from '#fixtures';

test.describe('a filter of listCustomers', () => {
  test('evaluates no filter value as a condition', verifies('LST-027'), async ({ injections }) => {
    for (const { name, send } of injections) {
      await test.step(name, async () => {
        const { response, counts } = await send();

        expect.soft(response).toIgnoreInjection(counts);
      });
    }
  });

  test(
    'reads wildcard characters in filter values as themselves',
    verifies('LST-028'),
    async ({ patterns: { customer, trials } }) => {
      for (const { name, send } of trials) {
        await test.step(name, async () => {
          const response = await send();

          expect.soft(response).toIgnoreWildcards(customer);
        });
      }
    },
  );
});
