import { seededFaker } from '../../contract/data/drafts.ts';

/** Each line: variants that exclude each other or concern the same part of the API. A row has at most one of each line. */
const choices: readonly (readonly string[])[] = [
  ['ids-v7', ''],
  ['', 'populated'],
  ['page-size-5', 'page-size-100', '', 'pages-of-20', 'pages-of-4'],
  ['update-replaces', 'update-204', '', 'status-by-update'],
  ['removed-410', 'removal-repeatable', 'removal-idempotent', ''],
  [
    ...['suspension-answers-customer', 'suspension-once', '', 'no-suspension', 'suspension-204'],
    ...['suspended-for-good', 'suspension-undated', 'suspension-405', 'suspension-501', 'no-unsuspension'],
    'unsuspension-501',
  ],
  ['', 'scalars-coerced'],
  ['null-left-out', ''],
  ['', 'listed-in-any-case'],
  ['codes-in-any-case', ''],
  ['', 'zip-codes-optional'],
  ['metadata-of-any-type', ''],
  ['', 'texts-trimmed', ''],
  ['', 'media-type-passed-over'],
  ['pages-by-default', ''],
  ['', 'days-that-there-are-not'],
  ['token-without-scheme', ''],
  ['', 'garbage-passed-over'],
  ['', 'amounts-in-either-form'],
  ['exchange-400', ''],
  ['', '', 'latin-without-marks', 'printable-text-alone'],
  ['', 'addresses-validated'],
  ['emails-once', ''],
  ['', 'arrays-reversed'],
  ['texts-composed', 'texts-decomposed', ''],
  ['', 'email-domain-in-capitals'],
  ['null-until-updated', ''],
  ['', 'actors-without-id', 'internal-actors'],
  ['', '', '', 'middle-names-dropped', ''],
  ['social-ids-whole', 'social-ids-left-out', ''],
  ['', 'customers-located'],
  ['', 'download-any-time', 'download-404', 'download-422'],
  ['unknown-fields-refused', ''],
  ['filters-in-part', 'filters-exact', 'filters-whatever-case'],
  ['', 'no-limits'],
  ['created-200', ''],
  ['', 'exchanged-201'],
  ['unauthenticated-403', 'malformed-credentials-400', 'plain-403'],
  ['', 'foreign-403'],
  ['', '', '', '', 'invalid-422'],
  ['malformed-id-404', ''],
  ['taken-reference-answers-owner', 'conflict-400', 'conflict-422'],
  ['', 'media-type-400'],
  ['unknown-method-404', ''],
  ['', '', '', 'undocumented-fields', ''],
  ['', 'utilisation-by-limit-id'],
  ['location-absolute', ''],
  ['unset-null', 'unset-absent', 'unset-empty-texts', 'unset-empty-collections', 'minimal-entries'],
  ['', 'key-order'],
  ['times-in-seconds', 'times-with-offset', 'times-in-microseconds', 'times-in-nanoseconds', 'times-trimmed'],
  ['error-words', ''],
  ['error-paths-in-brackets', 'error-paths-as-pointers', 'no-error-list', '', ''],
  ['problem-json', 'framework-errors', 'framework-pages', 'attack-filter', ''],
  ['', 'delayed', '', 'rate-limited', ''],
  ['whitespace', ''],
  ['media-type-upper-case', 'media-type-bare', ''],
  ['', 'gzip'],
  ['chunked', ''],
  ['', 'connection-closed'],
  ['headers-lower-case', 'headers-upper-case', ''],
  ['', 'more-headers', 'fewer-headers', '', ''],
  ['any-origin', ''],
];

/** The number of rows that take an entry of every line, beginning again where a line ends. */
const full = 5;

/** The combined variants by the name of the row. Every variant is in at least one row, except those with lagging reads. */
export const variantRows: Readonly<Record<string, readonly string[]>> = rows();

function rows(): Record<string, string[]> {
  const longest = Math.max(...choices.map(({ length }) => length));
  const all = Array.from({ length: longest }, (_, row) =>
    choices.map((names) => names[row < full ? row % names.length : row] ?? '').filter((name) => name !== ''),
  );
  return Object.fromEntries(all.map((names, row) => [`row-${String(row + 1)}`, names]));
}

/** Combinations of three variants that do not exclude each other. Depends on the seed only; no variant repeats before all were used. */
export function variantTriples(seed: string, count: number): string[][] {
  const faker = seededFaker({ seed });
  const lines = choices.map((names) => names.filter((name) => name !== ''));
  const fresh = (): string[] => faker.helpers.shuffle(lines.flat());
  let queue = fresh();
  const lineOf = (name: string): number => lines.findIndex((names) => names.includes(name));
  return Array.from({ length: count }, () => {
    const triple: string[] = [];
    while (triple.length < 3) {
      if (queue.length < 3) queue = [...queue, ...fresh()];
      const taken = triple.map(lineOf);
      const next = queue.findIndex((name) => !taken.includes(lineOf(name)));
      triple.push(...queue.splice(next, 1));
    }
    return triple;
  });
}

/** Every variant once, in groups of at most `size` that concern different parts of the API; one that is on no line is alone. */
export function variantGroups(size: number, names: readonly string[]): string[][] {
  const lines = choices.map((line) => line.filter((name) => name !== ''));
  const lineOf = (name: string): number => lines.findIndex((line) => line.includes(name));
  const groups: string[][] = [];
  for (const name of names) {
    const isFree = (group: string[]): boolean =>
      group.length < size && group.every((each) => lineOf(each) >= 0 && lineOf(each) !== lineOf(name));
    const free = lineOf(name) < 0 ? undefined : groups.find(isFree);
    if (free) free.push(name);
    else groups.push([name]);
  }
  return groups;
}
