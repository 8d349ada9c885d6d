import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, rmSync, type Stats } from 'node:fs';
import path from 'node:path';
import { FileError, fileError } from './file-error.ts';
import { markOf, type Mark } from './marks.ts';

/** The number of bytes at the beginning of a file that the marks are looked for in. */
const beginning = 1024 * 1024;

/**
 * Returns why this suite may not write a file of this name, as the rest of a sentence that begins with the name; undefined when no file
 * exists, or one that is empty or that this suite wrote, even if it has other names (hard links).
 */
export function obstacle(file: string, mark: Mark = markOf(path.basename(file))): string | undefined {
  const found = standing(file);
  if (!found || typeof found === 'string') return found;
  if (!found.isFile()) return `is ${kindOf(found)}, where a file is needed`;
  try {
    const text = beginningOf(file);
    return text === '' || mark(text) ? undefined : 'was not written by this suite';
  } catch (error) {
    return `cannot be read (${codeOf(error)})`;
  }
}

/** Returns the same for a folder; undefined when nothing exists there, or a folder that is not a link. */
export function folderObstacle(folder: string): string | undefined {
  const found = standing(folder);
  if (!found || typeof found === 'string') return found;
  return found.isDirectory() ? undefined : `is ${kindOf(found)}, where a folder is needed`;
}

/** Whether a file exists and is empty or was written by this suite. */
export function isOurs(file: string, mark?: Mark): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined && obstacle(file, mark) === undefined;
}

/** Removes a file of this suite, if it exists. Throws a {@link FileError} when the suite did not write it, or it cannot be removed. */
export function removeOurs(file: string, mark?: Mark): void {
  assertFree([[file, obstacle(file, mark)]]);
  try {
    rmSync(file, { force: true });
  } catch (error) {
    throw fileError(error, file);
  }
}

/** Throws a {@link FileError} that lists every name with an obstacle. */
export function assertFree(
  names: readonly (readonly [name: string, obstacle: string | undefined])[],
  remedy = 'Move it away, or give it another name',
): void {
  const taken = names.flatMap(([name, why]) => (why === undefined ? [] : [`  ${name} ${why}`]));
  if (taken.length === 0) return;
  throw new FileError(
    `This suite does not replace what it did not write, and needs these names for its own files:\n\n${taken.join('\n')}\n\n${remedy}.`,
  );
}

/** Returns what exists at a path, without following a link, or why that is unknown. */
function standing(place: string): Stats | string | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch (error) {
    return codeOf(error) === 'ENOTDIR'
      ? 'has a parent that is not a folder'
      : `cannot be accessed (${codeOf(error)})`;
  }
}

/** Returns the first bytes of a file, decoded as Latin-1 so that none is lost. Follows no link and does not wait for the writer of a pipe. */
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
