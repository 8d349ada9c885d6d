import { areWhole, reachAlike } from './reach.ts';
import type { ResponseField, Conformance, Drift } from '../reports/report-types.ts';

/** What the target did before and does now at a point that the documentation leaves open. */
export interface ObservationChange {
  about: string;
  /** Undefined where the earlier run did not see it. */
  before: string | undefined;
  /** Undefined where the later run does not see it. */
  now: string | undefined;
}

/**
 * The observations that differ between two runs. If a run is not whole, or profile or kind of target differ, only points that both
 * runs saw are compared.
 */
export function observationChanges(old: Conformance, now: Conformance): ObservationChange[] {
  const isAlike = areWhole(old, now) && reachAlike(old, now);
  const earlier = seenIn(old);
  const later = seenIn(now);
  const points = [...new Set([...later.keys(), ...earlier.keys()])];
  return points
    .map((about) => ({ about, before: earlier.get(about), now: later.get(about) }))
    .filter((each) => each.before !== each.now)
    .filter((each) => isAlike || (each.before !== undefined && each.now !== undefined));
}

/** Properties that are newly undescribed or newly never returned, of operations that both runs called; the latter for whole runs only. */
export function driftChanges(old: Conformance, now: Conformance): Drift {
  const answered = new Set(operationsAnswering(old));
  const news = (before: readonly ResponseField[], after: readonly ResponseField[]): ResponseField[] =>
    added(before, after).filter(({ operation }) => answered.has(operation));
  return {
    undescribed: news(old.drift.undescribed, now.drift.undescribed),
    unseen: areWhole(old, now) ? news(old.drift.unseen, now.drift.unseen) : [],
  };
}

/** What was seen at each point; several things are joined. */
function seenIn({ observations }: Conformance): Map<string, string> {
  const points = new Map<string, string>();
  for (const { about, seen } of observations) {
    const known = points.get(about);
    points.set(about, known === undefined ? seen : `${known}; ${seen}`);
  }
  return points;
}

function operationsAnswering({ coverage }: Conformance): string[] {
  return coverage.operations
    .filter(({ statuses }) => Object.keys(statuses).length > 0)
    .map(({ operation }) => operation);
}

function added(old: readonly ResponseField[], now: readonly ResponseField[]): ResponseField[] {
  const keyOf = ({ operation, pointer }: ResponseField): string => `${operation} ${pointer}`;
  const known = new Set(old.map(keyOf));
  return now.filter((field) => !known.has(keyOf(field)));
}
