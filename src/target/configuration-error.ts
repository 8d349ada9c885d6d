import { inline } from '../contract/words.ts';

/** Thrown when the configuration cannot be used; its message lists every problem and says where to look. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const lines = problems.map((problem) => inline(`  ${problem}`)).join('\n');
    super(
      `The configuration cannot be used:\n\n${lines}\n\nVariables are read from the environment and from .env; .env.example explains each.\n`,
    );
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
