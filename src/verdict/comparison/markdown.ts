import { resultInWords, type Comparison } from './comparison.ts';
import { inOneLine, sectionsOf, type ComparisonEntry, type Section } from './sections.ts';

/** A job summary may have at most one megabyte. */
const mostEntries = 100;
const mostDetails = 10;

/** A comparison as Markdown for the summary of a job: the result in words first. Text that comes from a target is escaped. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { heading, numbers } = resultInWords(comparison);
  return [`### ${heading}: ${numbers}`, ...sectionsOf(comparison).flatMap(sectionLines), ''].join('\n');
}

function sectionLines({ heading, entries }: Section): string[] {
  const rest = entries.length - mostEntries;
  const more = rest > 0 ? [`- and ${String(rest)} more`] : [];
  return ['', `**${heading}**`, '', ...entries.slice(0, mostEntries).map(entryLine), ...more];
}

function entryLine({ text, details, replay }: ComparisonEntry): string {
  const rest = details.length - mostDetails;
  const lines = [
    escaped(text),
    ...details.slice(0, mostDetails).map((detail) => code(inOneLine(detail))),
    ...(rest > 0 ? [`and ${String(rest)} more`] : []),
    ...(replay === undefined ? [] : [code(replay)]),
  ];
  return `- ${lines.join('<br>')}`;
}

/** Code in an element, because code between backticks cannot hold backticks. Names and addresses in it do not become links. */
function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text escaped for Markdown, on one line. */
function escaped(text: string): string {
  return inOneLine(text, Infinity)
    .replaceAll(/[\\`*_[\]#!|~$@:]/g, String.raw`\$&`)
    .replace(/^(\d*)([-+.)])/, String.raw`$1\$2`)
    .replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign);
}
