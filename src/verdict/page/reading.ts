import { verdictNames } from '../verdicts.ts';
import { markup, type Markup, type Part } from './markup.ts';
import { badge, section } from './parts.ts';
import { blameWords, capital, verdictMeanings } from './words.ts';

const results: [string, string][] = [
  ['PASSED', 'No binding requirement is broken, and nothing kept one from being judged.'],
  ['FAILED', 'A binding requirement is broken, or the target kept one from being tested.'],
  ['INCOMPLETE', 'The result is not complete: something could not be judged for a reason outside the API.'],
];
const levels: [string, string][] = [
  ['MUST', 'The documentation states it. Breaking it fails the run.'],
  [
    'SHOULD',
    'The documentation shows or recommends it. Breaking it is a warning, in a strict run a failure.',
  ],
  ['MAY', 'The documentation leaves it open. It is observed, never judged.'],
];

/** What the words on this page mean. */
export function reading(): Markup {
  const verdicts = verdictNames.map((name): [Part, Part] => [badge(name), verdictMeanings[name]]);
  const blames = Object.entries(blameWords).map(([name, meaning]): [Part, Part] => [
    name,
    `${capital(meaning)}.`,
  ]);
  return section('reading', 'How to read this page', [
    markup`<p>A requirement is one sentence about the API. It is judged for each operation and each place in the responses; the requirement has the worst of these verdicts.</p>`,
    definitions('Result', results),
    definitions('Level', levels),
    definitions('Verdict', verdicts),
    definitions('Blame', blames),
  ]);
}

function definitions(heading: string, entries: readonly (readonly [Part, Part])[]): Markup {
  return markup`<h3>${heading}</h3><dl class="words">${entries.map(([word, meaning]) => markup`<div><dt>${word}</dt><dd>${meaning}</dd></div>`)}</dl>`;
}
