import { expect, test, verifies } from '#fixtures';

test.describe('PUT /v1/documents/{documentId}', () => {
  test('answers the updated document', verifies('DOC-012'), ({ documentCourse }) => {
    const answer = documentCourse.answer('updated');

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toRoundTrip(documentCourse.noted('change'));
  });

  test('stores what was submitted', verifies('DOC-013'), ({ documentCourse }) => {
    const answer = documentCourse.answer('reread');

    expect(answer).toRoundTrip(documentCourse.noted('change'));
  });

  test('leaves the type as it was', verifies('DOC-014'), ({ documentCourse }) => {
    const answer = documentCourse.answer('rereadRetyped');

    expect(answer).toKeep(documentCourse.noted('document'), 'documentType');
  });

  test('refuses an issuing date in the future', verifies('DOC-015'), ({ documentCourse }) => {
    const answer = documentCourse.answer('issuedLater');

    expect(answer).toMatchContract('invalid');
  });
});
