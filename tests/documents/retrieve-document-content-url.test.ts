import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/documents/{documentId}/content-url', () => {
  test('returns a URL for uploading the file', verifies('DOC-016'), async ({ api, document }) => {
    const response = await api.send('retrieveDocumentContentUrl', {
      path: { documentId: document.id },
      query: { contentUrlType: 'UPLOAD', contentLength: 2048, fileExtension: 'PDF' },
    });

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toHaveProperties({ allowed: 'PUT' });
  });

  test(
    'rejects the download URL of a file that is not scanned',
    verifies('DOC-017'),
    async ({ api, document }) => {
      const response = await api.send('retrieveDocumentContentUrl', {
        path: { documentId: document.id },
        query: { contentUrlType: 'DOWNLOAD' },
      });

      expect(response).toMatchContract('unscanned');
    },
  );
});
