import type { Conformance, WaiverReport } from '../reports/report-types.ts';
import { markup, type Markup } from './markup.ts';
import { link, place, section, table } from './parts.ts';

/** The table of waivers, each with its state. */
export function waivers({ waivers: all }: Conformance): Markup {
  const content =
    all.length === 0
      ? markup`<p>No waiver is in use.</p>`
      : table({
          caption: 'Known deviations, each with its state in this run.',
          name: 'Waivers',
          headings: ['Requirement', 'Covers', 'State', 'Reason', 'Owner', 'Ticket', 'Holds until', 'Entry'],
          rows: all.map(waiverRow),
        });
  return section('waivers', 'Waivers', content);
}

function waiverRow(waiver: WaiverReport): Markup {
  const { requirement, operation, pointer, state, problem, reason, owner, ticket, expires } = waiver;
  const where = pointer === undefined ? 'any place' : place(pointer);
  return markup`<tr><th scope="row"><a href="#${requirement}">${requirement}</a></th><td>${operation ?? 'any operation'}, ${where}</td><td><b>${state}</b>${problem !== undefined && markup`<p class="reason">${problem}</p>`}</td><td>${reason}</td><td>${owner}</td><td>${link(ticket)}</td><td>${expires}</td><td><code>${waiver.place}</code></td></tr>`;
}

/** What the run created and could not remove. */
export function leftBehind({ leftovers }: Conformance): Markup {
  const content =
    leftovers.length === 0
      ? markup`<p>The run removed all that it created.</p>`
      : table({
          caption: 'What the run created and could not remove.',
          name: 'What the run left behind',
          headings: ['Created by', 'Id', 'Why it is still there'],
          rows: leftovers.map(
            ({ operation, id, reason }) =>
              markup`<tr><th scope="row">${operation}</th><td><code>${id}</code></td><td>${reason}</td></tr>`,
          ),
        });
  return section('left-behind', 'Left behind', content);
}
