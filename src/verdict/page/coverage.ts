import type { CoverageReport } from '../reports/coverage-report.ts';
import { markup, type Markup } from './markup.ts';
import { list, section, table } from './parts.ts';
import { inGroups } from './words.ts';

/** How much of the description the run tried: levels by area, counts by criterion, and the names of what it did not try. */
export function coverage(report: CoverageReport): Markup {
  const { covered, total, level, partial } = report;
  const levels = partial
    ? 'This run is partial, so levels are not judged.'
    : `All that test coverage level ${String(level)} needs was tried.`;
  return section('coverage', 'Coverage', [
    markup`<p>${inGroups(covered)} of ${inGroups(total)} items that the documentation describes were tried. ${levels} A level (TCL) needs all of its own criteria and those of the levels below.</p>`,
    areas(report),
    criteria(report),
    missing(report),
    markup`<h3>Operations that never succeeded</h3>${list(
      report.neverSucceeded.map((name) => markup`<code>${name}</code>`),
      'Every operation that the run could call succeeded at least once.',
    )}`,
    excluded(report),
  ]);
}

function areas(report: CoverageReport): Markup {
  return table({
    caption: 'Coverage by area of the description',
    name: 'Coverage by area of the description',
    headings: ['Area', 'Level', 'Tried', 'Of'],
    rows: report.areas.map(
      ({ area, level, covered, total }) =>
        markup`<tr><th scope="row">${area}</th><td>${report.partial ? 'not judged' : `TCL ${String(level)}`}</td><td class="number">${inGroups(covered)}</td><td class="number">${inGroups(total)}</td></tr>`,
    ),
  });
}

function criteria(report: CoverageReport): Markup {
  return table({
    caption:
      'Coverage by criterion. What only a sibling page says, or what is inferred, counts as in doubt: no level needs it.',
    name: 'Coverage by criterion',
    headings: ['Criterion', 'Needed for', 'Tried', 'Of', 'In doubt, tried', 'Of'],
    rows: report.criteria.map(
      ({ criterion, level, covered, total, doubtful }) =>
        markup`<tr><th scope="row">${words(criterion)}</th><td>${level === undefined ? 'no level' : `TCL ${String(level)}`}</td>${[
          covered,
          total,
          doubtful.covered,
          doubtful.total,
        ].map((number) => markup`<td class="number">${inGroups(number)}</td>`)}</tr>`,
    ),
  });
}

function missing({ criteria: all }: CoverageReport): Markup {
  const groups = all.flatMap(({ criterion, missing: items, doubtful }) => [
    [words(criterion), items] as const,
    [`${words(criterion)}, in doubt`, doubtful.missing] as const,
  ]);
  const left = groups.filter(([, items]) => items.length > 0);
  const sections = left.map(
    ([name, items]) =>
      markup`<details><summary>${name}: ${inGroups(items.length)} not tried</summary>${list(items.map((item) => markup`<code>${item}</code>`))}</details>`,
  );
  return markup`<h3>Not tried</h3>${sections.length === 0 ? markup`<p>Everything that is described was tried.</p>` : sections}`;
}

function excluded({ excluded: items }: CoverageReport): Markup {
  const rows = items.map(
    ({ name, reason, operations }) =>
      markup`<li><b>${name}</b>: ${reason}. ${operations.length > 0 && markup`<span class="quiet">${operations.join(', ')}</span>`}</li>`,
  );
  if (rows.length === 0) return markup`<h3>Not counted</h3><p>Everything that is described counts.</p>`;
  return markup`<h3>Not counted</h3><details><summary>${rows.length} kinds of described items do not count</summary><ul>${rows}</ul></details>`;
}

function words(criterion: string): string {
  return criterion.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
