import { inline } from '../contract/words.ts';
import { comparisonOf, isRegression } from '../verdict/comparison/comparison.ts';
import { comparisonMarkdown } from '../verdict/comparison/markdown.ts';
import { comparisonText } from '../verdict/comparison/text.ts';
import { isSameFile, readRun } from '../verdict/reports/conformance-file.ts';
import type { Conformance } from '../verdict/reports/report-types.ts';
import { say } from '../verdict/reports/terminal.ts';
import { reporting, UsageError } from './failure.ts';

/**
 * `kor compare`: says what has changed from one run to a later one, each given as its `conformance.json`. Returns the exit code: 0 no
 * regression, 1 a regression, 2 the files cannot be compared.
 */
export function compare(old: string, now: string, { markdown }: { markdown?: true }): Promise<number> {
  return reporting(() => {
    const comparison = comparisonOf(...runsIn(old, now));
    say(markdown ? comparisonMarkdown(comparison) : comparisonText(comparison));
    return Promise.resolve(isRegression(comparison) ? 1 : 0);
  });
}

/** The runs in two files. Throws a {@link UsageError} with everything that is wrong with both. */
function runsIn(old: string, now: string): [old: Conformance, now: Conformance] {
  const [first, second] = [readRun(old), readRun(now)];
  const isSame = isSameFile(old, now);
  if ('run' in first && 'run' in second && !isSame) return [first.run, second.run];
  const found = [first, second].flatMap((file) => ('problems' in file ? file.problems : []));
  const problems = [...new Set(found), ...(isSame ? [`${old} and ${now} are the same file`] : [])];
  const lines = problems.map((problem) => inline(`  ${problem}`)).join('\n');
  throw new UsageError(
    `The runs cannot be compared:\n\n${lines}\n\nA run leaves its result in reports/conformance.json.`,
  );
}
