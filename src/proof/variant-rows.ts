/** Variants that exclude each other, or have to do with the same: a row has one of each line, where it is not blank. */
const choices: readonly (readonly string[])[] = [
  ['ids-v7', ''],
  ['', 'populated'],
  ['page-size-5', 'page-size-100', ''],
  ['update-replaces', 'update-204', ''],
  ['', 'removal-repeatable'],
  ['suspension-answers-customer', 'suspension-once', ''],
  ['unknown-fields-refused', ''],
  ['filters-in-part', 'filters-exact', 'filters-whatever-case'],
  ['', 'no-limits'],
  ['created-200', ''],
  ['', 'exchanged-201'],
  ['unauthenticated-403', 'malformed-credentials-400', ''],
  ['', 'foreign-403'],
  ['', '', '', '', 'invalid-422'],
  ['malformed-id-404', ''],
  ['', 'conflict-400', 'conflict-422'],
  ['', 'media-type-400'],
  ['unknown-method-404', ''],
  ['', '', '', 'undocumented-fields', ''],
  ['', 'utilisation-by-limit-id'],
  ['location-absolute', ''],
  ['', 'email-domain-in-capitals'],
  ['unset-null', 'unset-absent', 'unset-empty-texts', 'unset-empty-collections', 'minimal-entries'],
  ['', 'key-order'],
  ['times-in-seconds', 'times-with-offset', 'times-in-microseconds', 'times-in-nanoseconds', 'times-trimmed'],
  ['error-words', ''],
  ['error-paths-in-brackets', 'error-paths-as-pointers', 'no-error-list', '', ''],
  ['', 'delayed', '', 'rate-limited', ''],
  ['whitespace', ''],
  ['media-type-upper-case', 'media-type-bare', ''],
  ['', 'gzip'],
  ['chunked', ''],
  ['', 'connection-closed'],
  ['headers-lower-case', 'headers-upper-case', ''],
  ['', 'more-headers'],
];

/** As many as it takes for every variant to be in one. */
const rows = 5;

/** Variants that are combined, by the name of the row: every variant but those of reads that lag is in at least one. */
export const variantRows: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Array.from({ length: rows }, (_, row) => [
    `row-${String(row + 1)}`,
    choices.map((names) => names[row % names.length] ?? '').filter((name) => name !== ''),
  ]),
);
