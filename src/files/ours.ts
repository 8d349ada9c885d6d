import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, rmSync, type Stats } from 'node:fs';
import path from 'node:path';
import { FileError, fileError } from './file-error.ts';
import { markOf, type Mark } from './marks.ts';

/** Bytes of a file that tell whose it is. */
const beginning = 1024 * 1024;

/**
 * Why a name is not free for a file of ours, in the words that follow it; undefined where nothing is there, or a file that we have
 * written, under whatever other names it is known too. What is empty holds nothing that could be lost.
 */
export function obstacle(file: string, mark: Mark = markOf(path.basename(file))): string | undefined {
  const found = standing(file);
  if (!found || typeof found === 'string') return found;
  if (!found.isFile()) return `is ${kindOf(found)}, where a file is to be`;
  try {
    const text = beginningOf(file);
    return text === '' || mark(text) ? undefined : 'was not written by this suite';
  } catch (error) {
    return `cannot be read (${codeOf(error)})`;
  }
}

/** Why a name is not free for a folder of ours, in the words that follow it; undefined where nothing is there, or a folder and no link to one. */
export function folderObstacle(folder: string): string | undefined {
  const found = standing(folder);
  if (!found || typeof found === 'string') return found;
  return found.isDirectory() ? undefined : `is ${kindOf(found)}, where a folder is to be`;
}

/** Whether there is a file of ours. */
export function isOurs(file: string, mark?: Mark): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined && obstacle(file, mark) === undefined;
}

/** Removes a file of ours, if it is there. Throws a {@link FileError} where something else has its name, or it cannot be removed. */
export function removeOurs(file: string, mark?: Mark): void {
  assertFree([[file, obstacle(file, mark)]]);
  try {
    rmSync(file, { force: true });
  } catch (error) {
    throw fileError(error, file);
  }
}

/** Throws a {@link FileError} that names every name that is not free, with why. */
export function assertFree(
  names: readonly (readonly [name: string, obstacle: string | undefined])[],
  remedy = 'Move it away, or give it another name',
): void {
  const taken = names.flatMap(([name, why]) => (why === undefined ? [] : [`  ${name} ${why}`]));
  if (taken.length === 0) return;
  throw new FileError(
    `What this suite writes has the name of something that is not its own, which is left as it is:\n\n${taken.join('\n')}\n\n${remedy}.`,
  );
}

/** What has a name, no link followed; or why nobody can tell. */
function standing(place: string): Stats | string | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch (error) {
    return codeOf(error) === 'ENOTDIR'
      ? 'lies in what is no folder'
      : `cannot be looked at (${codeOf(error)})`;
  }
}

/** The first bytes of a file, read as Latin-1 so that none is lost. Opens neither a link nor what would wait for a writer. */
function beginningOf(file: string): string {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const descriptor = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    if (!fstatSync(descriptor).isFile()) return '\0';
    const bytes = Buffer.alloc(Math.min(beginning, fstatSync(descriptor).size));
    return bytes.toString('latin1', 0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

function kindOf(found: Stats): string {
  if (found.isSymbolicLink()) return 'a link';
  if (found.isDirectory()) return 'a folder';
  return found.isFile() ? 'a file' : 'a device, pipe or socket';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
