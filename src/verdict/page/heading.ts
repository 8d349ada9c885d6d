import type { Conformance } from '../reports/report-types.ts';
import { markup, type Markup, type Part } from './markup.ts';
import { omitted } from '../untested-requirements.ts';
import { list } from './parts.ts';
import { notes, sentence } from './sentence.ts';
import { capital, duration, inGroups, moment } from './words.ts';

/** The top of the page: what was tested, and the result in words. */
export function heading(report: Conformance): Markup {
  const { description, target, result } = report;
  return markup`
<header class="top">
<h1>${description.title}: conformance</h1>
<div class="result ${result}">
<p class="word">${result.toUpperCase()}</p>
<p class="sentence">${sentence(report)}</p>
<p class="about">Target: ${target.name}. ${moment(report.startedAt)}${report.partial && ', partial run'}.${omitted(report).map((each) => ` ${capital(each)}.`)}</p>
</div>
<dl class="facts">${facts(report).map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<div class="notes">${list(notes(report))}</div>
</header>`;
}

function facts(report: Conformance): [string, Part][] {
  const { description, profile, strict, seed, runId } = report;
  const { title, version, file, digest, overlays } = description;
  const pinned = overlays.length === 0 ? 'pinned by no overlay' : `pinned by ${overlays.join(', ')}`;
  return [
    ['When', `${moment(report.startedAt)}, for ${duration(report.startedAt, report.finishedAt)}`],
    ['Requests made', inGroups(report.exchanges)],
    ['Derived cases', inGroups(report.derivedCases)],
    ['Profile', `${profile}, ${strict ? 'strict: a broken SHOULD fails the run' : 'not strict'}`],
    ['Description', `${title} ${version}, ${pinned}`],
    ['Digest', markup`${file} <code>${digest}</code>`],
    ['Suite', report.suite],
    ['Seed and run id', markup`<code>${seed}</code> <code>${runId}</code>`],
  ];
}
