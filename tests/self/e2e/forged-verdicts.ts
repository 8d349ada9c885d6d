import type { Forgery, ForgeryCase } from './recorded-folder.ts';

type Report = Forgery['conformance']['requirements'][number];

/** Changes the report of the requirement. */
function reported(change: (report: Report) => void): ForgeryCase['change'] {
  return ({ conformance }, requirement) => {
    const report = conformance.requirements.find(({ id }) => id === requirement);
    if (report) change(report);
  };
}

/** Ways to forge a verdict without changing its evidence. */
export const forgedVerdicts: readonly ForgeryCase[] = [
  {
    ...{ name: 'a verdict', requirement: 'CUS-005' },
    change: reported(({ verdicts }) => {
      for (const each of verdicts) each.verdict = 'failed';
    }),
    told: ['verdicts', /^CUS-005 createCustomer: recorded failed, the evidence says passed/],
  },
  {
    ...{ name: 'a verdict that is gone', requirement: 'CUS-021' },
    change: reported(({ verdicts }) => void verdicts.splice(0)),
    told: ['verdicts', /^CUS-021 suspendCustomer: recorded nothing, the evidence says passed$/],
  },
  {
    ...{ name: 'a failed verdict that was made to pass', requirement: 'LIM-005' },
    change: reported((report) => {
      report.verdict = 'passed';
      for (const each of report.verdicts) each.verdict = 'passed';
    }),
    told: ['verdicts', /^LIM-005 updateLimit.*: recorded passed, the evidence says failed/],
  },
];
