import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parsedJson } from '../../contract/validation/violations.ts';
import { isOurs } from '../../files/ours.ts';
import { ownResults, reportNames } from '../../files/report-folder.ts';
import { replaceFile } from '../../files/write.ts';
import type { Redactor } from './redaction.ts';

/**
 * Redacts, in the files of a run, secrets that became known only after they had been written: another process may have received them
 * later. `output`: the folder in which the runner keeps the files of the run.
 */
export function withoutLateSecrets(
  reportFolder: string,
  output: string | undefined,
  redactor: Redactor,
): void {
  redactor.hear();
  const results = path.join(reportFolder, reportNames.allureResults);
  const evidence = path.join(reportFolder, reportNames.evidence);
  const written = [
    ...(isOurs(evidence) ? [evidence] : []),
    ...ownResults(results).map((name) => path.join(results, name)),
    ...(output === undefined ? [] : filesAt(output)),
  ];
  for (const file of written) {
    const text = readFileSync(file, 'utf8');
    const clean = text
      .split('\n')
      .map((line) => redactedLine(line, redactor))
      .join('\n');
    if (clean === text) continue;
    replaceFile(file, clean, { mark: () => true });
  }
}

/** A file, or the files below a folder; does not follow links. */
function filesAt(place: string): string[] {
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found?.isFile()) return [place];
  const names = found?.isDirectory() ? readdirSync(place) : [];
  return names.flatMap((name) => filesAt(path.join(place, name)));
}

function redactedLine(line: string, redactor: Redactor): string {
  const record = parsedJson(line);
  if (record === undefined) return redactor.text(line);
  const clean = JSON.stringify(redactor.json(record));
  return clean === JSON.stringify(record) ? line : clean;
}
