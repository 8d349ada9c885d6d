import { DescriptionError } from '../description/problems/description-error.ts';
import { FileError, strayFileError } from '../files/file-error.ts';
import { ConfigurationError } from '../target/configuration-error.ts';
import { warn } from '../verdict/reports/terminal.ts';

/**
 * Runs a command and returns its exit code, or 2 if it throws. Of an error that the user can fix it prints only the message; any other
 * error is one of the suite, and is printed with its stack.
 */
export async function reporting(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (thrown) {
    const error = strayFileError(thrown) ?? thrown;
    const isExpected =
      error instanceof ConfigurationError ||
      error instanceof DescriptionError ||
      error instanceof FileError ||
      error instanceof UsageError;
    const text = isExpected
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
    warn(`${text.trimEnd()}\n`);
    return 2;
  }
}

/** Thrown for a command that cannot be carried out as it was given. */
export class UsageError extends Error {}
