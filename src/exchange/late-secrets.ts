import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parsedJson } from '../contract/violations.ts';
import { replaceFile } from '../files/write.ts';
import type { Redactor } from './redaction.ts';

/** What is written into a report folder while tests run. */
const written = ['evidence.ndjson', 'allure-results', 'test-results'];

/** Takes out of reports what came to be known as a secret after it was written down: another process may have been given it meanwhile. */
export function withoutLateSecrets(reportFolder: string, redactor: Redactor): void {
  redactor.hear();
  for (const file of written.flatMap((name) => filesAt(path.join(reportFolder, name)))) {
    const text = readFileSync(file, 'utf8');
    const clean = text
      .split('\n')
      .map((line) => redactedLine(line, redactor))
      .join('\n');
    if (clean === text) continue;
    replaceFile(file, clean, { mark: () => true });
  }
}

/** A file, or the files below a folder; links lead elsewhere. */
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
