import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/documents', () => {
  test('returns the registered document', verifies('DOC-001'), ({ documentScenario }) => {
    const answer = documentScenario.answer('registered');

    expect(answer).toMatchContract('success');
  });

  test('returns the upload URL', verifies('DOC-002'), ({ documentScenario }) => {
    const answer = documentScenario.answer('registered');

    expect(answer).toHavePropertiesAt('/url/value');
  });

  test('returns every submitted property', verifies('DOC-003'), ({ documentScenario }) => {
    const answer = documentScenario.answer('registered');

    expect(answer).toRoundTrip(documentScenario.noted('draft'));
  });
});
