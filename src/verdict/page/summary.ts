import type { Conformance, RequirementReport, TestedShare } from '../reports/report-types.ts';
import { recordedOf } from '../score.ts';
import { grouped, verdictNames, type VerdictName } from '../verdicts.ts';
import { markup, type Markup } from './markup.ts';
import { areaId } from './matrix.ts';
import { badge, kindOf, section, table } from './parts.ts';
import { count } from './words.ts';

/** The score, and how many requirements have each verdict, in total and by area. */
export function summary(report: Conformance): Markup {
  const { score, requirements, counts } = report;
  const tallies = verdictNames.map((verdict) => {
    const list = listOf(report, verdict);
    const filter = list === 'requirements' && markup` data-verdict="${verdict}"`;
    return markup`<li><a href="#${list}"${filter}><b>${counts[verdict]}</b> ${badge(verdict)}</a></li>`;
  });
  return section(
    'summary',
    'Summary',
    markup`<div class="scores">${scoreOf('MUST', score.MUST, requirements)}${scoreOf('SHOULD', score.SHOULD, requirements)}</div>
<p class="quiet">Recorded, and not judged: ${count(recordedOf(requirements), 'point', 'points')} that the documentation leaves open.</p>
<p class="label">Requirements by verdict</p><ul class="tallies">${tallies}</ul>
${areasTable(report)}`,
  );
}

/** The id of the section that lists the requirements of a verdict: their own section, or else the table of all requirements. */
function listOf({ requirements }: Conformance, verdict: VerdictName): string {
  const sections: Partial<Record<VerdictName, string>> = {
    failed: 'failures',
    'not testable': requirements.some(({ verdicts }) =>
      verdicts.some((each) => each.verdict === 'not testable' && each.blame !== 'api'),
    )
      ? 'not-testable'
      : 'failures',
    warned: 'warned',
    waived: 'waived',
  };
  const isListed = requirements.some((each) => each.verdict === verdict);
  return (isListed ? sections[verdict] : undefined) ?? 'requirements';
}

/** The share of a level in words, and as a bar: passed, failed, not testable, warned, waived, and the rest. */
function scoreOf(
  level: 'MUST' | 'SHOULD',
  { passed, tested, total }: TestedShare,
  all: readonly RequirementReport[],
): Markup {
  const own = all.filter((each) => each.level === level);
  const others = (['failed', 'not testable', 'warned', 'waived'] as const).map(
    (verdict) => [verdict, own.filter((each) => each.verdict === verdict).length] as const,
  );
  const rest = Math.max(0, total - passed - others.reduce((sum, [, number]) => sum + number, 0));
  const parts = [['passed', passed] as const, ...others].filter(([, number]) => number > 0);
  const open = [...others, ['not tested', rest] as const].filter(([, number]) => number > 0);
  const percent = (number: number): number => (total === 0 ? 0 : Math.floor((number / total) * 1000) / 10);
  const words = open.map(([verdict, number]) => `${String(number)} ${verdict}`).join(', ');
  return markup`<div class="score"><p><b>${level}</b> <span class="share">${passed} of ${tested}</span> tested requirements are met</p>
<svg viewBox="0 0 100 3" preserveAspectRatio="none" role="img" aria-label="${percent(passed)} percent of ${level} requirements are met">${parts.map(
    ([verdict, number], index) =>
      markup`<rect class="${kindOf(verdict)}" x="${percent(parts.slice(0, index).reduce((sum, [, each]) => sum + each, 0))}" width="${percent(number)}" height="3"/>`,
  )}</svg>
<p class="quiet">${total === 0 ? 'The run has no requirement of this level.' : words === '' ? 'All of them passed.' : words}</p></div>`;
}

function areasTable({ requirements, coverage }: Conformance): Markup {
  const levels = new Map(coverage.areas.map(({ area, level }) => [area.toLowerCase(), level]));
  const rows = [...grouped(requirements, ({ area }) => area)].map(([area, group]) => {
    const cells = verdictNames.map((name) => {
      const number = group.filter(({ verdict }) => verdict === name).length;
      return number === 0
        ? markup`<td class="number none">0</td>`
        : markup`<td class="number ${kindOf(name)}">${number}</td>`;
    });
    const level = coverage.partial ? undefined : levels.get(area.toLowerCase());
    return markup`<tr><th scope="row"><a href="#${areaId(area)}">${area}</a></th>${cells}<td class="number">${group.length}</td><td class="number">${level === undefined ? '–' : `TCL ${String(level)}`}</td></tr>`;
  });
  const why = coverage.partial
    ? 'Coverage levels are judged on whole runs only.'
    : 'Coverage levels (TCL) are counted for the areas that the description has.';
  return table({
    caption: `Requirements by area and verdict. ${why}`,
    name: 'Requirements by area and verdict',
    headings: ['Area', ...verdictNames, 'all', 'coverage'],
    rows,
  });
}
