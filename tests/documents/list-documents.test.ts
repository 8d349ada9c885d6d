import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/documents', () => {
  test('lists documents with pagination', verifies('DOC-007'), async ({ api, document }) => {
    const response = await api.send('listDocuments', { query: { holderId: document.holderId } });

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toContainResources({ id: document.id });
  });

  test('lists the documents of a holder', verifies('DOC-008'), async ({ api, document }) => {
    const { id, holderId } = document;
    const response = await api.send('listDocuments', { query: { holderId } });

    expect.soft(response).toContainResources({ id });
    expect.soft(response).toContainOnly({ id });
  });

  test(
    'lists nothing for a holder without documents',
    verifies('DOC-008'),
    async ({ api, document, listedCustomer }) => {
      const response = await api.send('listDocuments', { query: { holderId: listedCustomer.id } });

      expect(response).toExcludeResources(document);
    },
  );

  test('lists the documents of any of several types', verifies('DOC-009'), async ({ api, document }) => {
    const { id, holderId } = document;
    const response = await api.send('listDocuments', {
      query: { holderId, documentTypes: ['other', 'passport'] },
    });

    expect(response).toContainResources({ id });
  });

  test('does not list documents of other types', verifies('DOC-009'), async ({ api, document }) => {
    const { holderId } = document;
    const response = await api.send('listDocuments', {
      query: { holderId, documentTypes: ['other', 'tax'] },
    });

    expect(response).toExcludeResources(document);
  });

  test('lists the documents with a status', verifies('DOC-010'), async ({ api, document }) => {
    const { id, holderId, status } = document;
    const response = await api.send('listDocuments', { query: { holderId, documentStatus: status } });

    expect(response).toContainResources({ id });
  });

  test('does not list documents with other statuses', verifies('DOC-010'), async ({ api, document }) => {
    const { holderId } = document;
    const response = await api.send('listDocuments', { query: { holderId, documentStatus: 'MALICIOUS' } });

    expect(response).toExcludeResources(document);
  });

  test('lists documents with the submitted values', verifies('DOC-011'), ({ documentScenario }) => {
    const { id } = documentScenario.noted('document');
    const response = documentScenario.response('listed');

    expect(response).toContainSummary({ ...documentScenario.noted('draft'), id });
  });
});
