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

/** The content of a file to write. */
export type Content = string | Uint8Array;

/** How a file is written. */
export interface FileWriting {
  /** The mark of an existing file that this suite wrote; undefined: that of its name. */
  mark?: Mark | undefined;
  /** The permissions of the file. */
  mode?: number;
  /** What a failure to write the file means, as a sentence for the error message. */
  meaning?: string;
}

/**
 * Creates files, or replaces files that this suite wrote. Renames each into place once all are on disk, so that a reader never sees half
 * a file, and hard links to an old file keep its content. Writes none when one cannot be written. Throws a {@link FileError}.
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
      writeNew(draft, content, { mode, isSynced: true }); // some file systems report only then that they are full
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

/** Creates a file, and removes it again when it cannot be written completely. Throws a {@link FileError}, also when it exists. */
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

/** A file that is open for appending. */
export interface Appending {
  /** Appends a text and returns once all of it is written. Throws a {@link FileError}. */
  append: (text: string) => void;
  close: () => void;
}

/**
 * Opens a file for appending, also by several processes at once, and creates it if needed, unless `isThere`. `isDurable`: appended text
 * is on disk when the call returns. Throws a {@link FileError} for a link, and for a file that this suite did not write.
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
  if (!fstatSync(descriptor).isFile()) throw new FileError(`${file} is not a regular file.`);
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

/** Writes until all bytes are written: an almost full file system writes a part of them, and fails only on the next write. */
function writeAll(descriptor: number, content: Content): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
}

/** Creates a folder that the user has named, and its parents. Throws a {@link FileError}. */
export function makeFolder(folder: string, mode = 0o777): void {
  try {
    mkdirSync(folder, { recursive: true, mode });
  } catch (error) {
    throw fileError(error, folder);
  }
}

/** Creates nested folders below an existing one and returns the last. Throws a {@link FileError} when one of them is a link or not a folder. */
export function makeFolders(base: string, names: readonly string[], mode = 0o777): string {
  return names.reduce((above, name) => {
    const folder = path.join(above, name);
    assertFree([[folder, folderObstacle(folder)]]);
    makeFolder(folder, mode);
    return folder;
  }, base);
}

/** Returns a value that changes when a file is replaced or changed, whatever the clock says; undefined when the file does not exist. */
export function identityOf(file: string): string | undefined {
  const found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${String(found.ino)} ${String(found.ctimeNs)} ${String(found.size)}`;
}
