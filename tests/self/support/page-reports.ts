import { conformanceOf } from '../../../src/verdict/conformance.ts';
import type { Conformance, VerdictReport, WaiverReport } from '../../../src/verdict/reports/report-types.ts';
import { factsOf, outcomeOf, recordOf, waiverOf } from './run-records.ts';

/** The result of a run in which one test passed, with the given parts replaced. */
export function reportOf(parts: Partial<Conformance> = {}): Conformance {
  return { ...conformanceOf(factsOf({}), recordOf({ outcomes: [outcomeOf({})] })), ...parts };
}

/** A verdict with blame `api` and every optional part, worded as a target might word it. */
export function verdictOf(text: string, parts: Partial<VerdictReport> = {}): VerdictReport {
  return {
    level: 'MUST',
    operation: 'createCustomer',
    pointer: `/${text}`,
    verdict: 'failed',
    blame: 'api',
    reason: text,
    count: 3,
    source: `/components/${text}`,
    witness: {
      test: 'a-test',
      index: 2,
      request: `POST /v1/customers?${text}`,
      answer: { status: 201, body: text },
      curl: `curl -X POST ${text}`,
    },
    ...parts,
  };
}

/** A report with content in every part, all of it in words that the target chose. */
export function fullReport(text: string): Conformance {
  const report = reportOf({ result: 'failed', problems: [text] });
  const verdicts: VerdictReport[] = [
    ...['a', 'b', 'c', 'd'].map((letter) => verdictOf(text, { pointer: `/${letter}${text}` })),
    verdictOf(text, { verdict: 'not testable', blame: 'environment', witness: undefined }),
    verdictOf(text, { verdict: 'not testable', blame: 'api', operation: undefined }),
    verdictOf(text, { verdict: 'warned', level: 'SHOULD' }),
    verdictOf(text, { verdict: 'waived', waiver: 'waivers.yaml:2' }),
    verdictOf(text, { verdict: 'observed', level: 'MAY', blame: undefined }),
  ];
  const waiver = waiverOf({ reason: text, owner: text, ticket: text });
  const waivers: WaiverReport[] = [
    { ...waiver, state: 'used' },
    { ...waiver, operation: 'createCustomer', pointer: `/${text}`, state: 'expired', problem: text },
  ];
  return {
    ...report,
    target: { name: text, kind: 'sandbox' },
    description: { ...report.description, title: text, version: text, overlays: [text] },
    requirements: report.requirements.map((each) =>
      each.id === 'CUS-001' ? { ...each, verdict: 'failed', verdicts, replay: `npx ${text}` } : each,
    ),
    hindrances: [{ fault: 'timeout', tests: 2, first: text, nextStep: text }],
    waivers,
    observations: [
      { about: text, seen: text, requirement: 'CUS-024' },
      { about: text, seen: text },
    ],
    drift: {
      undescribed: [{ operation: 'createCustomer', pointer: `/${text}` }],
      unseen: [{ operation: 'createCustomer', pointer: `/${text}` }],
    },
    leftovers: [{ operation: 'createCustomer', id: text, reason: text }],
  };
}
