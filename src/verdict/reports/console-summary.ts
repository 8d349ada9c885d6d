import { permanent, variablesOf, wayToSweep } from '../../contract/evidence.ts';
import { inline } from '../../contract/words.ts';
import { faultInWords } from '../../contract/next-steps.ts';
import { headlineOf } from '../untested-requirements.ts';
import { problemsOf, type Conformance, type RequirementReport } from './report-types.ts';
import { coverageLine } from './coverage-report.ts';
import { paint } from './terminal.ts';
import { recordedOf, shareInWords } from '../score.ts';
import { grouped, verdictNames, type VerdictName } from '../verdicts.ts';

const colors: Record<VerdictName, (text: string) => string> = {
  failed: paint.red,
  'not testable': paint.magenta,
  warned: paint.yellow,
  waived: paint.yellow,
  observed: paint.cyan,
  'not tested': paint.dim,
  passed: paint.green,
};

/** The text on the console at the end of a run: a line for each requirement, the reasons of what did not pass, and the result. */
export function consoleSummary(report: Conformance, reportPaths: string[]): string {
  const shown = report.requirements.filter(
    ({ verdict, verdicts }) => verdict !== 'not tested' || verdicts.length > 0,
  );
  const untested = grouped(
    report.requirements.filter((each) => !shown.includes(each)),
    ({ reason }) => reason ?? '',
  );
  return [
    '',
    paint.bold(`${report.description.title} ${report.description.version}: verdict by requirement`),
    `target: ${report.target.name}`,
    '',
    ...shown.flatMap(requirementLines),
    ...untestedLines([...untested].map(([reason, { length }]) => ({ reason, length }))),
    '',
    ...hindranceLines(report),
    ...problemsOf(report).flatMap(problemLines),
    ...leftoverLines(report),
    ...resultLines(report),
    ...scoreLines(report),
    coverageSummary(report, reportPaths),
    paint.dim(
      `${String(report.exchanges)} requests, ${String(report.derivedCases)} derived cases, profile ${report.profile}, ${variablesOf(report)}, description ${described(report)}`,
    ),
    `Reports: ${reportPaths.join(', ')}`,
    '',
  ]
    .map(inline)
    .join('\n');
}

/** The lines of a problem, indented after the first, so that none of them looks like another line of the summary. */
function problemLines(problem: string): string[] {
  return problem
    .split('\n')
    .map((line, index) => (index === 0 ? `${paint.red('problem')}  ${line}` : `         ${line}`));
}

/** The requirements that were not tested: a line for each reason that several share, and one for all others. */
function untestedLines(groups: { reason: string; length: number }[]): string[] {
  const shared = groups.filter(({ length }) => length > 1);
  const alone = groups.length - shared.length;
  return [
    ...shared.map(({ reason, length }) => paint.dim(`  ${String(length)} not tested: ${reason}`)),
    ...(alone > 0
      ? [paint.dim(`  ${String(alone)} not tested: each for a reason of its own, see the report`)]
      : []),
  ];
}

function coverageSummary({ coverage }: Conformance, [file = '']: string[]): string {
  const isWhole = coverage.criteria.every(({ missing }) => missing.length === 0);
  return paint.dim(`coverage  ${coverageLine(coverage)}${isWhole ? '' : `; not covered: see ${file}`}`);
}

function described({ description }: Conformance): string {
  const { digest, overlays } = description;
  const names = overlays.map((overlay) => overlay.replace(/ [0-9a-f]{16}$/, ''));
  return names.length === 0 ? digest : `${digest} pinned by ${names.join(', ')}`;
}

function requirementLines({ id, level, verdict, text, reason, verdicts }: RequirementReport): string[] {
  const line = `  ${id}  ${level.padEnd(6)}  ${colors[verdict](verdict.padEnd(12))}  ${text}`;
  if (verdict === 'passed') return [line];
  const found = verdicts.filter((each) => each.verdict === verdict).slice(0, 5);
  const reasons = found.map(({ operation, blame, count, reason: why, waiver }) =>
    [
      operation ?? '',
      blame && blame !== 'api' ? ` [${blame}]` : '',
      waiver === undefined ? '' : ` [${waiver}]`,
      count > 1 ? ` ×${String(count)}` : '',
      `: ${why ?? ''}`,
    ].join(''),
  );
  const lines = found.length === 0 ? [reason ?? ''] : reasons;
  return [line, ...lines.map((each) => paint.dim(`${' '.repeat(33)}${oneLine(each)}`))];
}

function oneLine(text: string): string {
  const flat = inline(text.replaceAll(/\s+/g, ' ').trim());
  return flat.length <= 160 ? flat : `${flat.slice(0, 159)}…`;
}

function hindranceLines({ hindrances }: Conformance): string[] {
  return hindrances.flatMap(({ fault, tests, first, nextStep }) => [
    `${paint.magenta('environment')}  ${faultInWords(fault)} ended ${String(tests)} ${tests === 1 ? 'test' : 'tests'}; first: ${oneLine(first)}`,
    `             ${nextStep}`,
  ]);
}

/** How many of the tested requirements passed, and how many points were recorded without being judged. */
function scoreLines({ score, requirements }: Conformance): string[] {
  const shares = Object.entries(score).map(([level, share]) => `${level} ${shareInWords(share)}`);
  const recorded = recordedOf(requirements);
  return [
    paint.dim(`score     ${shares.join('; ')}`),
    ...(recorded > 0
      ? [
          paint.dim(
            `recorded  ${String(recorded)} ${recorded === 1 ? 'point' : 'points'} that the documentation leaves open`,
          ),
        ]
      : []),
  ];
}

function leftoverLines({ leftovers, target, runId }: Conformance): string[] {
  if (leftovers.length === 0) return [];
  const lines = leftovers.map(
    ({ operation, id, reason }) =>
      `  ${oneLine(JSON.stringify(id)).slice(0, 80)}  (${operation}: ${oneLine(reason)})`,
  );
  return [
    paint.yellow(
      `${String(leftovers.length)} ${leftovers.length === 1 ? 'resource' : 'resources'} could not be removed:`,
    ),
    ...lines,
    ...(target.kind !== 'embedded' && leftovers.some(isRemovable) ? [wayToSweep(runId)] : []),
    '',
  ];
}

/** Whether a resource that was left over can be removed; of the others the run says that they stay. */
function isRemovable({ reason }: Conformance['leftovers'][number]): boolean {
  return reason !== permanent;
}

function resultLines(report: Conformance): string[] {
  const { result, partial, requirements, target, omissions } = report;
  const color = { passed: paint.green, failed: paint.red, incomplete: paint.magenta }[result];
  const judged = grouped(
    requirements.filter(({ level }) => level !== 'MAY'),
    ({ verdict }) => verdict,
  );
  const tally = verdictNames.flatMap((name) => {
    const own = judged.get(name);
    return own ? [`${String(own.length)} ${name}`] : [];
  });
  const notes = [...(partial ? ['partial run'] : []), ...(target.kind === 'embedded' ? [target.name] : [])];
  return [
    color(paint.bold(headlineOf(report))),
    `verdicts  ${tally.join(', ')}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`,
    ...untestedLine(omissions),
    ...lessLines(omissions),
  ];
}

/** The MUST requirements that were not tested; nothing if a selection was run. */
function untestedLine({ selected, untestedMust }: Conformance['omissions']): string[] {
  if (selected || untestedMust.length === 0) return [];
  const named = untestedMust.slice(0, mostNamed).join(', ');
  const more = untestedMust.length - mostNamed;
  return [paint.dim(`not tested  MUST ${named}${more > 0 ? `, and ${String(more)} more` : ''}`)];
}

/** The most requirements that are named on a line; the report names all. */
const mostNamed = 40;

/** How many verdicts the description calls for less than the project's own, by operation. */
function lessLines({ byDescription }: Conformance['omissions']): string[] {
  const operations = grouped(byDescription, ({ operation }) => operation ?? '');
  const names = [...operations].map(([name, own]) => `${name || 'no operation'} ${String(own.length)}`);
  return names.length > 0 ? [paint.dim(`less      ${names.join(', ')}`)] : [];
}
