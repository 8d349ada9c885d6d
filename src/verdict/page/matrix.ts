import type { Conformance, RequirementReport, VerdictReport } from '../reports/report-types.ts';
import { grouped, verdictNames } from '../verdicts.ts';
import { markup, type Markup, type Part } from './markup.ts';
import { badge, kindOf, link, place, prose, section, shellLine } from './parts.ts';
import { isFailure } from './sentence.ts';
import { count } from './words.ts';

/** How many tests of a requirement are named; `conformance.json` names all. */
const namedTests = 3;

/** Every requirement by area: level, text, verdict, evidence and source. */
export function matrix({ requirements }: Conformance): Markup {
  const areas = [...grouped(requirements, ({ area }) => area)];
  return section('requirements', 'All requirements', [
    filterBar(requirements.length),
    areas.map(([area, group]) => areaTable(area, group)),
    markup`<p class="nothing" hidden>No requirement matches the filter.</p>`,
  ]);
}

/** The id of the table of an area. */
export function areaId(area: string): string {
  return `area-${area.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
}

function filterBar(total: number): Markup {
  const options = (names: readonly string[]): Markup[] =>
    names.map((name) => markup`<option>${name}</option>`);
  return markup`
<form class="filter" role="search" aria-label="Requirements" autocomplete="off">
<label>Search <input type="search" name="search" placeholder="id, text, operation"></label>
<label>Verdict <select name="verdict"><option value="">all</option>${options(verdictNames)}</select></label>
<label>Level <select name="level"><option value="">all</option>${options(['MUST', 'SHOULD', 'MAY'])}</select></label>
<button type="reset">Show all</button>
<output name="shown">${total} of ${total} shown</output>
</form>`;
}

function areaTable(area: string, group: readonly RequirementReport[]): Markup {
  const id = areaId(area);
  return markup`
<div class="area" id="${id}">
<h3>${area}</h3>
<table class="matrix"><caption class="unseen">${area}: ${count(group.length, 'requirement')}</caption>
<thead><tr><th scope="col">Id</th><th scope="col">Level</th><th scope="col">What it says</th><th scope="col">Verdict</th><th scope="col">Evidence</th><th scope="col">Vendor page</th></tr></thead>
<tbody>${group.map(row)}</tbody></table>
</div>`;
}

function row(requirement: RequirementReport): Markup {
  const { id, level, text, verdict, source } = requirement;
  return markup`
<tr id="${id}" data-verdict="${verdict}" data-level="${level}"><th scope="row"><a href="#${id}">${id}</a></th><td>${level}</td><td>${prose(text)}${details(requirement)}</td><td>${badge(verdict)}</td><td>${evidence(requirement)}</td><td>${link(source, pageOf(source))}</td></tr>`;
}

/** The path of a URL; with the host where that is not the vendor's. */
function pageOf(address: string): string {
  const { host, pathname } = new URL(address, 'https://nowhere.invalid');
  const page = pathname.replaceAll(/^\/|\/$/g, '');
  return host.startsWith('developer.') ? page : `${host}/${page}`;
}

/** How many tests and requests a requirement has; several tests may share requests. Without tests of its own, how many operations. */
function evidence({ evidence: { tests, exchanges }, verdicts }: RequirementReport): Part {
  const operations = new Set(verdicts.flatMap(({ operation }) => operation ?? [])).size;
  if (tests.length + operations === 0) return 'nothing';
  const judges = tests.length > 0 ? count(tests.length, 'test') : count(operations, 'operation');
  return markup`<span class="half">${judges},</span> <span class="half">${exchanges === 0 ? 'with shared requests' : count(exchanges, 'request')}</span>`;
}

function details(requirement: RequirementReport): Markup {
  const { id, verdicts, reason, replay, evidence: rests } = requirement;
  if (verdicts.length === 0) return markup`<p class="quiet">${reason ?? 'No reason was recorded.'}</p>`;
  const operations = [...new Set(verdicts.map(({ operation }) => operation ?? 'no operation'))];
  const judged = operations.length === 1 ? operations : count(operations.length, 'operation');
  const tests = rests.tests.slice(0, namedTests);
  const more = rests.tests.length - tests.length;
  return markup`<details><summary>${judged}${verdicts.length > operations.length && `, ${count(verdicts.length, 'verdict')}`}<span class="unseen"> on ${id}</span></summary>
<ul class="verdicts">${verdictItems(id, verdicts)}</ul>
${tests.length > 0 && markup`<p class="where">In evidence.ndjson: ${tests.map((test) => markup`<code>${test}</code> `)}${more > 0 && `and ${String(more)} more, see conformance.json`}</p>`}
${replay !== undefined && shellLine(`Replay ${id}`, replay)}</details>`;
}

/** Operations that passed as a whole share a line; every other verdict has a line of its own. */
function verdictItems(id: string, verdicts: readonly VerdictReport[]): Markup[] {
  const isPlain = ({ verdict, pointer }: VerdictReport): boolean => verdict === 'passed' && pointer === '';
  const plain = verdicts.filter(isPlain).map(({ operation }) => operation ?? 'no operation');
  const others = verdicts.filter((each) => !isPlain(each)).map((each) => verdictItem(id, each));
  if (plain.length === 0) return others;
  return [...others, markup`<li>${badge('passed')} ${plain.join(', ')}</li>`];
}

function verdictItem(id: string, verdict: VerdictReport): Markup {
  const { operation, pointer, reason, count: times } = verdict;
  const where = markup`${operation ?? 'no operation'}${pointer !== '' && markup` ${place(pointer)}`}`;
  const often = times > 1 && markup` <span class="quiet">${times} times</span>`;
  return markup`<li>${badge(verdict.verdict)} ${where}${often}${reason !== undefined && markup`<span class="reason">${reason}</span>`}${toEntry(id, verdict)}</li>`;
}

function toEntry(id: string, verdict: VerdictReport): Markup | undefined {
  const kind = kindOf(verdict.verdict);
  if (!['failed', 'not-testable', 'warned', 'waived'].includes(kind)) return undefined;
  return markup` <a href="#${isFailure(verdict) ? 'failures' : kind}-${id}">What was received</a>`;
}
