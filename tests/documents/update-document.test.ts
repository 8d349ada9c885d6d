import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/documents/{documentId}', () => {
  test('returns the updated document', verifies('DOC-012'), ({ documentScenario }) => {
    const response = documentScenario.response('updated');

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toRoundTrip(documentScenario.noted('change'));
  });

  test('returns every submitted property after the update', verifies('DOC-013'), ({ documentScenario }) => {
    const response = documentScenario.response('reread');

    expect(response).toRoundTrip(documentScenario.noted('change'));
  });

  test('does not change the type', verifies('DOC-014'), ({ documentScenario }) => {
    const response = documentScenario.response('rereadRetyped');

    expect(response).toKeepProperties(documentScenario.noted('document'), 'documentType');
  });

  test('rejects an issue date in the future', verifies('DOC-015'), ({ documentScenario }) => {
    const response = documentScenario.response('issuedLater');

    expect(response).toMatchContract('invalid');
  });
});
