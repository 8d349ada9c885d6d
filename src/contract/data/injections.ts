import { at, breach, type DescribedBody } from '../validation/violation-at.ts';
import { memberOf } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';

/** The filters of the list of customers that take any text. */
export const textFilters = ['search', 'name', 'externalId', 'primaryEmail'] as const;

/** A value that a query would hold for true of everybody, and one that it would hold for true of nobody: of words that nobody has. */
export const conditions = {
  tautology: "' OR 7341906=7341906 --",
  contradiction: "' OR 7341906=7341907 --",
} as const;

/** Signs that stand for others in the patterns of queries. */
export const wildcards = ['%', '_', '*'] as const;

/** A text with such a sign in place of its middle. */
export function withWildcard(text: string, sign: string): string {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + sign + text.slice(middle + 1);
}

/** How many customers were found by other means. */
export interface Counts {
  /** By a contradiction; undefined where that was refused. */
  contradiction: number | undefined;
  /** Without a filter. */
  whole: number;
}

/** That a list which was asked for with a tautology shows that this was taken for a condition. */
export function conditionTaken(described: DescribedBody, { contradiction, whole }: Counts): Violation[] {
  const total = Number(memberOf(described.body, 'totalElements'));
  const wrong = (words: string): Violation[] => [
    breach(described, at('totalElements'), 'injection', `${words}, received ${String(total)}`),
  ];
  if (contradiction !== undefined && total !== contradiction)
    return wrong(`must be the same for a tautology as for its contradiction, ${String(contradiction)}`);
  return total > 0 && total >= whole ? wrong(`must not be that of the whole list`) : [];
}
