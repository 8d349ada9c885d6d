import pc from 'picocolors';
import { quoted } from '../contract/evidence.ts';
import type { Conformance, RequirementReport } from './conformance.ts';
import { coverageLine } from './coverage-report.ts';
import { grouped, type VerdictName } from './verdicts.ts';

const paint: Record<VerdictName, (text: string) => string> = {
  failed: pc.red,
  'not testable': pc.magenta,
  warned: pc.yellow,
  waived: pc.yellow,
  observed: pc.cyan,
  'not tested': pc.dim,
  passed: pc.green,
};

/** What a person reads at the end of a run: a line per requirement, the reasons of what did not pass, and the result. */
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
    pc.bold(`${report.description.title} ${report.description.version}: verdict by requirement`),
    `target: ${report.target.name}`,
    '',
    ...shown.flatMap(requirementLines),
    ...[...untested].map(([reason, group]) => pc.dim(`  ${String(group.length)} not tested: ${reason}`)),
    '',
    ...report.problems.map((problem) => `${pc.red('problem')}  ${problem}`),
    ...leftoverLines(report),
    resultLine(report),
    coverageSummary(report, reportPaths),
    pc.dim(
      `${String(report.exchanges)} requests, ${String(report.derivedCases)} derived cases, profile ${report.profile}, KOR_SEED=${quoted(report.seed)} KOR_RUN_ID=${report.runId}, description ${described(report)}`,
    ),
    `Reports: ${reportPaths.join(', ')}`,
    '',
  ].join('\n');
}

function coverageSummary({ coverage }: Conformance, [file = '']: string[]): string {
  const isWhole = coverage.criteria.every(({ missing }) => missing.length === 0);
  return pc.dim(`coverage  ${coverageLine(coverage)}${isWhole ? '' : `; not covered: see ${file}`}`);
}

function described({ description }: Conformance): string {
  const { digest, overlays } = description;
  const names = overlays.map((overlay) => overlay.replace(/ [0-9a-f]{16}$/, ''));
  return names.length === 0 ? digest : `${digest} pinned by ${names.join(', ')}`;
}

function requirementLines({ id, level, verdict, text, reason, verdicts }: RequirementReport): string[] {
  const line = `  ${id}  ${level.padEnd(6)}  ${paint[verdict](verdict.padEnd(12))}  ${text}`;
  if (verdict === 'passed') return [line];
  const found = verdicts.filter((each) => each.verdict === verdict).slice(0, 5);
  const reasons = found.map(
    (each) =>
      `${each.operation ?? ''}${each.blame && each.blame !== 'api' ? ` [${each.blame}]` : ''}: ${each.reason ?? ''}`,
  );
  const lines = found.length === 0 ? [reason ?? ''] : reasons;
  return [line, ...lines.map((each) => pc.dim(`${' '.repeat(33)}${oneLine(each)}`))];
}

function oneLine(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return flat.length <= 160 ? flat : `${flat.slice(0, 159)}…`;
}

function leftoverLines({ leftovers }: Conformance): string[] {
  if (leftovers.length === 0) return [];
  const lines = leftovers.map(
    ({ operation, id, reason }) =>
      `  ${oneLine(JSON.stringify(id)).slice(0, 80)}  (${operation}: ${oneLine(reason)})`,
  );
  return [
    pc.yellow(
      `${String(leftovers.length)} ${leftovers.length === 1 ? 'resource' : 'resources'} could not be removed:`,
    ),
    ...lines,
    '',
  ];
}

function resultLine({ result, partial, counts, target }: Conformance): string {
  const words = {
    passed: pc.green(pc.bold('PASSED')),
    failed: pc.red(pc.bold('FAILED')),
    incomplete: pc.magenta(pc.bold('INCOMPLETE')),
  }[result];
  const tally = Object.entries(counts).flatMap(([name, count]) =>
    count > 0 ? [`${String(count)} ${name}`] : [],
  );
  const notes = [...(partial ? ['partial run'] : []), ...(target.kind === 'embedded' ? [target.name] : [])];
  return `${words}  ${tally.join(', ')}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}
