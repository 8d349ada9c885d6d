import { faultInWords } from '../../contract/next-steps.ts';
import type { Conformance, RequirementReport, VerdictReport } from '../reports/report-types.ts';
import { grouped } from '../verdicts.ts';
import { capital, count, listed, shortened } from './words.ts';

/** Whether a verdict counts against the target: what failed, and what the target kept from being tested. */
export function isFailure({ verdict, blame }: VerdictReport): boolean {
  return verdict === 'failed' || (verdict === 'not testable' && blame === 'api');
}

/** The result in one or two plain sentences. */
export function sentence(report: Conformance): string {
  const say = { passed: passedSentence, failed: failedSentence, incomplete: incompleteSentence };
  return say[report.result](report);
}

function failedSentence(report: Conformance): string {
  const broken = report.requirements.filter(({ verdicts }) =>
    verdicts.some((each) => each.verdict === 'failed'),
  );
  const kept = report.requirements.filter((each) => !broken.includes(each) && each.verdicts.some(isFailure));
  const isAre = (number: number): string => (number === 1 ? 'requirement is' : 'requirements are');
  const sentences = [...grouped(broken, ({ level }) => level)].sort().map(([level, group]) => {
    return `${String(group.length)} ${level} ${isAre(group.length)} broken in ${areasOf(group)}.`;
  });
  if (kept.length > 0) {
    const why = 'could not be tested because of what the API did';
    sentences.push(`${count(kept.length, 'requirement')} in ${areasOf(kept)} ${why}.`);
  }
  return sentences.length > 0 ? sentences.join(' ') : troubleSentence(report, 'The run failed.');
}

function areasOf(group: readonly RequirementReport[]): string {
  return listed([...new Set(group.map(({ area }) => area))], 'areas');
}

function incompleteSentence(report: Conformance): string {
  const unjudged = report.requirements.filter(({ verdicts }) =>
    verdicts.some(({ verdict }) => verdict === 'not testable'),
  );
  const all = unjudged.flatMap(({ verdicts }) => verdicts);
  const [hindrance] = [...report.hindrances].sort((a, b) => b.tests - a.tests);
  const reason = all.find(({ verdict }) => verdict === 'not testable')?.reason ?? 'see below';
  const why = hindrance ? faultInWords(hindrance.fault) : shortened(reason, 160).replace(/\.$/, '');
  if (unjudged.length > 0) return `${count(unjudged.length, 'requirement')} could not be judged: ${why}.`;
  return troubleSentence(report, 'Nothing was judged.');
}

function troubleSentence({ waivers, problems }: Conformance, otherwise: string): string {
  const bad = waivers.filter(({ problem }) => problem !== undefined).length;
  if (bad > 0)
    return `No requirement failed, but ${count(bad, 'waiver no longer holds', 'waivers no longer hold')}.`;
  const [problem] = problems;
  if (problem === undefined) return otherwise;
  const [first = ''] = problem.split('\n\n');
  return `${capital(shortened(first, 200)).replace(/\.$/, '')}.`;
}

function passedSentence({ score, requirements, counts, partial }: Conformance): string {
  const { passed, tested, total } = score.MUST;
  const waived = requirements.filter(({ level, verdict }) => level === 'MUST' && verdict === 'waived').length;
  const deviations = count(waived, 'known deviation that is', 'known deviations that are');
  const but = waived === 0 ? '' : `, but for ${deviations} waived`;
  const untested = total - tested;
  const whole = untested === 0 ? 'Every MUST' : 'Every MUST that could be tested';
  const which = partial ? 'Every MUST that this partial run tested' : whole;
  const rest = untested === 0 ? '' : `; ${count(untested, 'is', 'are')} not tested`;
  const tally = partial ? '' : `: ${String(passed)} of ${String(tested)}${rest}`;
  const met = passed === 0 ? 'No MUST was tested.' : `${which} is met${but}${tally}.`;
  return counts.warned === 0 ? met : `${met} ${count(counts.warned, 'SHOULD is', 'SHOULDs are')} not met.`;
}

/** What a reader must know before relying on the result. */
export function notes({ partial, target, description }: Conformance): string[] {
  return [
    ...(target.kind === 'embedded'
      ? ['The target is the embedded sandbox of the suite: the result says nothing about any API.']
      : []),
    ...(partial
      ? [
          'A partial run: fewer requirements were selected than the profile holds. The rest is not tested, and coverage levels are not judged.',
        ]
      : []),
    `The description ${description.file} is rebuilt from archived copies of the vendor’s public pages. This page is not issued or endorsed by RocketKOR.`,
  ];
}
