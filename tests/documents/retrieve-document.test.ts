import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/documents/{documentId}', () => {
  test('answers the document', verifies('DOC-004'), ({ documentCourse }) => {
    const answer = documentCourse.answer('retrieved');

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toKeep(documentCourse.noted('document'), 'id');
  });

  test('holds what was submitted', verifies('DOC-005'), ({ documentCourse }) => {
    const answer = documentCourse.answer('retrieved');

    expect(answer).toRoundTrip(documentCourse.noted('draft'));
  });

  test('tells the status', verifies('DOC-006'), ({ documentCourse }) => {
    const answer = documentCourse.answer('retrieved');

    expect(answer).toMatchContract('success');
  });
});
