/** One reason why a description cannot be used: where it stands and what is wrong. */
export interface DescriptionProblem {
  pointer: string;
  reason: string;
}

/** Thrown when a description cannot be used; its message names the file and lists every problem found. */
export class DescriptionError extends Error {
  constructor(file: string, problems: DescriptionProblem[]) {
    const lines = problems.map(({ pointer, reason }) => `  ${file}#${pointer}  ${reason}`);
    super(`The description cannot be used:\n\n${lines.join('\n')}\n`);
    this.name = 'DescriptionError';
  }
}
