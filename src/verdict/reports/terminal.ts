import { randomUUID } from 'node:crypto';
import pc from 'picocolors';
import { printable } from '../../contract/words.ts';

/** A random stand-in for the escape character in painted text, which no text from a file or a target can contain. */
const escape = randomUUID();

const painted = (color: (text: string) => string) => (text: string) =>
  color(printable(text)).replaceAll('\u001b', escape);

/** Colours for what {@link say} writes. */
export const paint = {
  bold: painted(pc.bold),
  dim: painted(pc.dim),
  red: painted(pc.red),
  green: painted(pc.green),
  yellow: painted(pc.yellow),
  magenta: painted(pc.magenta),
  cyan: painted(pc.cyan),
};

/** A text that is safe for a terminal: with the colours of {@link paint}, and no other control characters. */
export function forTerminal(text: string): string {
  return printable(text).replaceAll(escape, '\u001b');
}

/** Writes to standard output, through {@link forTerminal}. */
export function say(text: string): void {
  process.stdout.write(forTerminal(text));
}

/** Writes to standard error, through {@link forTerminal}. */
export function warn(text: string): void {
  process.stderr.write(forTerminal(text));
}
