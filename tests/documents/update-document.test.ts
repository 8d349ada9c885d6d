import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/documents/{documentId}', () => {
  test('returns the updated document', verifies('DOC-012'), ({ documentScenario }) => {
    const answer = documentScenario.answer('updated');

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toRoundTrip(documentScenario.noted('change'));
  });

  test('returns every submitted property after the update', verifies('DOC-013'), ({ documentScenario }) => {
    const answer = documentScenario.answer('reread');

    expect(answer).toRoundTrip(documentScenario.noted('change'));
  });

  test('does not change the type', verifies('DOC-014'), ({ documentScenario }) => {
    const answer = documentScenario.answer('rereadRetyped');

    expect(answer).toKeepProperties(documentScenario.noted('document'), 'documentType');
  });

  test('rejects an issue date in the future', verifies('DOC-015'), ({ documentScenario }) => {
    const answer = documentScenario.answer('issuedLater');

    expect(answer).toMatchContract('invalid');
  });
});
