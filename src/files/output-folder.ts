import { existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileError } from './file-error.ts';
import { isOurs } from './ours.ts';
import { reportNames } from './report-folder.ts';
import { createFile, replaceFile } from './write.ts';

const prefix = path.join(tmpdir(), 'kor-run-');
/** The file in which the runner records the last run, and which it reads before the next. */
const noteName = '.last-run.json';

/** Whether a folder was created by {@link makeOutputFolder}, so that the runner may empty it. */
export function isOutputFolder(folder: string | undefined): folder is string {
  return folder?.startsWith(prefix) === true && /^\w{6}$/.test(folder.slice(prefix.length));
}

/**
 * Creates a temporary output folder for the runner, with the runner's record of the last run whose reports are in `reports`. The runner
 * empties it, so no other program may use it. It is removed at the end of this process, unless a test left a file in it. Throws a
 * `FileError`.
 */
export function makeOutputFolder(reports: string): string {
  const kept = path.join(reports, reportNames.lastRun);
  const folder = newFolder();
  const note = path.join(folder, noteName);
  if (isOurs(kept)) createFile(note, readFileSync(kept));
  process.once('exit', () => {
    rmSync(note, { force: true });
    removeEmpty(folder);
  });
  return folder;
}

/** Copies the runner's record of a run to the folder of its reports. Throws a `FileError`. */
export function keepLastRun(reports: string, output: string): void {
  const note = path.join(output, noteName);
  if (!existsSync(note)) return;
  const noted = { suite: 'rocketkor-conformance', ...(JSON.parse(readFileSync(note, 'utf8')) as object) };
  replaceFile(path.join(reports, reportNames.lastRun), `${JSON.stringify(noted)}\n`);
}

function newFolder(): string {
  try {
    return mkdtempSync(prefix);
  } catch (error) {
    throw fileError(error, prefix);
  }
}

function removeEmpty(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const name of readdirSync(folder)) removeEmpty(path.join(folder, name));
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
