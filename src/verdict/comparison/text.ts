import pc from 'picocolors';
import { isRegression, resultInWords, type Comparison } from './comparison.ts';
import { inOneLine, sectionsOf, type Entry, type Section } from './sections.ts';

const mostEntries = 50;
const mostDetails = 10;

/** A comparison for a terminal: the result in words first, then what has changed, each on its line. */
export function comparisonText(comparison: Comparison): string {
  const { heading, numbers } = resultInWords(comparison);
  const paint = isRegression(comparison) ? pc.red : pc.green;
  return [`${paint(pc.bold(heading))}  ${numbers}`, ...sectionsOf(comparison).flatMap(sectionLines), ''].join(
    '\n',
  );
}

function sectionLines({ heading, entries }: Section): string[] {
  const rest = entries.length - mostEntries;
  const more = rest > 0 ? [`  and ${String(rest)} more`] : [];
  return ['', pc.bold(heading), ...entries.slice(0, mostEntries).flatMap(entryLines), ...more];
}

function entryLines({ text, details, replay }: Entry): string[] {
  const shown = details.slice(0, mostDetails).map((detail) => inOneLine(detail));
  const rest = details.length - shown.length;
  const lines = [
    ...shown,
    ...(rest > 0 ? [`and ${String(rest)} more`] : []),
    ...(replay ? [printable(replay)] : []),
  ];
  return [`  ${printable(text)}`, ...lines.map((line) => pc.dim(`      ${line}`))];
}

/** Whole, since a shell line that is cut is none; spaces stay as they are. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, ' ');
}
