import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { DescriptionError } from '../../../../src/description/problems/description-error.ts';
import { ensureGenerated, projectRoot } from '../../../../src/description/generate.ts';
import { legalObjects } from './odd-objects.ts';
import { legalSchemas } from './odd-schemas.ts';
import { refusedDocuments } from './refused-documents.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-odd-'));
after(() => {
  rmSync(folder, { recursive: true });
});

/** The notes on what is generated from a document, or the problems that prevent generation. */
async function generated(document: object | string | Buffer): Promise<{ notes: string[] } | string[]> {
  const file = path.join(folder, 'theirs.yaml');
  const isText = typeof document === 'string' || Buffer.isBuffer(document);
  writeFileSync(file, isText ? document : JSON.stringify(document));
  const places = {
    description: path.join(projectRoot, 'specs/rocketkor.openapi.yaml'),
    output: path.join(folder, 'generated'),
  };
  try {
    return { notes: (await ensureGenerated({ description: file }, places)).notes };
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error;
    return error.message.split('\n').filter((line) => line.startsWith('  '));
  }
}

describe('a legal document', () => {
  for (const [title, document, notes] of [...legalSchemas, ...legalObjects])
    test(`may have ${title}${notes.length > 0 ? ', with a note' : ''}`, async () => {
      const result = await generated(document);

      assert.ok(!Array.isArray(result), JSON.stringify(result));
      assert.equal(result.notes.length, notes.length, result.notes.join('\n'));
      for (const [index, note] of notes.entries()) assert.match(result.notes[index] ?? '', note);
    });
});

describe('an illegal document', () => {
  for (const [title, document, problems] of refusedDocuments)
    test(`has ${title}, and each problem is reported at its place`, async () => {
      const result = await generated(document);

      assert.ok(Array.isArray(result), 'something was generated');
      assert.equal(result.length, problems.length, result.join('\n'));
      for (const [index, [pointer, reason]] of problems.entries()) {
        assert.ok(result[index]?.includes(`#${pointer}  `), result[index]);
        assert.match(result[index] ?? '', reason);
      }
    });
});
