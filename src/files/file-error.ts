/**
 * Thrown where something of another stands in the way, or a file cannot be written: its message is for a person to read. It has no
 * stack, since nothing is wrong with our code.
 */
export class FileError extends Error {
  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/** What a file system refuses with, and what a person can do about it. */
const troubles: Record<string, { words: string; remedy: string }> = {
  ENOSPC: { words: 'no space is left on its disk', remedy: 'Free some space there' },
  EDQUOT: { words: 'the quota on its disk is used up', remedy: 'Free some space there' },
  EFBIG: {
    words: 'it would be larger than a file may be',
    remedy: 'Raise the limit on the size of files (ulimit -f)',
  },
  EACCES: { words: 'permission is denied', remedy: 'See that this account may write there' },
  EPERM: { words: 'the operation is not permitted', remedy: 'See that this account may write there' },
  EROFS: { words: 'its file system is read-only', remedy: 'See that it may be written to' },
  EMFILE: {
    words: 'too many files are open',
    remedy: 'Raise the limit on the number of open files (ulimit -n)',
  },
  ENFILE: { words: 'too many files are open on this machine', remedy: 'End what holds them open' },
  EIO: { words: 'its disk fails', remedy: 'See to that disk' },
  ENAMETOOLONG: { words: 'its name is too long', remedy: 'Choose a shorter path' },
  EEXIST: { words: 'something stands there', remedy: 'Move it away' },
  EISDIR: { words: 'a folder stands there', remedy: 'Move it away' },
  ENOTDIR: { words: 'a file stands where a folder is to be', remedy: 'Move it away' },
  ELOOP: { words: 'a link stands there, and links are not followed', remedy: 'Move it away' },
  ENXIO: { words: 'no plain file stands there', remedy: 'Move it away' },
  ENOENT: { words: 'its folder is gone', remedy: 'See what removed it' },
};

/** A file that could not be written, in words: why, what follows from it, and what to do. Another error than of a file is thrown as it is. */
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

/** What is wrong with a file that no function of this folder was writing to, in words; undefined for any other error. */
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
