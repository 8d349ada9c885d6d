import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Name and version of this suite, from its package.json in `root`. */
export function suiteVersion(root: string): string {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  return `${name ?? ''} ${version ?? ''}`;
}
