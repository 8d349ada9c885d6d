import { inDescribe, inTest } from './case.ts';

const test = `import { expect, test, verifies } from '#fixtures';

test.describe('POST /v1/customers', () => {
  test('starts the customer as ACTIVE', verifies('CUS-002'), async ({ api, draft }) => {
    const response = await api.send('createCustomer', { body: draft });

    expect(response.body).toMatchObject({ status: 'ACTIVE' });
  });

  test('refuses a caller without a token', verifies('SEC-001'), async ({ anonymousApi, draft }) => {
    const response = await anonymousApi.send('createCustomer', { body: draft });

    expect(response).toMatchContract('unauthenticated');
  });
});
`;

const derived = inTest(
  `
  for (const one of cases('createCustomer', '/lastName')) {
    await test.step(one.name, async () => {
      const response = await api.attempt('createCustomer', one.deviation);

      expect.soft(response).toMatchContract('invalid');
    });
  }`,
  '{ api, cases }',
);

const eventual = inTest(`
  const response = await api.send('suspendCustomer', { path: { id: draft.id } });

  expect(response).toMatchContract('success');
  await expect.poll(() => api.send('retrieveCustomer', { path: { id: draft.id } }), { timeout: 2000 }).toMatchObject({
    body: { status: 'SUSPENDED' },
  });`);

const adjusted = inDescribe(`
  test.use({ profile: 'full' });

  test('answers 404 for an id nobody has', verifies('CUS-009'), async ({ api, unknownId }) => {
    expect(await api.send('retrieveCustomer', { path: { id: unknownId } })).toMatchContract('notFound');
  });`);

const fixture = `import { mergeTests } from '@playwright/test';
import { draftIndividual } from '../src/contract/drafts.ts';
import { test as session } from './session.ts';
import type { Customer } from '../specs/generated/types.ts';

interface CustomerFixtures {
  /** A customer that exists now and is removed after the run. */
  customer: Customer;
  /** A body that satisfies the description and was not sent yet. */
  draft: Customer;
}

/** Hands a test a customer to work with. */
export const test = mergeTests(session).extend<CustomerFixtures>({
  draft: async ({ seed }, use) => {
    await use(draftIndividual(seed));
  },

  customer: async ({ api, draft }, use) => {
    const response = await api.send('createCustomer', { body: draft });
    await use(arranged(response));
  },

  everything: [async ({}, use) => use(undefined), { auto: true }],
});
`;

const matcher = `import { expect as playwrightExpect } from '@playwright/test';
import type { Exchange } from '../../src/contract/exchange.ts';

export const expect = playwrightExpect.extend({
  toMatchContract: ({ request, response }: Exchange, outcome: string) => ({
    pass: response.status < 300,
    message: () => \`\${request.method} answered \${response.status}, not \${outcome}.\`,
  }),
});
`;

const source = `import { readFile } from 'node:fs/promises';
import { operations } from './operations.ts';

// RFC 9110, section 15: a status out of range is the sender's fault; see also (5).
const limit = 599;

/** What a response breaks. */
export interface Violation {
  readonly pointer: string;
}

/** The violations of an response, worst first. */
export function violations(status: number): Violation[] {
  let found = status > limit ? [{ pointer: '/status' }] : [];
  if (status !== operations.length) found = [];
  return found;
}

/** The text of a description. @throws when there is none. */
export const text = async (file: string) => readFile(file, 'utf8');

function late() {
  return 1;
}
/** Promises nothing. */
const documented = () => late;
export { documented, limit };
export type { Operation } from './operations.ts';
`;

const requirements = `export const customers = {
  'CUS-001': { level: 'must', text: 'A created customer is ACTIVE.', source: 'create-customer' },
} as const;
`;

/** Texts without any fault, by the path they would have: the linter must report nothing. */
export const ideal: readonly (readonly [file: string, code: string])[] = [
  ['tests/customers/create-customer.test.ts', test],
  ['tests/customers/create-customer.test.ts', derived],
  ['tests/customers/suspend-customer.test.ts', eventual],
  ['tests/customers/retrieve-customer.test.ts', adjusted],
  ['fixtures/customers/customer.ts', fixture],
  ['fixtures/matchers/contract.ts', matcher],
  ['src/contract/validation/violations.ts', source],
  ['specs/requirements/customers.ts', requirements],
  ['src/target/environment.ts', 'const { env } = process;\nexport const found = [process.env, env];\n'],
  ['src/sandbox/faults/voice.ts', "export const fault = { message: 'Please try again!' };\n"],
  [
    'src/verdict/reports/terminal.ts',
    'export const noted = (text: string) => void process.stdout.write(forTerminal(text));\n'.replace(
      'export',
      '/** Writes a text. */\nexport',
    ),
  ],
  [
    'src/sandbox/main.ts',
    "// eslint-disable-next-line no-console -- the runner reads the port here\nconsole.info('on 80');\n",
  ],
  ['tests/self/unit/sandbox.test.ts', "// TODO #12: the other half\nawait fetch('http://localhost');\n"],
];
