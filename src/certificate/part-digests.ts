import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { requirements } from '../../specs/requirements/index.ts';
import { suiteVersion } from '../verdict/reports/suite-version.ts';
import type { Resource } from './statement.ts';

/** The names in a certificate of the parts of the suite that it was made with. */
export const partNames = {
  description: 'specs/rocketkor.openapi.yaml',
  requirements: 'requirements',
  suite: 'suite',
  lockfile: 'package-lock.json',
} as const;

/** The parts of the suite in `root` that decide what a verdict means, each with its digest. */
export function suiteParts(root: string): Resource[] {
  const file = (name: string): Resource => ({
    name,
    digest: { sha256: sha256(readFileSync(path.join(root, name))) },
  });
  return [
    file(partNames.description),
    { name: partNames.requirements, digest: { sha256: requirementsDigest() } },
    {
      name: partNames.suite,
      digest: { sha256: sourcesDigest(root) },
      annotations: { version: suiteVersion(root), commit: commitOf(root) },
    },
    file(partNames.lockfile),
  ];
}

/** The digest of the catalogue of requirements. */
export function requirementsDigest(): string {
  return sha256(JSON.stringify(requirements));
}

/** SHA-256 in hex. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

const folders = ['fixtures', 'specs', 'src', 'tests'];
const files = ['package.json', 'playwright.config.ts'];
/** Folders that do not count: generated files, and the tests of the suite itself. */
const beside = ['specs/generated/', 'tests/self/'];

/** The digest of everything that runs when a target is judged. */
function sourcesDigest(root: string): string {
  const below = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')),
  );
  const own = below.filter((name) => !beside.some((each) => name.startsWith(each)));
  const lines = [...own, ...files].sort().map((name) => {
    const content = readFileSync(path.join(root, name), 'utf8').replaceAll('\r\n', '\n');
    return `${sha256(content)}  ${name}\n`;
  });
  return sha256(lines.join(''));
}

/** The commit that is checked out in `root`, and whether files were changed since; `unknown` if git cannot say. */
function commitOf(root: string): string {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', root, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    const isChanged = git('status', '--porcelain', '--untracked-files=no') !== '';
    return `${git('rev-parse', 'HEAD')}${isChanged ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
