/** A text, where it would stand, and what the gate must say about it: the rule and the start of its message. */
export interface Case {
  readonly file: string;
  readonly code: string;
  readonly says: string;
}

/** The same complaint, provoked by several texts in one place. */
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
