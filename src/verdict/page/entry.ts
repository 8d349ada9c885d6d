import type { Conformance, RequirementReport, VerdictReport, Witness } from '../reports/report-types.ts';
import { markup, type Markup } from './markup.ts';
import { badge, link, place, prose, shellLine } from './parts.ts';
import { blameWords, count, inGroups } from './words.ts';

/** A requirement with those of its verdicts that one chapter shows. */
export interface RequirementGroup {
  requirement: RequirementReport;
  verdicts: readonly VerdictReport[];
}

/** How many places of a requirement are not folded. */
const shownAtFirst = 3;

/** The entry of a requirement that did not pass: every place where it did not, and how to run its tests again. */
export function entry(
  report: Conformance,
  { requirement, verdicts }: RequirementGroup,
  { chapter, isOpen }: { chapter: string; isOpen: boolean },
): Markup {
  const { id, level, text, replay } = requirement;
  const [worst] = verdicts;
  const places = verdicts.map((verdict) => placeEntry(report, requirement, verdict));
  const more = places.slice(shownAtFirst);
  return markup`
<details class="entry" id="${chapter}-${id}"${isOpen && markup` open`}>
<summary><h3><span class="id">${id}</span> <span class="level">${level}</span> ${worst && badge(worst.verdict)} <span class="text">${prose(text)}</span></h3>
${verdicts.length > 1 && markup`<span class="quiet">${count(verdicts.length, 'place')}</span>`}</summary>
${places.slice(0, shownAtFirst)}
${more.length > 0 && markup`<details class="more"><summary>${count(more.length, 'more place')} of ${id}</summary>${more}</details>`}
${replay !== undefined && shellLine(`Replay the tests of ${id} with the same values`, replay)}
<p class="back"><a href="#${id}">${id} in the list of all requirements</a></p>
</details>`;
}

function placeEntry(report: Conformance, requirement: RequirementReport, verdict: VerdictReport): Markup {
  const { operation, pointer, blame, count: times, level } = verdict;
  const { id, text, source } = requirement;
  const { file } = report.description;
  const pointed =
    verdict.source === undefined
      ? undefined
      : markup`<p class="where">In the description: <code>${file}#${verdict.source.replace(/^#/, '')}</code></p>`;
  const lowered =
    level !== requirement.level && `, judged as ${level} here: the documentation is less certain of it`;
  return markup`
<div class="place">
<h4>${operation ?? 'No operation'}: ${place(pointer)}</h4>
<p class="quiet">${blame && `Blame: ${blameWords[blame]}. `}Found ${times === 1 ? 'once' : `${inGroups(times)} times`}${lowered}.</p>
${waiverOf(report, verdict)}
<dl class="sides">
<div><dt>Documented</dt><dd><p>${prose(text)}</p><p class="where">Vendor page: ${link(source)}</p>${pointed}</dd></div>
<div><dt>Received</dt><dd><p class="reason">${verdict.reason ?? 'No reason was recorded.'}</p>${verdict.witness && received(verdict.witness)}</dd></div>
</dl>
${verdict.witness && shellLine(`Reproduce ${id}, exchange ${String(verdict.witness.index)}`, verdict.witness.curl)}
</div>`;
}

function received({ request, answer: response, test, index }: Witness): Markup {
  const evidence = markup`<p class="where">Evidence: exchange ${index} of test <code>${test}</code> in evidence.ndjson</p>`;
  if (!response) return markup`<p><code>${request}</code> received no response.</p>${evidence}`;
  const { status, body } = response;
  return markup`<p><code>${request}</code> returned <b>${status}</b>${body === '' && ' without a body'}</p>
${body !== '' && markup`<pre class="body" tabindex="0">${readable(body)}</pre>`}
${evidence}`;
}

/** A compact JSON body, indented over many lines; any other body as it is. */
function readable(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    return JSON.stringify(value) === body ? JSON.stringify(value, null, 2) : body;
  } catch {
    return body;
  }
}

function waiverOf({ waivers }: Conformance, { waiver: where }: VerdictReport): Markup | undefined {
  if (where === undefined) return undefined;
  const waiver = waivers.find((each) => each.place === where);
  if (!waiver) return markup`<p>Waived at <code>${where}</code>.</p>`;
  const { reason, owner, ticket, expires } = waiver;
  return markup`<p class="waiver">Waived until <b>${expires}</b> by ${owner}, at <code>${where}</code>. Reason: ${reason.replace(/\.$/, '')}. Ticket: ${link(ticket)}.</p>`;
}
