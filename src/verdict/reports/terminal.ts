import { randomUUID } from 'node:crypto';
import pc from 'picocolors';
import { printable } from '../../contract/words.ts';

/** Stands for the escape character in what is painted here: nothing that comes from a file or a target can know it. */
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

/** A text as a terminal may take it: in the colours of {@link paint}, and with nothing else that could steer it. */
export function forTerminal(text: string): string {
  return printable(text).replaceAll(escape, '\u001b');
}

/** Writes to standard output, as {@link forTerminal} has it. */
export function say(text: string): void {
  process.stdout.write(forTerminal(text));
}

/** Writes to standard error, as {@link forTerminal} has it. */
export function warn(text: string): void {
  process.stderr.write(forTerminal(text));
}
