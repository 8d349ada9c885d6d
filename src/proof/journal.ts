import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isOurs } from '../files/ours.ts';
import { makeFolders, openToAppend, replaceFile } from '../files/write.ts';

/** Stores the results of the parts of a proof, so that an interrupted proof continues with the next part. */
export interface Journal {
  /** Returns the stored result of a part, or makes a new one and stores it at once. Results are JSON. */
  kept: <Value>(part: string, make: () => Promise<Value>) => Promise<Value>;
  /** The number of stored results when the journal was opened. */
  resumed: number;
}

/**
 * Opens the journal in a file. Discards results of another subject, and lines that cannot be read. Calls `say` with each part
 * that it makes. Throws a `FileError` when something else has the name of the file, or when it cannot be written.
 */
export function openJournal(file: string, subject: string, say: (part: string) => void): Journal {
  makeFolders(path.dirname(path.dirname(file)), [path.basename(path.dirname(file))]);
  const lines = isOurs(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const [heading = '', ...rest] = lines.slice(0, -1);
  const known = new Map(heading === subject ? rest.flatMap(resultIn) : []);
  const written = [...known].map((entry) => JSON.stringify(entry));
  replaceFile(file, `${[subject, ...written].join('\n')}\n`);
  const log = openToAppend(file, { meaning: 'The proof continues after the last stored part.' });
  return {
    resumed: known.size,
    kept: async (part, make) => {
      if (known.has(part)) return known.get(part) as Awaited<ReturnType<typeof make>>;
      say(part);
      const value = await make();
      known.set(part, value);
      log.append(`${JSON.stringify([part, value])}\n`);
      return value;
    },
  };
}

function resultIn(line: string): [part: string, value: unknown][] {
  try {
    return [JSON.parse(line) as [part: string, value: unknown]];
  } catch {
    return [];
  }
}

/** The options of a proof. */
export interface ProofOptions {
  generatedFolder: string;
  journal: Journal;
}
