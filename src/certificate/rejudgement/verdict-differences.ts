import type { Conformance, RequirementReport, VerdictReport } from '../../verdict/reports/report-types.ts';

/** What two judgements of the same run say differently, a sentence for each. `isMeant`: which requirements are compared. */
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

/** What is not tested for another reason than was recorded: on the reason rests whether it may stay so in a certificate. */
function untestedApart(recorded: RequirementReport, now: RequirementReport): string[] {
  if (recorded.verdict !== 'not tested' || recorded.reason === now.reason) return [];
  const inWords = ({ reason = 'for no reason' }: RequirementReport): string => cut(reason);
  return [`${recorded.id}: recorded not tested: ${inWords(recorded)}; the evidence says: ${inWords(now)}`];
}

/** What of a requirement itself, or of the tests that it rests on, is not as this suite has it. */
function wordingApart(recorded: RequirementReport, now: RequirementReport): string[] {
  const wordsOf = ({ area, level, text, source, replay, evidence }: RequirementReport): string =>
    JSON.stringify([area, level, text, source, replay, evidence.tests.toSorted(), evidence.exchanges]);
  return wordsOf(recorded) === wordsOf(now)
    ? []
    : [`${recorded.id}: its level, its words or the tests that it rests on are not those of this suite`];
}

/** What is said of two verdicts that differ; the levels only where they do. */
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
 * The verdict on a place: where none stands, the one on its operation as a whole. `in places`: the operation has no verdict as a whole,
 * but some on places of it.
 */
function verdictAt({ verdicts }: RequirementReport, place: string): VerdictReport | 'in places' | undefined {
  const own = verdicts.find((each) => placeOf(each) === place);
  const [, operation = ''] = /^( \S+)?/.exec(place) ?? [];
  if (own || place !== operation) return own ?? verdicts.find((each) => placeOf(each) === operation);
  return verdicts.some((each) => placeOf(each).startsWith(`${operation} `)) ? 'in places' : undefined;
}

/** Where a verdict stands, as it follows the id of the requirement. */
function placeOf({ operation, pointer }: VerdictReport): string {
  return [operation, pointer].map((each) => (each === undefined || each === '' ? '' : ` ${each}`)).join('');
}

/** What a whole judgement sums up and two of the same run sum up differently, a sentence for each. */
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
    ['how many cases are derived', ({ derivedCases }) => derivedCases],
    ['what became of waivers', ({ waivers }) => waivers.map(({ place: _, ...rest }) => rest)],
    ['what was observed', ({ observations }) => inAnyOrder(observations.map(observed))],
    ['what drifted apart', ({ drift }) => [inAnyOrder(drift.undescribed), inAnyOrder(drift.unseen)]],
    ['what was left over', ({ leftovers }) => inAnyOrder(leftovers)],
    ['the problems of the run', ({ problems }) => problems],
    ['how many requirements have which verdict', ({ counts }) => counts],
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

/** What is said of a requirement may quote a value that the evidence hides. */
function observed({ about, seen, requirement }: Conformance['observations'][number]): unknown {
  return requirement === undefined ? [about, seen] : [about, requirement];
}

/** Workers end their tests in another order each time. */
function inAnyOrder(values: readonly unknown[]): string[] {
  return values.map((each) => JSON.stringify(each)).sort();
}

function cut(value = 'nothing'): string {
  return value.length <= 300 ? value : `${value.slice(0, 300)}…`;
}
