import type { Criterion } from '../../contract/coverage/criteria/criterion.ts';
import type { CriterionTally } from '../../contract/coverage/criteria/tally.ts';
import { areWhole, countAlike, isJudged, isLeftOut, requirementsOf } from './reach.ts';
import type { Conformance, RequirementReport } from '../reports/report-types.ts';

/** Something that only one of two runs tested. */
export interface CoverageChange {
  what: string;
  /** The reason, or the names of the items. */
  names: string[];
}

/** The coverage that was lost and gained between two runs. */
export interface CoverageChanges {
  lost: CoverageChange[];
  gained: CoverageChange[];
}

/**
 * What a later run no longer tests, and what it newly tests; empty unless both runs are whole. Counts and levels are compared only
 * between runs with the same description, profile and kind of target.
 */
export function coverageChanges(old: Conformance, now: Conformance): CoverageChanges {
  if (!areWhole(old, now)) return { lost: [], gained: [] };
  return {
    lost: gaps(now, old).map(({ lost, names, why }) => ({ what: lost, names: why ? [why] : names })),
    gained: gaps(old, now).map(({ gained, names }) => ({ what: gained, names })),
  };
}

/** Something that one run tested and the other did not, in words for a loss and for a gain. */
interface Gap {
  lost: string;
  gained: string;
  names: string[];
  why?: string | undefined;
}

function gaps(less: Conformance, more: Conformance): Gap[] {
  return [
    ...unjudged(less, more),
    ...silentOperations(less, more),
    ...(countAlike(less, more) ? [...levels(less, more), ...criteria(less, more)] : []),
  ];
}

function unjudged(less: Conformance, more: Conformance): Gap[] {
  const known = requirementsOf(less);
  const isAlike = countAlike(less, more);
  return more.requirements.flatMap((each): Gap[] => {
    const { id } = each;
    const own = known.get(id);
    if (!own || !isJudged(each) || isLeftOut(less, id)) return [];
    if (!isJudged(own))
      return [{ lost: `${id} is no longer judged`, gained: `${id} is judged`, names: [], why: own.reason }];
    return (isAlike ? silentOn(own, each) : []).map((operation) => ({
      lost: `${id} is no longer judged for ${operation}`,
      gained: `${id} is judged for ${operation}`,
      names: [],
    }));
  });
}

/** Operations for which a requirement passed in the other run and has no verdict in this one; none if it failed or was not testable. */
function silentOn(own: RequirementReport, other: RequirementReport): string[] {
  if (own.verdicts.some(({ verdict }) => verdict === 'failed' || verdict === 'not testable')) return [];
  const spoken = own.verdicts.filter(({ verdict }) => verdict !== 'not tested');
  const passed = other.verdicts.filter(({ verdict, pointer }) => verdict === 'passed' && pointer === '');
  return passed.flatMap(({ operation }) =>
    operation === undefined || spoken.some((each) => each.operation === operation) ? [] : [operation],
  );
}

function silentOperations({ coverage: less }: Conformance, { coverage: more }: Conformance): Gap[] {
  const inBoth = (id: string): boolean => more.operations.some(({ operation }) => operation === id);
  const silent = less.neverSucceeded.filter((id) => inBoth(id) && !more.neverSucceeded.includes(id));
  return silent.map((id) => ({ lost: `${id} never succeeded`, gained: `${id} succeeded`, names: [] }));
}

function criteria(less: Conformance, more: Conformance): Gap[] {
  return lower(less.coverage.criteria, more.coverage.criteria, drawnIn(less, more)).map(([few, many]) => {
    const name = few.criterion.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return {
      ...inNumbers(name, share(few), share(many)),
      names: few.missing.filter((each) => !many.missing.includes(each)),
    };
  });
}

/** Levels that one run reached and the other did not, unless different seeds alone may be the reason. */
function levels(less: Conformance, more: Conformance): Gap[] {
  return more.coverage.areas.flatMap((many) => {
    const few = less.coverage.areas.find(({ area }) => area === many.area);
    const isLower = few && few.level < many.level;
    if (!isLower || lower(few.criteria, many.criteria, drawnIn(less, more)).length === 0) return [];
    return [{ ...inNumbers(many.area, `TCL ${few.level}`, `TCL ${many.level}`), names: [] }];
  });
}

function inNumbers(name: string, few: string, many: string): { lost: string; gained: string } {
  return { lost: `${name}: ${few}, before ${many}`, gained: `${name}: ${many}, before ${few}` };
}

function share({ covered, total }: CriterionTally): string {
  return `${covered} of ${total}`;
}

/** Criteria that depend on the seed, which decides the enum values that are sent; none if both runs have the same seed. */
function drawnIn({ seed }: Conformance, other: Conformance): Criterion[] {
  return seed === other.seed ? [] : ['parameterValues'];
}

/** The pairs of a criterion by which one run covered less than the other, without the criteria in `drawn`. */
function lower<Tally extends Pick<CriterionTally, 'criterion' | 'covered'>>(
  less: readonly Tally[],
  more: readonly Tally[],
  drawn: readonly Criterion[],
): [few: Tally, many: Tally][] {
  return more.flatMap((many): [Tally, Tally][] => {
    const few = less.find(({ criterion }) => criterion === many.criterion);
    return few && few.covered < many.covered && !drawn.includes(many.criterion) ? [[few, many]] : [];
  });
}
