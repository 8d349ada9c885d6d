import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/watchlist-events', () => {
  test('lists events with pagination', verifies('IDV-019'), async ({ api }) => {
    const response = await api.send('listWatchlistEvents', { query: { sort: ['createdAt,DESC'] } });

    expect(response).toMatchContract('success');
  });

  test('lists only the events of an account', verifies('IDV-020'), async ({ api, application }) => {
    const { accountId } = application;
    const response = await api.send('listWatchlistEvents', { query: { accountId: [accountId] } });

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toContainOnly({ accountId });
  });
});
