import type { ExpectedBlame } from './blame-row.ts';
import { refuse, type Trouble } from './blame-server.ts';

/** What a target in trouble does to operations once the tests have begun. */
export function troubleByRoute(): Trouble {
  const troubles = troublesByRoute();
  return (passing, response) => troubles[passing.route]?.(passing, response) ?? false;
}

function troublesByRoute(): Record<string, Trouble> {
  let isFirst = true;
  return {
    'GET /v1/limits': (_, response) => Boolean(response.socket?.destroy()),
    'GET /v1/limits/utilisation': () => true,
    'GET /v1/documents': (_, response) => Boolean(response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n')),
    'PUT /v1/customers/{id}': (_, response) => refuse(response, 502),
    'PUT /v1/customers/{id}/suspend': (_, response) => refuse(response, 503),
    'GET /v1/identity-verification-profiles': (_, response) => refuse(response, 504),
    'GET /v1/watchlist-events': (_, response) => refuse(response, 429, { 'retry-after': '0' }),
    'GET /v1/customers/{id}': ({ url, ids }, response) =>
      ![...ids].some((id) => url.endsWith(id)) && refuse(response, 503),
    'GET /v1/customers': ({ url }, response) => {
      const isOnce = isFirst && url.includes('externalId=');
      if (isOnce) isFirst = false;
      return (isOnce || !url.includes('externalId=')) && refuse(response, 503);
    },
    'DELETE /v1/customers/{id}': (_, response) => {
      response.writeHead(202).end();
      return true;
    },
  };
}

/** What must be said of requirements at that target. */
export const troubledRows: ExpectedBlame[] = [
  {
    requirement: 'LIM-001',
    cause: 'a socket destroyed',
    blame: 'environment',
    fault: 'reset',
    verdict: 'not testable',
    says: /closed the connection/,
  },
  {
    requirement: 'LIM-012',
    cause: 'no answer',
    blame: 'environment',
    fault: 'timeout',
    verdict: 'not testable',
    says: /did not answer within 1000 ms/,
  },
  {
    requirement: 'DOC-007',
    cause: 'a response that is not HTTP',
    blame: 'environment',
    fault: 'protocol',
    verdict: 'not testable',
    says: /is not HTTP/,
  },
  {
    requirement: 'CUS-042',
    cause: '502 to a whole operation',
    blame: 'environment',
    fault: 'badGateway',
    verdict: 'not testable',
    says: /gateway that cannot reach it: 502/,
  },
  {
    requirement: 'CUS-021',
    cause: '503 to a whole operation',
    blame: 'environment',
    fault: 'unavailable',
    verdict: 'not testable',
    says: /temporarily unavailable: 503/,
  },
  {
    requirement: 'IDV-001',
    cause: '504 to a whole operation',
    blame: 'environment',
    fault: 'gatewayTimeout',
    verdict: 'not testable',
    says: /waited for it in vain: 504/,
  },
  {
    requirement: 'IDV-019',
    cause: '429 without end',
    blame: 'environment',
    fault: 'rateLimited',
    verdict: 'not testable',
    says: /rate limit is exhausted: 429/,
  },
  {
    requirement: 'CUS-015',
    cause: '503 to one request, without a control',
    blame: 'environment',
    fault: 'unavailable',
    verdict: 'not testable',
    says: /temporarily unavailable: 503/,
  },
  { requirement: 'AUT-002', cause: '503 once', verdict: 'passed' },
  {
    requirement: 'SEC-002',
    cause: '503 to one request, while its control succeeds',
    blame: 'api',
    verdict: 'failed',
    says: /^status must be 401 or 403 \(unauthenticated\), received 503/,
  },
  {
    requirement: 'CUS-017',
    cause: 'an undescribed status',
    blame: 'api',
    verdict: 'failed',
    says: /received 202/,
  },
];

/** What must be said of requirements at a target that goes away when the first customer is read. */
export const closedRows: ExpectedBlame[] = [
  {
    requirement: 'CUS-011',
    cause: 'a port closed in the midst of a request',
    blame: 'environment',
    fault: 'refused',
    verdict: 'not testable',
    says: /refuses the connection/,
  },
  {
    requirement: 'CUS-013',
    cause: 'a port closed before',
    blame: 'environment',
    fault: 'refused',
    verdict: 'not testable',
    says: /refuses the connection/,
  },
];

/** What must be said of requirements by a description that contradicts itself. */
export const contradictedRows: ExpectedBlame[] = [
  {
    requirement: 'CUS-001',
    cause: 'an example that breaks its own schema',
    blame: 'description',
    verdict: 'not testable',
    says: /contradicts itself: its own sample at #\/components\/examples\/Individual\/value breaks maxLength at #/,
  },
  {
    requirement: 'IDV-001',
    cause: 'a schema of an answer that no value satisfies',
    blame: 'description',
    verdict: 'not testable',
    says: /contradicts itself: no value satisfies both minLength 9 at #.* and maxLength 1 at #/,
  },
  {
    requirement: 'AUT-002',
    cause: 'a schema of a request that no value satisfies',
    blame: 'description',
    verdict: 'not testable',
    says: /no request for listCustomers can be sent: the description contradicts itself/,
  },
  {
    requirement: 'CUS-004',
    cause: 'an invalid request of our own',
    blame: 'suite',
    verdict: 'not testable',
    says: /our own request for createCustomer is wrong and was not sent/,
  },
];
