import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/api-keys/exchange', () => {
  test('returns an access token with its lifetime', verifies('AUT-001'), async ({ api }) => {
    const answer = await api.send('exchangeApiKey');

    expect(answer).toMatchContract('success');
  });

  test('rejects a wrong secret', verifies('AUT-003'), async ({ api, forgedAuthorization }) => {
    const answer = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.wrongSecret });

    expect(answer).toMatchContract('unauthenticated');
  });

  test('rejects an unknown API key', verifies('AUT-004'), async ({ api, forgedAuthorization }) => {
    const answer = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.unknownKey });

    expect(answer).toMatchContract('unauthenticated');
  });

  test('rejects a request without credentials', verifies('AUT-005'), async ({ anonymousApi }) => {
    const answer = await anonymousApi.send('exchangeApiKey');

    expect(answer).toMatchContract('unauthenticated');
  });

  test(
    'rejects a malformed Authorization header',
    verifies('AUT-006'),
    async ({ api, forgedAuthorization }) => {
      const answer = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.malformed });

      expect(answer).toMatchContract('malformedCredentials');
    },
  );

  test(
    'records whether garbage after the credentials is accepted',
    verifies('AUT-012'),
    async ({ api, forgedAuthorization }) => {
      const answer = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.garbled });

      expect(answer).toMatchContract('garbledCredentials');
    },
  );

  test('rejects half of a key and secret', verifies('AUT-009'), async ({ api, forgedAuthorization }) => {
    for (const [name, authorization] of forgedAuthorization.halves) {
      await test.step(name, async () => {
        const answer = await api.attempt('exchangeApiKey', { authorization });

        expect.soft(answer).toMatchContract('malformedCredentials');
      });
    }
  });
});
