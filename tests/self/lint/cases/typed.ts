const loose = `import { Stats } from 'node:fs';
import { type Dirent } from 'node:fs';

/** The content of a folder. */
export type Entry = Stats | Dirent;

const parsed: any = JSON.parse('{}');
const body = parsed.body;
const late = async (name: string) => Promise.resolve(name);
const unchecked = (): string => parsed;

late(parsed);
parsed();
late(body!.name);
// @ts-ignore
unchecked();
// @ts-expect-error
unchecked();
`;

const tidy = `import { describe, test } from 'node:test';

describe('node:test', () => {
  test('keeps the promise of a test by itself', async () => {
    // @ts-expect-error: trim takes no argument
    await Promise.resolve('a'.trim(1));
  });
});
`;

/** Texts that only the compiler can judge, with all the rules that must report them. */
export const typed: Readonly<Record<string, { readonly code: string; readonly rules: readonly string[] }>> = {
  'src/contract/sample-of-the-lint-gate.ts': {
    code: loose,
    rules: [
      '@typescript-eslint/ban-ts-comment',
      '@typescript-eslint/consistent-type-imports',
      '@typescript-eslint/no-explicit-any',
      '@typescript-eslint/no-floating-promises',
      '@typescript-eslint/no-import-type-side-effects',
      '@typescript-eslint/no-non-null-assertion',
      '@typescript-eslint/no-unsafe-argument',
      '@typescript-eslint/no-unsafe-assignment',
      '@typescript-eslint/no-unsafe-call',
      '@typescript-eslint/no-unsafe-member-access',
      '@typescript-eslint/no-unsafe-return',
    ],
  },
  'tests/self/unit/sample-of-the-lint-gate.test.ts': { code: tidy, rules: [] },
};
