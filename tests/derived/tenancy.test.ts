import { expect, operationsOf, test, verifies } from '#fixtures';

test.describe('every operation on a customer', () => {
  for (const { operation, profile } of operationsOf('SEC-013')) {
    test(
      `${operation} is closed to other business accounts`,
      verifies('SEC-013', operation, profile),
      async ({ asOtherTenant }) => {
        const answer = await asOtherTenant(operation);

        expect(answer).toMatchContract('forbidden');
      },
    );
  }

  test(
    'lists no customer to other business accounts',
    verifies('SEC-015'),
    async ({ listedToOtherTenant }) => {
      const answer = await listedToOtherTenant();

      expect(answer).toHold({ totalElements: 0 });
    },
  );

  test('changes nothing for other business accounts', verifies('SEC-014'), async ({ afterOtherTenant }) => {
    const { before, answer } = await afterOtherTenant(operationsOf('SEC-013'));

    expect(answer).toAgreeWith(before);
  });
});
