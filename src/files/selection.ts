import path from 'node:path';
import { reportNames } from './report-folder.ts';

/** Options of Playwright's runner that take a value and do not select tests. */
const withValue = [
  ...['-j', '--workers', '--max-failures', '--timeout', '--global-timeout', '--trace', '--reporter'],
  ...['--output', '--tsconfig', '--retries', '--repeat-each'],
];
/** Such options without a value. */
const alone =
  /^(?:-x|--headed|--quiet|--fully-parallel|--forbid-only|--fail-on-flaky-tests|--ignore-snapshots)$/;

/**
 * Whether arguments of `playwright test` may leave out tests. Every argument that is not known to keep all of them counts as a selection,
 * so that the result of a whole run is not replaced.
 */
export function isSelection(args: readonly string[]): boolean {
  const takesNext = (each: string | undefined): boolean => each !== undefined && withValue.includes(each);
  return args.some((each, index) => {
    const [name = ''] = each.split('=');
    return !alone.test(each) && !withValue.includes(name) && !takesNext(args[index - 1]);
  });
}

/** Returns the folder for the reports of a run: `base`, or its subfolder for a run that may leave out tests. `args`: of `playwright test`. */
export function folderOfRun(base: string, args: readonly string[]): string {
  return isSelection(args) ? path.resolve(base, reportNames.selection) : path.resolve(base);
}
