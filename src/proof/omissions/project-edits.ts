import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Something that is removed from a copy of the project. */
export interface ProjectEdit {
  name: string;
  /** The requirement that then has no verdict. */
  requirement: string;
  apply: (copy: string) => void;
}

/** The edits that are applied to one copy together: the run must name the requirement of each. */
export const projectEdits: readonly ProjectEdit[] = [
  ...[
    ['tests/customers/retrieve-customer.test.ts', 'CUS-013'],
    ['tests/documents/list-documents.test.ts', 'DOC-008'],
    ['tests/derived/ids.test.ts', 'DER-014'],
  ].map(([file = '', requirement = '']) => ({
    name: `the file ${file}`,
    requirement,
    apply: (copy: string) => {
      rmSync(path.join(copy, file));
    },
  })),
  replacement('one of the operations of SEC-011', 'SEC-011', 'tests/derived/access.test.ts', [
    "operationsOf('SEC-011')",
    "operationsOf('SEC-011').slice(1)",
  ]),
  replacement('one of the groups of DER-004', 'DER-004', 'tests/derived/boundaries.test.ts', [
    "derived('DER-004')",
    "derived('DER-004').slice(0, -1)",
  ]),
  replacement(
    'a test that is skipped without a reason',
    'CUS-002',
    'tests/customers/create-customer.test.ts',
    [
      "test('gives a new individual the status ACTIVE'",
      "test.skip('gives a new individual the status ACTIVE'",
    ],
  ),
  replacement('a test that waits to be mended', 'CUS-005', 'tests/customers/create-customer.test.ts', [
    "test('gives a new business the status ACTIVE'",
    "test.fixme('gives a new business the status ACTIVE'",
  ]),
  replacement('a folder that the configuration ignores', 'OWN-001', 'playwright.config.ts', [
    "testIgnore: '**/self/**'",
    "testIgnore: ['**/self/**', '**/beneficial-owners/**']",
  ]),
];

/** The edits that are applied alone: the run then has no verdict, or a requirement none. */
export const endingEdits: readonly ProjectEdit[] = [
  replacement('its reporter', '', 'playwright.config.ts', [
    "    ['./src/verdict/reports/reporter.ts', verdicts],\n",
    '',
  ]),
  replacement('a worker', 'CUS-001', 'tests/customers/create-customer.test.ts', [
    "const response = await api.send('createCustomer', { body: draft });",
    "process.kill(process.pid, 'SIGKILL');\n    const response = await api.send('createCustomer', { body: draft });",
  ]),
];

function replacement(
  name: string,
  requirement: string,
  file: string,
  [before, now]: readonly [before: string, now: string],
): ProjectEdit {
  return {
    ...{ name, requirement },
    apply: (copy) => {
      const text = readFileSync(path.join(copy, file), 'utf8');
      if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
      writeFileSync(path.join(copy, file), text.replace(before, now));
    },
  };
}
