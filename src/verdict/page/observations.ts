import type { ResponseField, Conformance } from '../reports/report-types.ts';
import { grouped } from '../verdicts.ts';
import { markup, type Markup } from './markup.ts';
import { prose, section, table } from './parts.ts';
import { count } from './words.ts';

/** What the target does where the documentation is silent. */
export function observations({ observations: all }: Conformance): Markup {
  const rows = all.map(
    ({ about, seen, requirement }) =>
      markup`<tr><th scope="row">${requirement === undefined ? about : prose(about.replace(`${requirement} `, '').replace(/^Records w/, 'W'))}</th><td>${seen}</td><td>${requirement === undefined ? 'none' : markup`<a href="#${requirement}">${requirement}</a>`}</td></tr>`,
  );
  const content =
    rows.length === 0
      ? markup`<p>Nothing was observed.</p>`
      : table({
          caption: 'What the target does where the documentation is silent. It is recorded, not judged.',
          name: 'Observations',
          headings: ['Open point', 'What was seen', 'Requirement'],
          rows,
        });
  return section('observations', 'Observations', content);
}

/** Returned properties that are not described, and described properties that were never returned. */
export function drift({ drift: { undescribed, unseen } }: Conformance): Markup {
  return section('drift', 'Drift', [
    markup`<h3>Returned, but not described</h3>`,
    fields(undescribed, 'Every returned property is described.', true),
    markup`<h3>Described, but never returned with a value</h3>`,
    fields(unseen, 'Every described property was returned with a value.', false),
  ]);
}

function fields(all: readonly ResponseField[], none: string, isOpen: boolean): Markup {
  if (all.length === 0) return markup`<p>${none}</p>`;
  const groups = [...grouped(all, ({ operation }) => operation)].map(
    ([operation, own]) =>
      markup`<li><b>${operation}</b>: ${own.map(({ pointer }, index) => markup`${index > 0 && ', '}<code>${pointer}</code>`)}</li>`,
  );
  return markup`<details${isOpen && markup` open`}><summary>${count(all.length, 'property', 'properties')} of ${count(groups.length, 'operation')}</summary><ul>${groups}</ul></details>`;
}
