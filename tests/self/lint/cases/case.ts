/** A source text, the path it would have, and what the linter must report: the rule and the start of its message. */
export interface Case {
  readonly file: string;
  readonly code: string;
  readonly says: string;
}

/** The same message, provoked by several texts at one path. */
export const cases = (file: string, says: string, ...codes: readonly string[]): Case[] =>
  codes.map((code) => ({ file, code, says }));

/** A test file whose one test has the given body. */
export const inTest = (body: string, parameters = '{ api, draft }') =>
  inDescribe(
    `test('keeps every submitted field', verifies('CUS-003'), async (${parameters}) => {\n${body}\n});`,
  );

/** A test file whose one describe has the given body. */
export const inDescribe = (body: string) =>
  `import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/customers', () => {
${body}
});
`;
