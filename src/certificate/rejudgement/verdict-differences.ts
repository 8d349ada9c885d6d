import type { Conformance, RequirementReport, VerdictReport } from '../../verdict/reports/report-types.ts';

/** The differences between the verdicts of two judgements of a run, a sentence for each. `isMeant`: which requirements are compared. */
export function verdictsApart(
  recorded: Conformance,
  rejudged: Conformance,
  isMeant: (requirement: string) => boolean = () => true,
): string[] {
  const now = new Map(rejudged.requirements.map((each) => [each.id as string, each]));
  const known = new Set(recorded.requirements.map(({ id }) => id as string));
  const apart = recorded.requirements
    .filter(({ id }) => isMeant(id))
    .flatMap((each) => requirementApart(each, now.get(each.id)));
  const added = rejudged.requirements.filter(({ id }) => isMeant(id) && !known.has(id));
  return [...apart, ...added.map(({ id, verdict }) => `${id}: not recorded, the evidence says ${verdict}`)];
}

function requirementApart(recorded: RequirementReport, now: RequirementReport | undefined): string[] {
  if (!now) return [`${recorded.id}: recorded ${recorded.verdict}, the evidence says nothing`];
  const places = [...new Set([...recorded.verdicts, ...now.verdicts].map(placeOf))];
  const apart = places.flatMap((place) => {
    const [before, after] = [verdictAt(recorded, place), verdictAt(now, place)];
    if (before === 'in places' || after === 'in places') return [];
    const [reason = ''] = after?.reason?.split('\n') ?? [];
    return told(`${recorded.id}${place}`, before, after, reason);
  });
  const found = apart.length > 0 ? apart : told(recorded.id, recorded, now);
  return found.length > 0 ? found : [...untestedApart(recorded, now), ...wordingApart(recorded, now)];
}

/** Reports a requirement that is not tested for another reason than recorded: the reason decides whether it can be certified. */
function untestedApart(recorded: RequirementReport, now: RequirementReport): string[] {
  if (recorded.verdict !== 'not tested' || recorded.reason === now.reason) return [];
  const inWords = ({ reason = 'for no reason' }: RequirementReport): string => cut(reason);
  return [`${recorded.id}: recorded not tested: ${inWords(recorded)}; the evidence says: ${inWords(now)}`];
}

/** Reports a requirement whose text, level, source, replay or tests are not those of this suite. */
function wordingApart(recorded: RequirementReport, now: RequirementReport): string[] {
  const wordsOf = ({ area, level, text, source, replay, evidence }: RequirementReport): string =>
    JSON.stringify([area, level, text, source, replay, evidence.tests.toSorted(), evidence.exchanges]);
  return wordsOf(recorded) === wordsOf(now)
    ? []
    : [`${recorded.id}: its level, its text or its tests are not those of this suite`];
}

/** The sentence on two verdicts that differ; with their levels if only these differ. */
function told(name: string, before?: Judged, now?: Judged, reason = ''): string[] {
  if (before?.verdict === now?.verdict && before?.level === now?.level) return [];
  const isOfLevel = before?.verdict === now?.verdict;
  const inWords = (judged: Judged | undefined): string => {
    if (!judged) return 'nothing';
    return isOfLevel ? `${judged.verdict} (${judged.level})` : judged.verdict;
  };
  const because = reason === '' ? '' : `: ${reason}`;
  return [`${name}: recorded ${inWords(before)}, the evidence says ${inWords(now)}${because}`];
}

type Judged = Pick<VerdictReport, 'verdict' | 'level'>;

/**
 * The verdict on a place; if there is none, the one on its operation as a whole. `in places`: the operation has no verdict as a whole,
 * but verdicts on places in it.
 */
function verdictAt({ verdicts }: RequirementReport, place: string): VerdictReport | 'in places' | undefined {
  const own = verdicts.find((each) => placeOf(each) === place);
  const [, operation = ''] = /^( \S+)?/.exec(place) ?? [];
  if (own || place !== operation) return own ?? verdicts.find((each) => placeOf(each) === operation);
  return verdicts.some((each) => placeOf(each).startsWith(`${operation} `)) ? 'in places' : undefined;
}

/** The place of a verdict, in words that follow the id of the requirement. */
function placeOf({ operation, pointer }: VerdictReport): string {
  return [operation, pointer].map((each) => (each === undefined || each === '' ? '' : ` ${each}`)).join('');
}

/** The differences between the summaries of two judgements of a run, a sentence for each. */
export function summariesApart(recorded: Conformance, rejudged: Conformance): string[] {
  const parts: [string, (run: Conformance) => unknown][] = [
    ['the result', ({ result }) => result],
    ['the exit code', ({ exitCode }) => exitCode],
    ['the profile', ({ profile }) => profile],
    ['strictness', ({ strict }) => strict],
    ['the seed', ({ seed }) => seed],
    ['the run id', ({ runId }) => runId],
    ['the target', ({ target }) => target],
    ['the suite', ({ suite }) => suite],
    [
      'the description',
      ({ description: { overlays, ...rest } }) => [rest, overlays.map((each) => each.replace(/^.* /, ''))],
    ],
    ['the number of derived cases', ({ derivedCases }) => derivedCases],
    ['the states of waivers', ({ waivers }) => waivers.map(({ place: _, ...rest }) => rest)],
    ['the observations', ({ observations }) => inAnyOrder(observations.map(observed))],
    ['the drift', ({ drift }) => [inAnyOrder(drift.undescribed), inAnyOrder(drift.unseen)]],
    ['the leftovers', ({ leftovers }) => inAnyOrder(leftovers)],
    ['the problems of the run', ({ problems }) => problems],
    ['the number of requirements by verdict', ({ counts }) => counts],
    ['the score', ({ score }) => score],
    ['the coverage', ({ coverage }) => coverage],
    ['the number of exchanges', ({ exchanges }) => exchanges],
    ['whether the run was whole', ({ whole }) => whole],
  ];
  return parts.flatMap(([name, of]) => {
    const [before, now] = [recorded, rejudged].map((run) => JSON.stringify(of(run)));
    return before === now ? [] : [`${name}: recorded ${cut(before)}, the evidence says ${cut(now)}`];
  });
}

/** An observation without its text if it is on a requirement: the text may quote a value that the evidence hides. */
function observed({ about, seen, requirement }: Conformance['observations'][number]): unknown {
  return requirement === undefined ? [about, seen] : [about, requirement];
}

/** Values in a fixed order, since workers end their tests in a different order each time. */
function inAnyOrder(values: readonly unknown[]): string[] {
  return values.map((each) => JSON.stringify(each)).sort();
}

function cut(value = 'nothing'): string {
  return value.length <= 300 ? value : `${value.slice(0, 300)}…`;
}
