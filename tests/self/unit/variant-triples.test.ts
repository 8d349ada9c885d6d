import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tripleCount, tripleSeed } from '../../../src/proof/proof.ts';
import { variantTriples } from '../../../src/proof/variant-rows.ts';
import { laggingVariants } from '../../../src/proof/variants.ts';
import { variants, variantsNamed } from '../../../src/sandbox/variants/index.ts';

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
