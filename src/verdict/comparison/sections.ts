import { printable } from '../../contract/words.ts';
import type { Comparison } from './comparison.ts';
import type { VerdictChange } from './verdicts.ts';
import type { CoverageChange } from './coverage.ts';
import type { ResponseField } from '../reports/report-types.ts';

/** One change in a comparison, in words. */
export interface ComparisonEntry {
  text: string;
  /** Each on a line of its own. */
  details: string[];
  /** A shell command that reproduces it. */
  replay?: string | undefined;
}

/** The changes of one kind. */
export interface Section {
  heading: string;
  entries: ComparisonEntry[];
}

/** The changes of a comparison by kind, the most important kind first, in the same words for every output; empty kinds are left out. */
export function sectionsOf(comparison: Comparison): Section[] {
  const { lost, gained, drift, observations, waivers, catalogue } = comparison;
  const all: Section[] = [
    section('Less comparable', comparison.circumstances, plain),
    section('Newly failing', comparison.newlyFailing, failing),
    section('Newly not testable', comparison.newlyNotTestable, failing),
    section('No longer covered', lost, covered),
    section('Failing, with nothing to compare with', comparison.firstJudged, failing),
    section('Newly warned', comparison.newlyWarned, worse),
    section('Newly waived', comparison.newlyWaived, worse),
    section('Newly passing', comparison.newlyPassing, verdict),
    section('Not found again, though its requirement has not passed', comparison.notFoundAgain, verdict),
    section('Newly covered', gained, covered),
    section('Changed observations', observations, ({ about, before, now }) => ({
      text: about,
      details: [
        before === undefined
          ? `${now ?? ''} (not seen before)`
          : `${now ?? 'not seen any more'}, before ${before}`,
      ],
    })),
    section('Newly returned without being described', drift.undescribed, field),
    section('Described and newly never returned', drift.unseen, field),
    section('Waivers', waivers, ({ about, change }) => plain(`${about}  ${change}`)),
    section('Requirements of the suite', catalogue, ({ requirement, change, verdict: what, text }) =>
      plain(`${requirement} ${change} (${what})  ${text}`),
    ),
    section('Still failing', requirementsIn(comparison.stillFailing), plain),
  ];
  return all.filter(({ entries }) => entries.length > 0);
}

/** A text on one line, cut to at most `longest` characters. */
export function inOneLine(text: string, longest = 200): string {
  const flat = printable(text.replaceAll(/\s+/g, ' ').trim());
  return flat.length <= longest ? flat : `${flat.slice(0, longest - 1)}…`;
}

function section<Item>(
  heading: string,
  items: readonly Item[],
  entry: (item: Item) => ComparisonEntry,
): Section {
  return { heading, entries: items.map(entry) };
}

function plain(text: string): ComparisonEntry {
  return { text, details: [] };
}

function covered({ what, names }: CoverageChange): ComparisonEntry {
  return { text: what, details: names };
}

function field({ operation, pointer }: ResponseField): ComparisonEntry {
  return plain(`${operation} ${pointer}`);
}

function verdict({
  requirement,
  level,
  operation = '',
  pointer,
  before,
  now,
}: VerdictChange): ComparisonEntry {
  const where = [operation, pointer].filter((part) => part !== '').join(' ');
  return plain(
    `${requirement} ${level}  ${where}  ${now}, ${before === undefined ? 'not found before' : `before ${before}`}`,
  );
}

function worse(change: VerdictChange): ComparisonEntry {
  const { blame, reason } = change;
  const words = blame === undefined || blame === 'api' ? reason : `[${blame}] ${reason ?? ''}`;
  return { ...verdict(change), details: words === undefined ? [] : [words] };
}

function failing(change: VerdictChange): ComparisonEntry {
  return { ...worse(change), replay: change.replay };
}

/** Each requirement of the changes once, with its number of places. */
function requirementsIn(changes: readonly VerdictChange[]): string[] {
  const counts = new Map<string, number>();
  for (const { requirement } of changes) counts.set(requirement, (counts.get(requirement) ?? 0) + 1);
  return [...counts].map(([id, count]) => (count === 1 ? id : `${id} at ${String(count)} places`));
}
