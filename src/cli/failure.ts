import { DescriptionError } from '../description/problems/description-error.ts';
import { FileError, strayFileError } from '../files/file-error.ts';
import { ConfigurationError } from '../target/configuration-error.ts';
import { warn } from '../verdict/reports/terminal.ts';

/**
 * Runs a command and returns its exit code: 2 with nothing but the message for what a user can mend. Anything else that is
 * thrown is a fault of the suite, and keeps its stack.
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

/** A command that cannot be carried out as it was given. */
export class UsageError extends Error {}
