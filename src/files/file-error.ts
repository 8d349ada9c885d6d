/**
 * Thrown when a file that this suite did not write is in the way, or a file cannot be written. Its message is for the user; it has no
 * stack, since the code is not at fault.
 */
export class FileError extends Error {
  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/** The error codes of a file system: a description of each, and what the user can do about it. */
const troubles: Record<string, { words: string; remedy: string }> = {
  ENOSPC: { words: 'no space is left on its disk', remedy: 'Free some space there' },
  EDQUOT: { words: 'the quota on its disk is used up', remedy: 'Free some space there' },
  EFBIG: {
    words: 'it would exceed the largest size of a file',
    remedy: 'Raise the limit on the size of files (ulimit -f)',
  },
  EACCES: { words: 'permission is denied', remedy: 'Give this account write permission there' },
  EPERM: { words: 'the operation is not permitted', remedy: 'Give this account write permission there' },
  EROFS: { words: 'its file system is read-only', remedy: 'Mount it as writable' },
  EMFILE: {
    words: 'too many files are open',
    remedy: 'Raise the limit on the number of open files (ulimit -n)',
  },
  ENFILE: { words: 'too many files are open on this machine', remedy: 'End programs that hold files open' },
  EIO: { words: 'its disk reports an error', remedy: 'Check that disk' },
  ENAMETOOLONG: { words: 'its name is too long', remedy: 'Choose a shorter path' },
  EEXIST: { words: 'something with this name exists', remedy: 'Move it away' },
  EISDIR: { words: 'it is a folder', remedy: 'Move it away' },
  ENOTDIR: { words: 'a file exists where a folder is needed', remedy: 'Move it away' },
  ELOOP: { words: 'it is a link, and links are not followed', remedy: 'Move it away' },
  ENXIO: { words: 'it is not a regular file', remedy: 'Move it away' },
  ENOENT: { words: 'its folder does not exist', remedy: 'Find out what removed it' },
};

/** Returns an error that says why a file could not be written, what that means and what to do. Rethrows errors of other kinds. */
export function fileError(error: unknown, file: string, meaning = ''): FileError {
  if (error instanceof FileError) return error;
  const trouble = troubleOf(error);
  if (!trouble) throw error;
  const { words, remedy, code } = trouble;
  const follows = meaning === '' ? '' : ` ${meaning}`;
  return new FileError(
    `${file} could not be written: ${words} (${code}).${follows} ${remedy}, and run again.`,
  );
}

/** Returns the error for a file that was written without the functions of this folder; undefined for any other error. */
export function strayFileError(error: unknown): FileError | undefined {
  const { path = 'A file', syscall = '' } = error as NodeJS.ErrnoException;
  return writing.test(syscall) && troubleOf(error) ? fileError(error, path) : undefined;
}

/** The system calls that write. */
const writing =
  /^(?:open|write|mkdir|mkdtemp|rename|unlink|rm|rmdir|link|symlink|copyfile|cp|ftruncate|fsync|fdatasync|close|chmod)$/;

function troubleOf(error: unknown): { words: string; remedy: string; code: string } | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = troubles[code];
  return known && { ...known, code };
}
