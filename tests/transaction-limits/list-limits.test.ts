import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/limits', () => {
  test('lists the limits of a customer', verifies('LIM-001'), async ({ api, listedCustomer }) => {
    const { id: scopeId } = listedCustomer;
    const response = await api.send('listLimits', { query: { scopeId, scopeType: 'CUSTOMER' } });

    expect(response).toMatchContract('success');
  });

  test('does not list limits of another scope', verifies('LIM-002'), async ({ api, listedCustomer }) => {
    const { id: scopeId } = listedCustomer;
    const response = await api.send('listLimits', { query: { scopeId, scopeType: 'CUSTOMER' } });

    expect(response).toContainOnly({ scopeId, scopeType: 'CUSTOMER' });
  });

  test('rejects a missing scopeId', verifies('LIM-003', 'listLimits'), async ({ api }) => {
    const response = await api.attempt('listLimits', {
      query: { scopeType: 'CUSTOMER' },
      breaks: { pointer: 'query scopeId', rule: 'required' },
    });

    expect(response).toMatchContract('invalid');
  });

  test('rejects a missing scopeType', verifies('LIM-004', 'listLimits'), async ({ api, customer }) => {
    const response = await api.attempt('listLimits', {
      query: { scopeId: customer.id },
      breaks: { pointer: 'query scopeType', rule: 'required' },
    });

    expect(response).toMatchContract('invalid');
  });
});
