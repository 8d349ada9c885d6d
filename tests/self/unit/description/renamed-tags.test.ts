import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { OperationTable } from '../../../../src/contract/operations.ts';
import { ensureGenerated, projectRoot } from '../../../../src/description/generate.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-tags-'));
after(() => {
  rmSync(folder, { recursive: true });
});

const own = path.join(projectRoot, 'specs/rocketkor.openapi.yaml');
const text = readFileSync(own, 'utf8');

/** The project's description with tags that another author might have chosen. */
const retagged: [title: string, text: string][] = [
  [
    'two tags have other names',
    text.replaceAll(/\bCustomers\b(?=\]|$)/gm, 'People').replaceAll(/\bAuthentication\b(?=\]|$)/gm, 'Login'),
  ],
  ['no operation has a tag', text.replaceAll(/^ +tags: \[.*\]\n/gm, '')],
];

/** The input for collecting tests, without the places of parameter schemas: a user's document has them in its operations. */
async function collected(description: string): Promise<object> {
  const made = await ensureGenerated({ description }, { description: own, output: path.join(folder, 'out') });
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(made.folder, name), 'utf8'));
  const { operations } = read('operations.json') as OperationTable;
  const settled = operations.map((operation) => ({
    ...operation,
    parameters: operation.parameters.map(({ schema: _schema, ...parameter }) => parameter),
  }));
  return { cases: read('cases.json'), operations: settled };
}

describe('the same tests are collected', () => {
  let ours: object;
  before(async () => {
    ours = await collected(own);
  });

  for (const [title, theirs] of retagged)
    test(`if ${title}`, async () => {
      const file = path.join(folder, 'theirs.yaml');
      writeFileSync(file, theirs);
      assert.notEqual(theirs, text);

      assert.deepEqual(await collected(file), ours);
    });
});
