import { findSourceMap } from 'node:module';
import { pathToFileURL } from 'node:url';

process.setSourceMapsEnabled(true); // for modules that are loaded from now on

/**
 * The checks of the suite that threw the errors of a test, each by its place: `tests/<area>/<file>.test.ts:<line>`. This module must be
 * loaded before the test files, since the runner has no source maps of files that are loaded with a query.
 */
export function failedChecks(errors: readonly { stack?: string }[]): string[] {
  return errors.flatMap(({ stack = '' }) => placeIn(stack) ?? []);
}

function placeIn(stack: string): string | undefined {
  const [, whole, file, query = '', line, column] =
    /^ +at .*?(\/[^\s()]*(tests\/[^\s()?]+\.test\.ts))(\?[^\s():]+)?:(\d+):(\d+)/m.exec(stack) ?? [];
  if (whole === undefined || file === undefined || line === undefined) return undefined;
  if (query === '') return `${file}:${line}`;
  const map = findSourceMap(pathToFileURL(whole).href + query);
  const entry = map?.findEntry(Number(line) - 1, Number(column) - 1);
  return entry && 'originalLine' in entry ? `${file}:${String(entry.originalLine + 1)}` : undefined;
}
