import { inline } from '../../contract/words.ts';

/** One reason why a description cannot be used: its place, and what is wrong. */
export interface DescriptionProblem {
  pointer: string;
  reason: string;
  /** The file of the problem, when it is another one, such as an overlay. */
  file?: string;
}

/** Thrown when a description cannot be used; its message names the file and lists every problem found. */
export class DescriptionError extends Error {
  constructor(file: string, problems: DescriptionProblem[]) {
    const lines = problems.map((problem) =>
      inline(`  ${problem.file ?? file}#${problem.pointer}  ${problem.reason}`),
    );
    super(`The description cannot be used:\n\n${lines.join('\n')}\n`);
    this.name = 'DescriptionError';
  }
}
