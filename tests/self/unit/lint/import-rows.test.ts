import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from '../../../../src/description/generate.ts';
import { importTable } from '../../../../.dependency-cruiser.js';

const page = readFileSync(path.join(projectRoot, 'docs/architecture.md'), 'utf8');
const rows = new Map(
  [...page.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)].map(([, from = '', may = '']) => [from, may]),
);

describe('the table of imports in docs/architecture.md', () => {
  for (const [from, { may }] of Object.entries(importTable))
    test(`says what ${from} may import`, () => {
      const row = rows.get(from);
      assert.ok(row !== undefined, 'it has no row');
      const names = may.map((entry) => entry.replace(/^type /, '')).filter((entry) => /^[@#\w]/.test(entry));
      const isSaid = (name: string): boolean =>
        name.startsWith('node:')
          ? row.includes('Node.js')
          : row.includes(name) || row.includes(path.basename(name));
      assert.deepEqual(
        names.filter((name) => !isSaid(name)),
        [],
      );
    });
});
