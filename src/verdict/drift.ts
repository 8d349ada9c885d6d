import type { CoverageReport } from './reports/coverage-report.ts';
import type { ResponseField, Drift } from './reports/report-types.ts';
import type { Verdict } from './verdicts.ts';

/** Response properties that are not described, and described properties that were never returned; the latter in whole runs only. */
export function driftOf(verdicts: readonly Verdict[], coverage: CoverageReport): Drift {
  const undescribed = verdicts.filter(
    ({ requirement, verdict }) => requirement === 'ANS-005' && verdict !== 'passed',
  );
  const answered = coverage.criteria.find(({ criterion }) => criterion === 'answerProperties');
  const unseen = coverage.partial
    ? []
    : [...(answered?.missing ?? []), ...(answered?.doubtful.missing ?? [])];
  return {
    undescribed: undescribed.map(({ operation = '', pointer }) => ({ operation, pointer })),
    unseen: unseen.map(fieldOf),
  };
}

/** Parses the name of a coverage item: operation, space, pointer. */
function fieldOf(name: string): ResponseField {
  const [operation = '', ...pointer] = name.split(' ');
  return { operation, pointer: pointer.join(' ') };
}
