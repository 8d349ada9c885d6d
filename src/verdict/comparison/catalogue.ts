import { requirementsOf } from './reach.ts';
import type { Conformance } from '../reports/report-types.ts';
import type { VerdictName } from '../verdicts.ts';

/** How the catalogue of requirements differs from that of an earlier run. */
export interface CatalogueChange {
  requirement: string;
  text: string;
  /** `new`, `removed`, or which level it had and has. */
  change: string;
  /** What the run says of it that has it. */
  verdict: VerdictName;
}

/** The requirements that only one of two runs knows, and those that bind otherwise. */
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
