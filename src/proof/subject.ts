import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The files and folders that decide the result of a proof. */
const decisive = ['package-lock.json', 'playwright.config.ts', 'specs', 'src', 'fixtures', 'tests'];
/** The folder among them that is generated from the rest. */
const built = 'specs/generated/';

/** The digest of everything that decides the result of a proof of the project at `root`. */
export function subjectDigest(root: string): string {
  const hash = createHash('sha256');
  for (const file of decisive.flatMap((name) => filesBelow(root, name))) {
    if (file.startsWith(built)) continue;
    hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function filesBelow(root: string, name: string): string[] {
  const full = path.join(root, name);
  if (!existsSync(full)) return [];
  if (path.extname(name) !== '') return [name];
  const entries = readdirSync(full, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
