import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tripleCount, tripleSeed } from '../../../../src/proof/proof.ts';
import { variantGroups, variantTriples } from '../../../../src/proof/noticed/variant-combinations.ts';
import { laggingVariants } from '../../../../src/proof/noticed/variant-alarms.ts';
import { variants, variantsNamed } from '../../../../src/sandbox/variants/index.ts';

describe('variants three together', () => {
  const triples = variantTriples(tripleSeed, tripleCount);

  test('are 40 combinations at least, each of three different ones that there are', () => {
    assert.ok(triples.length >= 40);
    for (const names of triples) {
      assert.equal(new Set(names).size, 3);
      assert.equal(variantsNamed(names)?.length, 3, names.join());
    }
  });

  test('are the same for a seed, and others for another', () => {
    assert.deepEqual(variantTriples(tripleSeed, tripleCount), triples);
    assert.notDeepEqual(variantTriples('another', tripleCount), triples);
  });

  test('are every variant under which nothing has to be waited for', () => {
    const drawn = triples.flat();
    const left = variants.map(({ name }) => name).filter((name) => !drawn.includes(name));

    assert.deepEqual(left.sort(), [...laggingVariants].sort());
  });
});

describe('variants that share a run', () => {
  const names = variants.map(({ name }) => name);
  const groups = variantGroups(5, names);

  test('are every variant once, five at most', () => {
    assert.deepEqual(groups.flat().sort(), [...names].sort());
    assert.ok(groups.every(({ length }) => length <= 5));
    assert.ok(groups.length < names.length / 3, String(groups.length));
  });

  test('exclude none of the others, and those under which something is waited for have a run alone', () => {
    for (const group of groups) assert.equal(variantsNamed(group)?.length, group.length);
    for (const name of laggingVariants)
      assert.ok(
        groups.some((group) => group.join() === name),
        name,
      );
  });
});
