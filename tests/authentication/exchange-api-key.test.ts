import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/api-keys/exchange', () => {
  test('answers an access token with its lifetime', verifies('AUT-001'), async ({ api }) => {
    const answer = await api.send('exchangeApiKey');

    expect(answer).toMatchContract('success');
  });

  test('refuses a wrong secret', verifies('AUT-003'), async ({ api, forgedAuthorization }) => {
    const answer = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.wrongSecret });

    expect(answer).toMatchContract('unauthenticated');
  });

  test('refuses an unknown key', verifies('AUT-004'), async ({ api, forgedAuthorization }) => {
    const answer = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.unknownKey });

    expect(answer).toMatchContract('unauthenticated');
  });

  test('refuses a caller without credentials', verifies('AUT-005'), async ({ anonymousApi }) => {
    const answer = await anonymousApi.send('exchangeApiKey');

    expect(answer).toMatchContract('unauthenticated');
  });

  test('refuses a malformed header', verifies('AUT-006'), async ({ api, forgedAuthorization }) => {
    const answer = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.malformed });

    expect(answer).toMatchContract('malformedCredentials');
  });

  test('is open on garbage behind a pair', verifies('AUT-012'), async ({ api, forgedAuthorization }) => {
    const answer = await api.attempt('exchangeApiKey', { authorization: forgedAuthorization.garbled });

    expect(answer).toMatchContract('garbledCredentials');
  });

  test('refuses half of a pair', verifies('AUT-009'), async ({ api, forgedAuthorization }) => {
    for (const [name, authorization] of forgedAuthorization.halves) {
      await test.step(name, async () => {
        const answer = await api.attempt('exchangeApiKey', { authorization });

        expect.soft(answer).toMatchContract('malformedCredentials');
      });
    }
  });
});
