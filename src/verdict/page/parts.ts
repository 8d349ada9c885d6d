import type { VerdictName } from '../verdicts.ts';
import { markup, type Markup, type Part } from './markup.ts';

/** A verdict as a word with a symbol and a colour. */
export function badge(verdict: VerdictName): Markup {
  return markup`<span class="badge ${kindOf(verdict)}">${verdict}</span>`;
}

/** A verdict as a CSS class or as the start of an id. */
export function kindOf(verdict: VerdictName): string {
  return verdict.replace(' ', '-');
}

/** A sentence with the names between backticks shown as code. */
export function prose(sentence: string): Part {
  const pieces = sentence.split(/`([A-Za-z][\w-]*)`/);
  return pieces.map((piece, index) => (index % 2 === 1 ? markup`<code>${piece}</code>` : piece));
}

/** A section of the page. */
export function section(id: string, heading: string, content: Part): Markup {
  return markup`
<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${content}
</section>`;
}

/** The parts of a table. */
export interface TableParts {
  caption: Part;
  /** The accessible name of its region. */
  name: string;
  headings: readonly string[];
  rows: readonly Markup[];
}

/** A table in a region that can be focused, and that scrolls where the page is too narrow. */
export function table({ caption, name, headings, rows }: TableParts): Markup {
  return markup`<div class="scroll" role="region" aria-label="Table: ${name}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${headings.map((each) => markup`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

/** A labelled shell command, to be copied. */
export function shellLine(name: string, line: string): Markup {
  return markup`<p class="label">${name}</p><div class="line"><pre data-copy="${name}">${line}</pre></div>`;
}

/** A link to a web address, such as a page of the vendor, a standard or a ticket; any other text stays text. */
export function link(address: string, text = address.replace(/^https?:\/\//, '')): Markup {
  if (!/^https?:\/\/[^\s\\]+$/.test(address)) return markup`${address}`;
  return markup`<a class="outside" href="${address}" rel="noreferrer">${text}</a>`;
}

/** A list, or a sentence where there is nothing to list. */
export function list(items: readonly Part[], none = ''): Markup {
  if (items.length === 0) return markup`<p>${none}</p>`;
  return markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
}

/** A place in a response; an empty pointer is the whole response. */
export function place(pointer: string): Markup {
  return pointer === '' ? markup`the whole response` : markup`<code>${pointer}</code>`;
}
