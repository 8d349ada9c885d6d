import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Everything below a folder by its path: file contents, link targets, and the kind of anything else. Follows no link. */
export function contentsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(names.map((name) => [name, contentOf(path.join(folder, name))]));
}

function contentOf(place: string): string {
  const found = lstatSync(place);
  if (found.isSymbolicLink()) return `-> ${readlinkSync(place)}`;
  if (found.isFile()) return readFileSync(place, 'latin1');
  return found.isDirectory() ? 'a folder' : 'something else';
}
