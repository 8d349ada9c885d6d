import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { shortest } from '../../../../src/explore/shortening.ts';
import {
  arbitrarySteps,
  readSteps,
  sequenceText,
  type ExplorationStep,
} from '../../../../src/explore/steps.ts';

describe('steps', () => {
  it('are read from a replay command as they were written', () => {
    const sequences = fc.array(fc.oneof(...arbitrarySteps()), { minLength: 1 });
    fc.assert(
      fc.property(sequences, (steps) => {
        assert.deepEqual(
          readSteps(sequenceText(steps)),
          steps.map((step) => ({ ...step })),
        );
      }),
      { seed: 5 },
    );
  });

  it('are not read from anything else', () => {
    for (const text of [
      ...['', 'create', 'create:PERSON:0:1', 'create:INDIVIDUAL:0', 'create:INDIVIDUAL:0:1:2', 'retrieve'],
      ...[
        'retrieve:-1',
        'retrieve:x',
        'update:0:1',
        'list:all:0:0',
        'list:all:0',
        'list:all:0:1:future',
        'sleep:1',
      ],
    ])
      assert.equal(readSteps(text), undefined, text);
  });
});

describe('shortest', () => {
  it('keeps only the steps that make a sequence fail, and renumbers customers', async () => {
    const found = steps(
      'create:BUSINESS:7:1 list:all:0:2 create:INDIVIDUAL:3:2 update:0:5:1 suspend:1 retrieve:0 update:1:3:4 list:name:1:2:past remove:0',
    );
    const best = await shortest(found, (tried) =>
      Promise.resolve(isSuspendedThenUpdated(tried) ? tried : undefined),
    );
    assert.equal(sequenceText(best), 'create:INDIVIDUAL:0:2 suspend:0 update:0:0:4');
  });

  it('continues from the steps that were taken until they failed', async () => {
    const found = steps('create:INDIVIDUAL:0:1 retrieve:0 retrieve:0 retrieve:0 remove:0');
    const best = await shortest(found, (tried) => {
      const first = tried.findIndex((step) => step.do === 'retrieve');
      return Promise.resolve(first < 0 ? undefined : tried.slice(0, first + 1));
    });
    assert.deepEqual(
      best.filter((step) => step.do === 'remove'),
      [],
    );
    assert.equal(best.filter((step) => step.do === 'retrieve').length, 1);
  });

  it('is the found sequence if nothing shorter fails', async () => {
    const found = steps('create:INDIVIDUAL:0:1 remove:0');
    assert.equal(await shortest(found, () => Promise.resolve(undefined)), found);
  });
});

function steps(text: string): ExplorationStep[] {
  return readSteps(text) ?? [];
}

/** Fails when a customer is suspended and updated later. */
function isSuspendedThenUpdated(tried: readonly ExplorationStep[]): boolean {
  return tried.some(
    (step, index) =>
      step.do === 'suspend' &&
      tried.slice(0, index).filter((each) => each.do === 'create').length > step.of &&
      tried.slice(index).some((each) => each.do === 'update' && each.of === step.of),
  );
}
