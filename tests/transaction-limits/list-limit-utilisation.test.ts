import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/limits/utilisation', () => {
  test('lists the utilisation of limits', verifies('LIM-012'), async ({ api, listedCustomer }) => {
    const { id: scopeId } = listedCustomer;
    const response = await api.send('listLimitUtilisation', { query: { scopeId, scopeType: 'CUSTOMER' } });

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toContainOnly({ scopeId, scopeType: 'CUSTOMER' });
  });

  test('returns the amounts of the limits', verifies('LIM-013'), async ({ api, customer, limits }) => {
    const response = await api.send('listLimitUtilisation', {
      query: { scopeId: customer.id, scopeType: 'CUSTOMER' },
    });

    expect(response).toReportUtilization(limits);
  });

  test('returns zero for a new customer', verifies('LIM-014'), async ({ api, customer, limits: _ }) => {
    const response = await api.send('listLimitUtilisation', {
      query: { scopeId: customer.id, scopeType: 'CUSTOMER' },
    });

    expect(response).toContainOnly({ deductionAmount: 0 });
  });

  test('lists the utilisation up to a given day', verifies('LIM-015'), async ({ api, listedCustomer }) => {
    const response = await api.send('listLimitUtilisation', {
      query: { scopeId: listedCustomer.id, scopeType: 'CUSTOMER', referenceDate: '2025-01-31' },
    });

    expect(response).toMatchContract('success');
  });

  test('rejects a missing scopeId', verifies('LIM-003', 'listLimitUtilisation'), async ({ api }) => {
    const response = await api.attempt('listLimitUtilisation', {
      query: { scopeType: 'CUSTOMER' },
      breaks: { pointer: 'query scopeId', rule: 'required' },
    });

    expect(response).toMatchContract('invalid');
  });

  test(
    'rejects a missing scopeType',
    verifies('LIM-004', 'listLimitUtilisation'),
    async ({ api, customer }) => {
      const response = await api.attempt('listLimitUtilisation', {
        query: { scopeId: customer.id },
        breaks: { pointer: 'query scopeType', rule: 'required' },
      });

      expect(response).toMatchContract('invalid');
    },
  );
});
