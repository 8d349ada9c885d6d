import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/documents', () => {
  test('lists documents with pagination', verifies('DOC-007'), async ({ api, document }) => {
    const answer = await api.send('listDocuments', { query: { holderId: document.holderId } });

    expect.soft(answer).toMatchContract('success');
    expect.soft(answer).toContainResources({ id: document.id });
  });

  test('lists the documents of a holder', verifies('DOC-008'), async ({ api, document }) => {
    const { id, holderId } = document;
    const answer = await api.send('listDocuments', { query: { holderId } });

    expect.soft(answer).toContainResources({ id });
    expect.soft(answer).toContainOnly({ id });
  });

  test(
    'lists nothing for a holder without documents',
    verifies('DOC-008'),
    async ({ api, document, listedCustomer }) => {
      const answer = await api.send('listDocuments', { query: { holderId: listedCustomer.id } });

      expect(answer).toExcludeResources(document);
    },
  );

  test('lists the documents of any of several types', verifies('DOC-009'), async ({ api, document }) => {
    const { id, holderId } = document;
    const answer = await api.send('listDocuments', {
      query: { holderId, documentTypes: ['other', 'passport'] },
    });

    expect(answer).toContainResources({ id });
  });

  test('does not list documents of other types', verifies('DOC-009'), async ({ api, document }) => {
    const { holderId } = document;
    const answer = await api.send('listDocuments', { query: { holderId, documentTypes: ['other', 'tax'] } });

    expect(answer).toExcludeResources(document);
  });

  test('lists the documents with a status', verifies('DOC-010'), async ({ api, document }) => {
    const { id, holderId, status } = document;
    const answer = await api.send('listDocuments', { query: { holderId, documentStatus: status } });

    expect(answer).toContainResources({ id });
  });

  test('does not list documents with other statuses', verifies('DOC-010'), async ({ api, document }) => {
    const { holderId } = document;
    const answer = await api.send('listDocuments', { query: { holderId, documentStatus: 'MALICIOUS' } });

    expect(answer).toExcludeResources(document);
  });

  test('lists documents with the submitted values', verifies('DOC-011'), ({ documentScenario }) => {
    const { id } = documentScenario.noted('document');
    const answer = documentScenario.answer('listed');

    expect(answer).toContainSummary({ ...documentScenario.noted('draft'), id });
  });
});
