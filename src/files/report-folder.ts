import { lstatSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileError } from './file-error.ts';
import { resultMark } from './marks.ts';
import { assertFree, folderObstacle, isOurs, obstacle, removeOurs } from './ours.ts';
import { isThisProcess, writtenIn } from './running.ts';
import { replaceFile } from './write.ts';

/** Names in a report folder. */
export const reportNames = {
  /** There while a run writes to the folder, and says which. */
  lock: '.running',
  /** What was recorded before the first test. */
  preflight: '.preflight.ndjson',
  /** The tests that failed last, for `--last-failed`. */
  lastRun: '.last-run.json',
  evidence: 'evidence.ndjson',
  page: 'conformance.html',
  junit: 'junit.xml',
  conformance: 'conformance.json',
  allureResults: 'allure-results',
  /** The folder for the reports of a run that was about some of the tests. */
  selection: 'selection',
  /** What workers have made once for all. */
  once: '.once-evidence',
} as const;

/** What the next run leaves anew, and what must not outlive the results that it belongs to. */
const verdicts = [reportNames.page, reportNames.junit, reportNames.conformance];

/**
 * Throws a {@link FileError} that names everything in a report folder that has the name of something a run writes, and is not ours:
 * nothing of it is replaced, removed or followed.
 */
export function assertReportNames(folder: string, others: readonly string[] = []): void {
  const { lock, preflight, evidence, allureResults, once } = reportNames;
  const results = path.join(folder, allureResults);
  const files = [lock, preflight, evidence, ...verdicts, ...others].map((name) => path.join(folder, name));
  const folders = [results, path.join(folder, once)].map((each) => [each, folderObstacle(each)] as const);
  const within = path.join(results, 'environment.properties');
  const isFolder = folderObstacle(results) === undefined;
  assertFree(
    [
      ...files.map((file) => [file, obstacle(file)] as const),
      ...folders,
      ...(isFolder ? [[within, obstacle(within)] as const] : []),
    ],
    'Move it away, or set KOR_REPORT_FOLDER to another folder',
  );
}

/**
 * Begins the reports of a run of this process: what was recorded before its first test is its evidence from now on, and what the last
 * run left of ours is removed, but for the history of the Allure report. Throws a {@link FileError}.
 */
export function beginReports(folder: string): void {
  const file = (name: string): string => path.join(folder, name);
  replaceFile(file(reportNames.evidence), textOf(file(reportNames.preflight)));
  for (const name of verdicts) removeOurs(file(name));
  removeResults(file(reportNames.allureResults));
}

function textOf(file: string): string {
  if (!isOurs(file)) return '';
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(error, file);
  }
}

/** Whether this process runs tests whose reports go to a folder: its lock names it. */
export function isTakenHere(folder: string): boolean {
  return isThisProcess(holderOf(folder));
}

/** The process that a lock names, as it is written there; undefined where there is no lock of ours. */
export function holderOf(folder: string): unknown {
  const lock = path.join(folder, reportNames.lock);
  return isOurs(lock) ? writtenIn(lock) : undefined;
}

/** The names of the files in Allure's results that a run of this suite wrote, and of their attachments: others may write there, too. */
export function ownResults(results: string): string[] {
  if (folderObstacle(results) !== undefined) return [];
  const names = entriesOf(results);
  const own = names.filter(
    (name) => name.endsWith('-result.json') && isOurs(path.join(results, name), resultMark),
  );
  const attached = own.flatMap((name) => attachmentsIn(readFileSync(path.join(results, name), 'utf8')));
  const further = ['environment.properties'].filter((name) => isOurs(path.join(results, name)));
  const isThere = (name: string): boolean =>
    names.includes(name) && lstatSync(path.join(results, name)).isFile();
  return [...new Set([...own, ...further, ...attached])].filter(isThere);
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The names of the files that a result attaches. */
function attachmentsIn(result: string): string[] {
  return [...result.matchAll(/"source":"([\w-]+-attachment[\w.]*)"/g)].map(([, name = '']) => name);
}

function removeResults(results: string): void {
  for (const name of ownResults(results)) {
    try {
      rmSync(path.join(results, name), { force: true });
    } catch (error) {
      throw fileError(error, path.join(results, name));
    }
  }
}
