import { lstatSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileError } from './file-error.ts';
import { resultMark } from './marks.ts';
import { assertFree, folderObstacle, isOurs, obstacle, removeOurs } from './ours.ts';
import { isThisProcess, writtenIn } from './running.ts';
import { replaceFile } from './write.ts';

/** Names in a report folder. */
export const reportNames = {
  /** Exists while a run writes to the folder, and names its process. */
  lock: '.running',
  /** The evidence that is recorded before the first test. */
  preflight: '.preflight.ndjson',
  /** The tests that failed last, for `--last-failed`. */
  lastRun: '.last-run.json',
  evidence: 'evidence.ndjson',
  page: 'conformance.html',
  junit: 'junit.xml',
  conformance: 'conformance.json',
  allureResults: 'allure-results',
  /** The folder for the reports of a run that may have left tests out. */
  selection: 'selection',
  /** The folder of values that are created once per run and shared by all workers. */
  once: '.once-evidence',
} as const;

/** The reports that are removed at the start of a run, because they must not outlive the results that they describe. */
const verdicts = [reportNames.page, reportNames.junit, reportNames.conformance];

/**
 * Throws a {@link FileError} that lists everything in a report folder that has a name that a run writes to, and that this suite did not
 * write. None of it is replaced, removed or followed.
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
 * Starts the reports of a run of this process: replaces the evidence with what was recorded before the first test, and removes the
 * reports and Allure results of the last run, except the history of the Allure report. Throws a {@link FileError}.
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

/** Whether the lock of a report folder names this process. */
export function isTakenHere(folder: string): boolean {
  return isThisProcess(holderOf(folder));
}

/** The process that the lock of a folder names, as it is written there; undefined when this suite has no lock there. */
export function holderOf(folder: string): unknown {
  const lock = path.join(folder, reportNames.lock);
  return isOurs(lock) ? writtenIn(lock) : undefined;
}

/** The names of the Allure results that this suite wrote, and of their attachments: other programs may write to that folder, too. */
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

/** The names of the attachments of a result. */
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
