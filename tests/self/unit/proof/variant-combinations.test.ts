import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tripleCount, tripleSeed } from '../../../../src/proof/proof.ts';
import { variantGroups, variantTriples } from '../../../../src/proof/noticed/variant-combinations.ts';
import { laggingVariants } from '../../../../src/proof/noticed/variant-alarms.ts';
import { variants, variantsNamed } from '../../../../src/sandbox/variants/index.ts';

describe('combinations of three variants', () => {
  const triples = variantTriples(tripleSeed, tripleCount);

  test('are at least 40, each of three different existing variants', () => {
    assert.ok(triples.length >= 40);
    for (const names of triples) {
      assert.equal(new Set(names).size, 3);
      assert.equal(variantsNamed(names)?.length, 3, names.join());
    }
  });

  test('are the same for a seed, and different for another', () => {
    assert.deepEqual(variantTriples(tripleSeed, tripleCount), triples);
    assert.notDeepEqual(variantTriples('another', tripleCount), triples);
  });

  test('include every variant under which a run need not wait', () => {
    const drawn = triples.flat();
    const left = variants.map(({ name }) => name).filter((name) => !drawn.includes(name));

    assert.deepEqual(left.sort(), [...laggingVariants].sort());
  });
});

describe('variants that share a run', () => {
  const names = variants.map(({ name }) => name);
  const groups = variantGroups(5, names);

  test('include every variant once, at most five together', () => {
    assert.deepEqual(groups.flat().sort(), [...names].sort());
    assert.ok(groups.every(({ length }) => length <= 5));
    assert.ok(groups.length < names.length / 3, String(groups.length));
  });

  test('exclude none of each other, and variants under which a run has to wait run alone', () => {
    for (const group of groups) assert.equal(variantsNamed(group)?.length, group.length);
    for (const name of laggingVariants)
      assert.ok(
        groups.some((group) => group.join() === name),
        name,
      );
  });
});
