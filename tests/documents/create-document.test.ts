import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/documents', () => {
  test('returns the registered document', verifies('DOC-001'), ({ documentScenario }) => {
    const response = documentScenario.response('registered');

    expect(response).toMatchContract('success');
  });

  test('returns the upload URL', verifies('DOC-002'), ({ documentScenario }) => {
    const response = documentScenario.response('registered');

    expect(response).toHavePropertiesAt('/url/value');
  });

  test('returns every submitted property', verifies('DOC-003'), ({ documentScenario }) => {
    const response = documentScenario.response('registered');

    expect(response).toRoundTrip(documentScenario.noted('draft'));
  });
});
