import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';

/** The file that variables are read from, in addition to the environment. */
const file = '.env';

/** An assignment as dotenv reads it; a quoted value may span several lines. */
const assignment =
  /^[ \t]*(?:export\s+)?([\w.-]+)(?:[ \t]*=[ \t]*|:[ \t]+)('(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`|[^#\r\n]*)([^\r\n]*)$/gm;

/** Returns a problem for everything in `.env` that is not read, or not read as written. No value is quoted: it may be a secret. */
export function envFileProblems(): string[] {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return [];
  try {
    return problemsIn(readFileSync(file));
  } catch {
    return [`${file} is not a readable file`];
  }
}

/** Returns the same problems for the content of a file. */
export function problemsIn(bytes: Buffer): string[] {
  if (!isUtf8(bytes) || bytes.includes(0))
    return [`${file} is not written in UTF-8, so nothing in it is read: save it as UTF-8`];
  const text = bytes.toString().replace(/^\uFEFF/, '');
  const names = new Set<string>();
  const problems: string[] = [];
  const rest = text.replaceAll(assignment, (whole, name: string, value: string, behind: string) => {
    const problem = problemOf(name, value, behind);
    if (problem !== undefined) problems.push(`${name} in ${file} ${problem}`);
    else if (names.has(name)) problems.push(`${name} is in ${file} twice, and only the last one counts`);
    names.add(name);
    return whole.replaceAll(/[^\n]/g, '');
  });
  rest.split('\n').forEach((line, index) => {
    if (/^\s*[^\s#]/.test(line))
      problems.push(`line ${String(index + 1)} of ${file} is not an assignment such as KOR_PROFILE=core`);
  });
  return problems;
}

function problemOf(name: string, value: string, behind: string): string | undefined {
  const isOurs = /^kor[-_.]/i.test(name) && !/^KOR_[A-Z_]+$/.test(name);
  if (isOurs) return 'is not a variable of this suite: their names are in upper case, with underscores';
  const isQuoted = /^(['"`])[^]*\1$/.test(value) && value.length > 1;
  if (!isQuoted && /^['"`]/.test(value)) return 'begins with a quote that is not closed';
  if (isQuoted || !behind.startsWith('#') || value === '' || /\s$/.test(value)) return undefined;
  return 'is cut off at a # outside quotes: put the value in quotes, or a space before a comment';
}
