import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/documents', () => {
  test('answers the document that was registered', verifies('DOC-001'), ({ documentScenario }) => {
    const answer = documentScenario.answer('registered');

    expect(answer).toMatchContract('success');
  });

  test('tells the URL for the file', verifies('DOC-002'), ({ documentScenario }) => {
    const answer = documentScenario.answer('registered');

    expect(answer).toTell('/url/value');
  });

  test('keeps every submitted field', verifies('DOC-003'), ({ documentScenario }) => {
    const answer = documentScenario.answer('registered');

    expect(answer).toRoundTrip(documentScenario.noted('draft'));
  });
});
