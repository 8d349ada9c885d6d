import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { rejudgement } from '../../../src/certificate/rejudgement/rejudgement.ts';
import { RecordError } from '../../../src/target/recorded-run.ts';
import { forgeries } from './forgeries.ts';
import { forged, recordedFolder } from './recorded-folder.ts';
import { agreement, faultyRun, sentences } from './recorded-run.ts';
import { unseenForgeries } from './unseen-forgeries.ts';

const tried = [...forgeries, ...unseenForgeries].map(({ requirement }) => requirement);
/** A run of the requirements that are forged here; `tests/self/long` judges a whole run again. */
const recordedRun = faultyRun(['--grep', `@(?:${[...new Set(tried)].join('|')})\\b`]).then(recordedFolder);

describe('the re-judgement of a forged run', () => {
  const all = recordedRun.then((folder) =>
    rejudgement(
      forged(folder, (forgery) => {
        for (const { change, requirement } of forgeries) change(forgery, requirement);
      }),
      forgeries.map(({ requirement }) => requirement),
    ),
  );

  for (const { name, requirement, told } of forgeries)
    it(`reports ${name} (${requirement})`, async () => {
      const found = await all;
      const [list, sentence] = told;

      assert.ok(
        found[list].some((each) => sentence.test(each)),
        `${String(sentence)} is not among\n${found[list].join('\n')}`,
      );
    });

  it('agrees when the forgery cannot be seen', async (t) => {
    const folder = forged(await recordedRun, (forgery) => {
      for (const { change, requirement } of unseenForgeries) change(forgery, requirement);
    });
    const found = await rejudgement(
      folder,
      unseenForgeries.map(({ requirement }) => requirement),
    );
    const noticed = await all;
    const isTold = ({ told: [list, sentence] }: (typeof forgeries)[number]): boolean =>
      noticed[list].some((each) => sentence.test(each));
    const [tried, seen] = [forgeries, forgeries.filter(isTold)].map(({ length }) => String(length));

    t.diagnostic(
      `${tried ?? ''} kinds of forged evidence tried that are noticed, ${seen ?? ''} noticed; ${String(unseenForgeries.length)} that nobody can see, and the documentation says so`,
    );
    assert.deepEqual(sentences(found), agreement);
  });

  it('reports another key, and another seed', async () => {
    const folder = forged(await recordedRun, ({ setup }) => {
      setup.seed = 'x';
    });
    writeFileSync(path.join(folder, 'evidence.key'), '0f'.repeat(32));
    const { requests } = await rejudgement(folder, ['CUS-002']);

    assert.match(requests.join('\n'), /hidden value at header authorization has another digest/);
    assert.match(requests.join('\n'), /differs: .*the body at \/firstName/);
  });

  it('refuses evidence with a broken line', async () => {
    const folder = forged(await recordedRun, () => undefined);
    appendFileSync(path.join(folder, 'evidence.ndjson'), '{"kind":"exchange"}\n');

    await assert.rejects(rejudgement(folder), (error) => {
      assert.ok(error instanceof RecordError);
      assert.match(error.message, /evidence\.ndjson:\d+ is not a line of evidence: \/test/);
      return true;
    });
  });
});
