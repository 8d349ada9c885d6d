import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isOurs } from '../files/ours.ts';
import { makeFolders, openToAppend, replaceFile } from '../files/write.ts';

/** Keeps the results of a proof that is under way, so that an interrupted one goes on where it was. */
export interface Journal {
  /** The result of a part: the kept one, or a new one, which is kept at once. Results are JSON. */
  kept: <Value>(part: string, make: () => Promise<Value>) => Promise<Value>;
  /** How many results were there when it was opened. */
  resumed: number;
}

/**
 * The journal in a file. Results of another subject than this are forgotten, and so is a line that cannot be read. `say` is told
 * of each part that is begun. Throws a `FileError` where something else has the name, or it cannot be written.
 */
export function openJournal(file: string, subject: string, say: (part: string) => void): Journal {
  makeFolders(path.dirname(path.dirname(file)), [path.basename(path.dirname(file))]);
  const lines = isOurs(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const [heading = '', ...rest] = lines.slice(0, -1);
  const known = new Map(heading === subject ? rest.flatMap(resultIn) : []);
  const written = [...known].map((entry) => JSON.stringify(entry));
  replaceFile(file, `${[subject, ...written].join('\n')}\n`);
  const log = openToAppend(file, { meaning: 'The proof goes on from the part before.' });
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

/** What a proof goes by. */
export interface ProofOptions {
  generatedFolder: string;
  journal: Journal;
}
