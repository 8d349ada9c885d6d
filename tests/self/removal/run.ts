import { reporting } from '../../../src/cli/failure.ts';
import { interrupted, interruptible } from '../../../src/cli/interruption.ts';
import { projectRoot } from '../../../src/description/generate.ts';
import { endWithParent } from '../../../src/exchange/setup/end-with-parent.ts';
import { checkSites } from '../../../src/proof/removal/check-sites.ts';
import { drawn, removeEach, type CheckRemoval } from '../../../src/proof/removal/removal.ts';

const [count = '20', seed = String(Date.now())] = process.argv.slice(2);
const all = checkSites(projectRoot);
const sample = drawn(all, Number(count), seed);
endWithParent();
const { signal } = interruptible('the copy of the project is being removed.');

process.stdout.write(`${String(sample.length)} of ${String(all.length)} checks, seed ${seed}\n`);
process.exitCode = await reporting(async () => {
  try {
    const removals = await removeEach(sample, { signal, onEnd: print });
    const unnoticed = removals.filter(({ red }) => red === undefined);
    process.stdout.write(
      `${String(removals.length - unnoticed.length)} of ${String(removals.length)} removals made npm test red\n`,
    );
    return unnoticed.length > 0 || removals.length === 0 ? 1 : 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    return interrupted;
  }
});

function print({ place, statement, red, milliseconds }: CheckRemoval): void {
  const end = red ? `red in ${red.part}\n    ${red.why}` : 'GREEN: nothing noticed';
  process.stdout.write(
    `\n${place}  ${statement}\n    ${end}\n    ${String(Math.round(milliseconds / 1000))} s\n`,
  );
}
