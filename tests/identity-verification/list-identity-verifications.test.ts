import { expect, test, verifies } from '#fixtures';

test.describe('GET /v1/identity-verifications', () => {
  test('lists applications with pagination', verifies('IDV-010'), async ({ api, application }) => {
    const response = await api.send('listIdentityVerifications', { query: { sort: ['createdAt,DESC'] } });

    expect.soft(response).toMatchContract('success');
    expect.soft(response).toContainSummary(application);
  });

  test(
    'lists the applications of a day',
    verifies('IDV-011'),
    async ({ api, application, applicationDays: { day } }) => {
      const response = await api.send('listIdentityVerifications', {
        query: { createdDateFrom: day, createdDateTo: day, sort: ['createdAt,DESC'] },
      });

      expect(response).toContainResources({ id: application.id });
    },
  );

  test(
    'does not list applications of later days',
    verifies('IDV-012'),
    async ({ api, application, applicationDays: { dayBefore } }) => {
      const response = await api.send('listIdentityVerifications', {
        query: { createdDateTo: dayBefore, sort: ['createdAt,DESC'] },
      });

      expect(response).toExcludeResources(application);
    },
  );

  test(
    'does not list applications of earlier days',
    verifies('IDV-012'),
    async ({ api, application, applicationDays: { dayAfter } }) => {
      const response = await api.send('listIdentityVerifications', {
        query: { createdDateFrom: dayAfter, sort: ['createdAt,DESC'] },
      });

      expect(response).toExcludeResources(application);
    },
  );

  test(
    'reads days in the requested time zone',
    verifies('IDV-013'),
    async ({ api, application, applicationDays: { dayThere: day, zone } }) => {
      const response = await api.send('listIdentityVerifications', {
        query: { createdDateFrom: day, createdDateTo: day, timeZone: zone, sort: ['createdAt,DESC'] },
      });

      expect(response).toContainResources({ id: application.id });
    },
  );

  test('lists the applications with a status', verifies('IDV-014'), async ({ api, completedApplication }) => {
    const response = await api.send('listIdentityVerifications', {
      query: { status: 'COMPLETED', sort: ['createdAt,DESC'] },
    });

    expect.soft(response).toContainResources({ id: completedApplication.id });
    expect.soft(response).toContainOnly({ latestStatus: 'COMPLETED' });
  });

  test(
    'does not list applications with other statuses',
    verifies('IDV-014'),
    async ({ api, completedApplication }) => {
      const response = await api.send('listIdentityVerifications', {
        query: { status: 'ERROR', sort: ['createdAt,DESC'] },
      });

      expect(response).toExcludeResources(completedApplication);
    },
  );

  test(
    'lists the applications completed in a date range',
    verifies('IDV-015'),
    async ({ api, completedApplication, applicationDays: { day, dayAfter } }) => {
      const response = await api.send('listIdentityVerifications', {
        query: { completedDateFrom: day, completedDateTo: dayAfter, sort: ['createdAt,DESC'] },
      });

      expect(response).toContainResources({ id: completedApplication.id });
    },
  );

  test('lists the applications under a profile', verifies('IDV-016'), async ({ api, application }) => {
    const { id, identityVerificationProfileId } = application;
    const response = await api.send('listIdentityVerifications', {
      query: { identityVerificationProfileId, sort: ['createdAt,DESC'] },
    });

    expect.soft(response).toContainResources({ id });
    expect.soft(response).toContainOnly({ identityVerificationProfileId });
  });

  test('lists the applications of given account types', verifies('IDV-017'), async ({ api, application }) => {
    const response = await api.send('listIdentityVerifications', {
      query: { accountTypes: ['INDIVIDUAL_CUSTOMER'], sort: ['createdAt,DESC'] },
    });

    expect.soft(response).toContainResources({ id: application.id });
    expect.soft(response).toContainOnly({ accountType: 'INDIVIDUAL_CUSTOMER' });
  });

  test(
    'lists the applications with an outcome',
    verifies('IDV-018'),
    async ({ api, completedApplication }) => {
      const { id, outcome } = completedApplication;
      const response = await api.send('listIdentityVerifications', {
        query: { outcome, sort: ['createdAt,DESC'] },
      });

      expect(response).toContainResources({ id });
    },
  );
});
