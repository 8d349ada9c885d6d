import type { Exchange } from '../../../src/contract/evidence.ts';
import type { Forgery } from './recorded-folder.ts';

/** A change of what a run has left that re-judgement cannot see, as `docs/certify.md` says. */
export interface UnseenForgery {
  name: string;
  requirement: string;
  change: (forgery: Forgery, requirement: string) => void;
}

/** Changes the first exchange with an operation. */
function changed(
  operation: string,
  change: (exchange: Exchange, forgery: Forgery) => void,
): UnseenForgery['change'] {
  return (forgery, requirement) => {
    change(forgery.first(requirement, operation), forgery);
  };
}

/** Replaces every occurrence of a text. */
function everywhere({ records, setup }: Forgery, before: string, now: string): void {
  for (const each of [...records, setup])
    Object.assign(each, JSON.parse(JSON.stringify(each).replaceAll(before, now)));
}

const bodyOf = ({ answer: response }: Exchange): Record<string, unknown> =>
  JSON.parse(response?.body ?? '') as Record<string, unknown>;

/** Changes that a patient holder of the key can make without being noticed. */
export const unseenForgeries: readonly UnseenForgery[] = [
  {
    ...{ name: 'a fabricated response that conforms', requirement: 'LIM-005' },
    change: (forgery, requirement) => {
      for (const exchange of forgery.of(requirement).filter((each) => each.operation === 'updateLimit')) {
        const { amount } = JSON.parse(exchange.request.body ?? '') as { amount: number };
        Object.assign(exchange.answer ?? {}, { body: JSON.stringify({ ...bodyOf(exchange), amount }) });
      }
      const report = forgery.conformance.requirements.find(({ id }) => id === requirement);
      const passed = { level: 'MUST', operation: 'updateLimit', pointer: '', verdict: 'passed', count: 1 };
      Object.assign(report ?? {}, { verdict: 'passed', verdicts: [passed] });
    },
  },
  {
    ...{ name: 'a header that nothing judges', requirement: 'CUS-011' },
    change: changed('retrieveCustomer', ({ answer: response }) => {
      Object.assign(response ?? {}, {
        headers: [...(response?.headers ?? []), ['x-served-by', 'api.example']],
      });
    }),
  },
  {
    ...{ name: 'how long an exchange took', requirement: 'CUS-012' },
    change: changed('retrieveCustomer', (exchange) => (exchange.milliseconds = 1)),
  },
  {
    ...{ name: 'when an exchange began, within the run', requirement: 'CUS-013' },
    change: changed(
      'retrieveCustomer',
      (exchange, { conformance }) => (exchange.startedAt = conformance.startedAt),
    ),
  },
  {
    ...{ name: 'a value that the evidence hides', requirement: 'AUT-001' },
    change: changed('exchangeApiKey', ({ hidden }) => {
      for (const place of Object.keys(hidden?.answer ?? {}))
        Object.assign(hidden?.answer ?? {}, { [place]: `string ${'x'.repeat(43)}` });
    }),
  },
  {
    ...{ name: 'what the checks had noted', requirement: 'CUS-014' },
    change: ({ records, of }, requirement) => {
      const test = of(requirement)[0]?.test;
      const kept = records.filter(
        (each) => each.test !== test || each.kind === 'exchange' || each.kind === 'sharing',
      );
      records.splice(0, records.length, ...kept);
    },
  },
  {
    ...{ name: 'the words of a reason', requirement: 'CUS-024' },
    change: ({ conformance }, requirement) => {
      const report = conformance.requirements.find(({ id }) => id === requirement);
      for (const each of report?.verdicts ?? []) each.reason = 'as the vendor says';
    },
  },
  {
    ...{ name: 'the id of a customer, in every place', requirement: 'CUS-001' },
    change: changed('createCustomer', (exchange, forgery) => {
      everywhere(forgery, String(bodyOf(exchange).id), '2e0f8a3c-94a1-4b5d-8c7e-6f1d2b3a4c5e');
    }),
  },
  {
    ...{
      name: 'the address of the target, in every place, and its TLS certificate',
      requirement: 'CUS-002',
    },
    change: (forgery) => {
      everywhere(forgery, new URL(forgery.setup.target.baseUrl).origin, 'https://api.example');
      forgery.setup.target.tlsCertificate = 'c'.repeat(64);
    },
  },
];
