import { requirementsOf } from './reach.ts';
import type { Conformance } from '../reports/report-types.ts';
import type { VerdictName } from '../verdicts.ts';

/** A difference between the requirement catalogues of two runs. */
export interface CatalogueChange {
  requirement: string;
  text: string;
  /** `new`, `removed`, or its level now and before. */
  change: string;
  /** The verdict of the later run; of the earlier run where the requirement was removed. */
  verdict: VerdictName;
}

/** The requirements that only one of two runs has, and those whose level has changed. */
export function catalogueChanges(old: Conformance, now: Conformance): CatalogueChange[] {
  const earlier = requirementsOf(old);
  const later = requirementsOf(now);
  const changed = now.requirements.flatMap(({ id, text, level, verdict }): CatalogueChange[] => {
    const before = earlier.get(id)?.level;
    if (before === level) return [];
    const change = before === undefined ? 'new' : `${level}, before ${before}`;
    return [{ requirement: id, text, change, verdict }];
  });
  const removed = old.requirements.filter(({ id }) => !later.has(id));
  return [
    ...changed,
    ...removed.map(({ id, text, verdict }) => ({ requirement: id, text, change: 'removed', verdict })),
  ];
}
