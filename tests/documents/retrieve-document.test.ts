import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/documents/{documentId}', () => {
  test('returns the document', verifies('DOC-004'), ({ documentScenario }) => {
    const answer = documentScenario.answer('retrieved');

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toKeepProperties(documentScenario.noted('document'), 'id');
  });

  test('returns every submitted property', verifies('DOC-005'), ({ documentScenario }) => {
    const answer = documentScenario.answer('retrieved');

    expect(answer).toRoundTrip(documentScenario.noted('draft'));
  });

  test('returns a documented status', verifies('DOC-006'), ({ documentScenario }) => {
    const answer = documentScenario.answer('retrieved');

    expect(answer).toMatchContract('success');
  });
});
