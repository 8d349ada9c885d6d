import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/watchlist-events', () => {
  test('lists events with pagination', verifies('IDV-019'), async ({ api }) => {
    const answer = await api.send('listWatchlistEvents', { query: { sort: ['createdAt,DESC'] } });

    expect(answer).toMatchContract('success');
  });

  test('lists only the events of an account', verifies('IDV-020'), async ({ api, application }) => {
    const { accountId } = application;
    const answer = await api.send('listWatchlistEvents', { query: { accountId: [accountId] } });

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toContainOnly({ accountId });
  });
});
