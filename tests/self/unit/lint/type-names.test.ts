import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from '../../../../src/description/generate.ts';

/** Every exported type of these folders, with the files that export it. */
function exportedTypes(...folders: string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const folder of folders)
    for (const name of readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })) {
      const file = path.join(folder, name);
      if (
        !file.endsWith('.ts') ||
        file.startsWith(path.join('src', 'sandbox')) !== (folder === 'src/sandbox')
      )
        continue;
      const text = readFileSync(path.join(projectRoot, file), 'utf8');
      for (const [, type = ''] of text.matchAll(/^export (?:interface|type|(?:abstract )?class) (\w+)/gm))
        found.set(type, [...(found.get(type) ?? []), file]);
    }
  return found;
}

describe('the name of an exported type', () => {
  for (const folders of [['src', 'fixtures'], ['src/sandbox']])
    test(`means one thing in ${folders.join(' and ')}`, () => {
      const types = exportedTypes(...folders);
      assert.ok(types.size > 50, String(types.size));
      assert.deepEqual(
        [...types].filter(([, files]) => files.length > 1),
        [],
      );
    });
});
