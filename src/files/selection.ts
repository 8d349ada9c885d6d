import path from 'node:path';
import { reportNames } from './report-folder.ts';

/** Options of Playwright's runner that take a value and leave open which tests are run. */
const withValue = [
  ...['-j', '--workers', '--max-failures', '--timeout', '--global-timeout', '--trace', '--reporter'],
  ...['--output', '--tsconfig', '--retries', '--repeat-each'],
];
/** Options that take none. */
const alone =
  /^(?:-x|--headed|--quiet|--fully-parallel|--forbid-only|--fail-on-flaky-tests|--ignore-snapshots)$/;

/**
 * Whether arguments of `playwright test` may leave tests out, or run none. What is not known to leave all of them in counts as if it did:
 * then the result of a whole run is not replaced.
 */
export function isSelection(args: readonly string[]): boolean {
  const takesNext = (each: string | undefined): boolean => each !== undefined && withValue.includes(each);
  return args.some((each, index) => {
    const [name = ''] = each.split('=');
    return !alone.test(each) && !withValue.includes(name) && !takesNext(args[index - 1]);
  });
}

/** The folder for the reports of a run: that of `base`, or within it the one for a run that may leave tests out. `args`: of `playwright test`. */
export function folderOfRun(base: string, args: readonly string[]): string {
  return isSelection(args) ? path.resolve(base, reportNames.selection) : path.resolve(base);
}
