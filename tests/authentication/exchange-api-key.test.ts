import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/api-keys/exchange', () => {
  test('returns an access token with its lifetime', verifies('AUT-001'), async ({ api }) => {
    const response = await api.send('exchangeApiKey');

    expect(response).toMatchContract('success');
  });

  test('rejects a wrong secret', verifies('AUT-003'), async ({ api, forgedAuthorization }) => {
    const response = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.wrongSecret });

    expect(response).toMatchContract('unauthenticated');
  });

  test('rejects an unknown API key', verifies('AUT-004'), async ({ api, forgedAuthorization }) => {
    const response = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.unknownKey });

    expect(response).toMatchContract('unauthenticated');
  });

  test('rejects a request without credentials', verifies('AUT-005'), async ({ anonymousApi }) => {
    const response = await anonymousApi.send('exchangeApiKey');

    expect(response).toMatchContract('unauthenticated');
  });

  test(
    'rejects a malformed Authorization header',
    verifies('AUT-006'),
    async ({ api, forgedAuthorization }) => {
      const response = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.malformed });

      expect(response).toMatchContract('malformedCredentials');
    },
  );

  test(
    'records whether garbage after the credentials is accepted',
    verifies('AUT-012'),
    async ({ api, forgedAuthorization }) => {
      const response = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.garbled });

      expect(response).toMatchContract('garbledCredentials');
    },
  );

  test('rejects half of a key and secret', verifies('AUT-009'), async ({ api, forgedAuthorization }) => {
    for (const [name, authorization] of forgedAuthorization.halves) {
      await test.step(name, async () => {
        const response = await api.attempt('exchangeApiKey', { authorization });

        expect.soft(response).toMatchContract('malformedCredentials');
      });
    }
  });
});
