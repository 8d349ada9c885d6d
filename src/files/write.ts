import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { FileError, fileError } from './file-error.ts';
import type { Mark } from './marks.ts';
import { assertFree, folderObstacle, obstacle } from './ours.ts';

/** What a file is to hold. */
export type Content = string | Uint8Array;

/** How a file is written. */
export interface FileWriting {
  /** How one of ours is known that stands there; by its name where nothing is said. */
  mark?: Mark | undefined;
  /** Who may do what with it. */
  mode?: number;
  /** What it means that it could not be written, as a sentence. */
  meaning?: string;
}

/**
 * Writes files, each in the place of one of ours or where nothing is: all of them or none, and each at once, so that nobody reads half
 * of one, and what another name leads to stays as it is. Throws a {@link FileError}.
 */
export function replaceFiles(
  files: Readonly<Record<string, Content>>,
  { mark, mode = 0o666, meaning }: FileWriting = {},
): void {
  assertFree(Object.keys(files).map((file) => [file, obstacle(file, mark)]));
  const drafts = new Map<string, string>();
  let current = '';
  try {
    for (const [file, content] of Object.entries(files)) {
      current = file;
      const draft = path.join(path.dirname(file), `.kor-${randomUUID()}`);
      drafts.set(draft, file);
      writeNew(draft, content, { mode, isSynced: true }); // some file systems tell only then that they are full
    }
    for (const [draft, file] of drafts) renameSync(draft, (current = file));
  } catch (error) {
    for (const draft of drafts.keys()) rmSync(draft, { force: true });
    throw fileError(error, current, meaning);
  }
}

/** Writes a file, as {@link replaceFiles} does. */
export function replaceFile(file: string, content: Content, writing?: FileWriting): void {
  replaceFiles({ [file]: content }, writing);
}

/** Writes a file where nothing is, whole or not at all. Throws a {@link FileError}. */
export function createFile(
  file: string,
  content: Content,
  { mode = 0o666, meaning }: Omit<FileWriting, 'mark'> = {},
): void {
  try {
    writeNew(file, content, { mode });
  } catch (error) {
    throw fileError(error, file, meaning);
  }
}

function writeNew(
  file: string,
  content: Content,
  { mode, isSynced = false }: { mode: number; isSynced?: boolean },
): void {
  const descriptor = openSync(file, 'wx', mode);
  try {
    writeAll(descriptor, content);
    if (isSynced) fsyncSync(descriptor);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Something that is written to line by line. */
export interface Appending {
  /** Returns once all of a text is written. Throws a {@link FileError}. */
  append: (text: string) => void;
  close: () => void;
}

/**
 * Opens a file to be carried on, by several processes at once if need be; one that is not there is made, but with `isThere`. `isDurable`: what is appended
 * is on disk when the call returns. Throws a {@link FileError} for a link, and for what is no file of ours.
 */
export function openToAppend(
  file: string,
  {
    mark,
    mode = 0o666,
    meaning,
    isDurable = false,
    isThere = false,
  }: FileWriting & { isDurable?: boolean; isThere?: boolean } = {},
): Appending {
  assertFree([[file, obstacle(file, mark)]]);
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_SYNC } = constants;
  const attempt = <Value>(act: () => Value): Value => {
    try {
      return act();
    } catch (error) {
      throw fileError(error, file, meaning);
    }
  };
  const flags =
    O_WRONLY | O_APPEND | (isThere ? 0 : O_CREAT) | O_NOFOLLOW | O_NONBLOCK | (isDurable ? O_SYNC : 0);
  const descriptor = attempt(() => openSync(file, flags, mode));
  if (!fstatSync(descriptor).isFile()) throw new FileError(`${file} is no file.`);
  return {
    append: (text) => {
      attempt(() => {
        writeAll(descriptor, text);
      });
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}

/** A file system that has room for a part of it writes that part, and complains only of the next. */
function writeAll(descriptor: number, content: Content): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

/** Makes a folder that somebody has named, with those above it. Throws a {@link FileError}. */
export function makeFolder(folder: string, mode = 0o777): void {
  try {
    mkdirSync(folder, { recursive: true, mode });
  } catch (error) {
    throw fileError(error, folder);
  }
}

/** Makes folders of ours, one in the other, below one that is there. Throws a {@link FileError} where one of them is a link or no folder. */
export function makeFolders(base: string, names: readonly string[], mode = 0o777): string {
  return names.reduce((above, name) => {
    const folder = path.join(above, name);
    assertFree([[folder, folderObstacle(folder)]]);
    makeFolder(folder, mode);
    return folder;
  }, base);
}

/** What tells a file from the one that takes its place, whatever the clock says; undefined where there is none. */
export function identityOf(file: string): string | undefined {
  const found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${String(found.ino)} ${String(found.ctimeNs)} ${String(found.size)}`;
}
