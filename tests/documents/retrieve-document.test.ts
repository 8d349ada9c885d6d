import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/documents/{documentId}', () => {
  test('returns the document', verifies('DOC-004'), ({ documentScenario }) => {
    const response = documentScenario.response('retrieved');

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toKeepProperties(documentScenario.noted('document'), 'id');
  });

  test('returns every submitted property', verifies('DOC-005'), ({ documentScenario }) => {
    const response = documentScenario.response('retrieved');

    expect(response).toRoundTrip(documentScenario.noted('draft'));
  });

  test('returns a documented status', verifies('DOC-006'), ({ documentScenario }) => {
    const response = documentScenario.response('retrieved');

    expect(response).toMatchContract('success');
  });
});
