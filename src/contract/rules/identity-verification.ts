import { at, breach, type DescribedBody } from '../validation/violation-at.ts';
import { memberOf, membersOf, textOf, type Json } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** The final statuses of an application for identity verification. */
const terminal = new Set(['COMPLETED', 'EXPIRED', 'ERROR']);

/** Whether an application has a final status. */
export function hasEnded(application: Json | undefined): boolean {
  return terminal.has(statusOf(application));
}

/** The violation of an application whose status changed after an earlier response showed a final status. */
export function statusAfterEnd(described: DescribedBody, earlier: readonly Json[]): Violation[] {
  const now = statusOf(described.body);
  const ended = earlier.map(statusOf).find((status) => terminal.has(status));
  if (ended === undefined || ended === now) return [];
  return [breach(described, at('latestStatus'), 'course', `must stay ${ended}, received ${shown(now)}`)];
}

/** The violation of an application that has an outcome although it is not completed. */
export function outcomeTooEarly(described: DescribedBody): Violation[] {
  const outcome = textOf(memberOf(described.body, 'outcome'));
  const status = statusOf(described.body);
  if (outcome === '' || status === 'COMPLETED') return [];
  return [breach(described, at('outcome'), 'course', `must not be present while the status is ${status}`)];
}

/**
 * The violations of a status history that does not fit the latest status: it lacks that status, has two final statuses, or has a final one
 * although the latest is not final.
 */
export function historyBreaks(described: DescribedBody): Violation[] {
  const wrong = (words: string): Violation[] => [breach(described, at('statusHistory'), 'course', words)];
  const entries = membersOf(memberOf(described.body, 'statusHistory')).map(([, entry]) => entry);
  const statuses = entries.map((entry) => textOf(memberOf(entry, 'status')));
  if (statuses.length === 0) return [];
  const latest = statusOf(described.body);
  const ends = [...new Set(statuses.filter((status) => terminal.has(status)))];
  return [
    ...(statuses.includes(latest) ? [] : wrong(`must hold the latest status, ${latest}`)),
    ...(ends.length > 1 ? wrong(`must end once, received ${ends.join(' and ')}`) : []),
    ...(ends.length > 0 && !terminal.has(latest)
      ? wrong(`must not end before the latest status, ${latest}`)
      : []),
  ];
}

function statusOf(application: Json | undefined): string {
  return textOf(memberOf(application, 'latestStatus'));
}
