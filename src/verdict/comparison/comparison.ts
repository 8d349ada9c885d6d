import { coverageChanges, type CoverageChange } from './coverage.ts';
import { circumstancesOf } from './circumstances.ts';
import { catalogueChanges, type CatalogueChange } from './catalogue.ts';
import { driftChanges, observationChanges, type ObservationChange } from './observed.ts';
import { verdictChanges, type VerdictChange, type VerdictChanges } from './verdicts.ts';
import { waiverChanges, type WaiverChange } from './waivers.ts';
import type { Conformance, Drift } from '../reports/report-types.ts';

/** The differences between an earlier and a later run. */
export interface Comparison extends VerdictChanges {
  /** What makes the runs less comparable, in sentences; empty if nothing does. */
  circumstances: string[];
  lost: CoverageChange[];
  gained: CoverageChange[];
  observations: ObservationChange[];
  /** Only what is new: properties that are newly undescribed, and described properties that are newly never returned. */
  drift: Drift;
  waivers: WaiverChange[];
  catalogue: CatalogueChange[];
}

/** The changes that make a comparison a regression. */
export interface Regression {
  failing: VerdictChange[];
  notTestable: VerdictChange[];
  lost: CoverageChange[];
}

/**
 * Compares two runs by verdict key, which is requirement, operation and place, and by requirement. Reasons are never compared: they
 * hold values that differ from run to run.
 */
export function comparisonOf(old: Conformance, now: Conformance): Comparison {
  return {
    circumstances: circumstancesOf(old, now),
    ...verdictChanges(old, now),
    ...coverageChanges(old, now),
    observations: observationChanges(old, now),
    drift: driftChanges(old, now),
    waivers: waiverChanges(old, now),
    catalogue: catalogueChanges(old, now),
  };
}

/** The regression of a comparison: binding requirements that newly fail or are newly not testable, and lost coverage. */
export function regressionOf({ newlyFailing, newlyNotTestable, lost }: Comparison): Regression {
  return {
    failing: newlyFailing.filter(({ isBinding }) => isBinding),
    notTestable: newlyNotTestable.filter(({ isBinding }) => isBinding),
    lost,
  };
}

/** Whether a comparison has any regression. */
export function isRegression(comparison: Comparison): boolean {
  return Object.values(regressionOf(comparison)).some((found: unknown[]) => found.length > 0);
}

/** The result in words: `REGRESSION` or `NO REGRESSION`, and the number of changes of each kind. */
export function resultInWords(comparison: Comparison): { heading: string; numbers: string } {
  const { failing, notTestable, lost } = regressionOf(comparison);
  const { newlyFailing, newlyNotTestable, drift } = comparison;
  const counts: [number, string][] = [
    [failing.length, 'newly failing'],
    [notTestable.length, 'newly not testable'],
    [lost.length, 'no longer covered'],
    [newlyFailing.length - failing.length, 'newly failing that do not bind'],
    [newlyNotTestable.length - notTestable.length, 'newly not testable that do not bind'],
    [comparison.firstJudged.length, 'failing with nothing to compare with'],
    [comparison.newlyWarned.length, 'newly warned'],
    [comparison.newlyWaived.length, 'newly waived'],
    [comparison.newlyPassing.length, 'newly passing'],
    [comparison.notFoundAgain.length, 'not found again'],
    [comparison.gained.length, 'newly covered'],
    [comparison.observations.length, 'changed observations'],
    [drift.undescribed.length + drift.unseen.length, 'properties newly in drift'],
    [comparison.waivers.length, 'changed waivers'],
    [comparison.catalogue.length, 'changed requirements'],
    [comparison.stillFailing.length, 'still failing'],
  ];
  const told = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return {
    heading: isRegression(comparison) ? 'REGRESSION' : 'NO REGRESSION',
    numbers: told.length > 0 ? told.join(', ') : 'nothing has changed',
  };
}
