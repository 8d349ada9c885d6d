import { at, breach, type DescribedBody } from '../validation/violation-at.ts';
import { memberOf } from '../schema/pointers.ts';
import type { Violation } from '../validation/violation.ts';

/** The filters of the list of customers that accept any string. */
export const textFilters = ['search', 'name', 'externalId', 'primaryEmail'] as const;

/**
 * Filter values that an SQL query, if it runs them as a condition, finds true for every customer or for none. No customer has their words.
 */
export const conditions = {
  tautology: "' OR 7341906=7341906 --",
  contradiction: "' OR 7341906=7341907 --",
} as const;

/** The wildcard characters of query patterns. */
export const wildcards = ['%', '_', '*'] as const;

/** A string with a wildcard in place of its middle character. */
export function withWildcard(text: string, sign: string): string {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + sign + text.slice(middle + 1);
}

/** The totals of other lists, to compare with. */
export interface Counts {
  /** With the contradiction as the filter; undefined when the API rejected it. */
  contradiction: number | undefined;
  /** Without a filter. */
  whole: number;
}

/** The violation of a list, filtered by the tautology, whose total shows that the API ran the filter as a condition. */
export function conditionTaken(described: DescribedBody, { contradiction, whole }: Counts): Violation[] {
  const total = Number(memberOf(described.body, 'totalElements'));
  const wrong = (words: string): Violation[] => [
    breach(described, at('totalElements'), 'injection', `${words}, received ${String(total)}`),
  ];
  if (contradiction !== undefined && total !== contradiction)
    return wrong(`must be the same for a tautology as for its contradiction, ${String(contradiction)}`);
  return total > 0 && total >= whole ? wrong(`must not be the total of the unfiltered list`) : [];
}
