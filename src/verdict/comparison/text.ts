import { inline } from '../../contract/words.ts';
import { paint } from '../reports/terminal.ts';
import { isRegression, resultInWords, type Comparison } from './comparison.ts';
import { inOneLine, sectionsOf, type ComparisonEntry, type Section } from './sections.ts';

const mostEntries = 50;
const mostDetails = 10;

/** A comparison for a terminal: the result in words first, then what has changed, each on its line. */
export function comparisonText(comparison: Comparison): string {
  const { heading, numbers } = resultInWords(comparison);
  const color = isRegression(comparison) ? paint.red : paint.green;
  const lines = [
    `${color(paint.bold(heading))}  ${numbers}`,
    ...sectionsOf(comparison).flatMap(sectionLines),
  ];
  return `${lines.map(inline).join('\n')}\n`;
}

function sectionLines({ heading, entries }: Section): string[] {
  const rest = entries.length - mostEntries;
  const more = rest > 0 ? [`  and ${String(rest)} more`] : [];
  return ['', paint.bold(heading), ...entries.slice(0, mostEntries).flatMap(entryLines), ...more];
}

function entryLines({ text, details, replay }: ComparisonEntry): string[] {
  const shown = details.slice(0, mostDetails).map((detail) => inOneLine(detail));
  const rest = details.length - shown.length;
  const lines = [...shown, ...(rest > 0 ? [`and ${String(rest)} more`] : []), ...(replay ? [replay] : [])];
  return [`  ${text}`, ...lines.map((line) => paint.dim(`      ${line}`))];
}
