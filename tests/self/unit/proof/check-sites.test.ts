import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { checkSites, placeOfCheck } from '../../../../src/proof/removal/check-sites.ts';
import { drawn } from '../../../../src/proof/removal/removal.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kor-sites-'));
after(() => {
  rmSync(root, { recursive: true });
});

const text = `
test.describe('GET /a', () => {
  for (const each of all) {
    test(\`one \${each}\`, verifies('A-001', each), ({ answers }) => {
      for (const answer of answers) expect.soft(answer).toHaveProperties({ a: 1 });
      expect(answers[0]).toMatchContract(
        'success',
      );
    });
  }

  test('two', verifies('A-002'), ({ expected }) => {
    expect(expected).toBe('expect(1);');
  });
});
`;
for (const folder of ['area', 'self']) {
  mkdirSync(path.join(root, 'tests', folder), { recursive: true });
  writeFileSync(path.join(root, 'tests', folder, 'a.test.ts'), text);
}
const sites = checkSites(root);

describe('the checks of a project', () => {
  test('are found with their texts, also in loops and over several lines, and not in the tests of the suite itself', () => {
    const found = sites.map((site) => [
      placeOfCheck(site),
      text.slice(site.start, site.end),
      site.requirement,
    ]);

    assert.deepEqual(found, [
      ['tests/area/a.test.ts:5', 'expect.soft(answer).toHaveProperties({ a: 1 });', 'A-001'],
      [
        'tests/area/a.test.ts:6',
        "expect(answers[0]).toMatchContract(\n        'success',\n      );",
        'A-001',
      ],
      ['tests/area/a.test.ts:13', "expect(expected).toBe('expect(1);');", 'A-002'],
    ]);
  });

  test('have the number of checks in their test, and whether they end it', () => {
    assert.deepEqual(
      sites.map(({ siblings, isSoft }) => [siblings, isSoft]),
      [
        [2, true],
        [2, false],
        [1, false],
      ],
    );
  });

  test('are drawn by seed', () => {
    const draw = (seed: string): number[] => drawn(sites, 2, seed).map(({ line }) => line);

    assert.deepEqual(draw('a'), draw('a'));
    assert.equal(new Set(['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => draw(seed).join())).size > 1, true);
  });
});
