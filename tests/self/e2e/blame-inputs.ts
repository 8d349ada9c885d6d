import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { projectRoot } from '../../../src/description/generate.ts';
import type { ExpectedBlame } from './blame-row.ts';

function fileIn(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

/**
 * An overlay in a file, which makes the description contradict itself in three places, and requires of businesses a property
 * that the example of the description has and the drafts of the suite do not have.
 */
export function contradictoryOverlay(): string {
  const schemas = '$.components.schemas';
  const actions = [
    { target: `${schemas}.Actor.properties.type`, update: { maxLength: 12 } },
    {
      target: `${schemas}.IdentityVerificationProfile.properties.name`,
      update: { minLength: 9, maxLength: 1 },
    },
    { target: '$.components.parameters.Size.schema', update: { minimum: 9, maximum: 1 } },
    { target: `${schemas}.BusinessCustomer.properties.businessName`, update: { const: 'ACME' } },
  ];
  const overlay = { overlay: '1.0.0', info: { title: 'Contradictions', version: '1.0.0' }, actions };
  return fileIn(mkdtempSync(path.join(tmpdir(), 'kor-blame-')), 'contradictions.yaml', stringify(overlay));
}

const exceptions: [requirement: string, cause: string, says: RegExp, code: string][] = [
  [
    'CUS-001',
    'an exception in a test',
    /^TypeError: thrown in a test$/,
    `test('a', verifies('CUS-001'), () => { throw new TypeError('thrown in a test'); });`,
  ],
  [
    'CUS-002',
    'an exception in a fixture',
    /^thrown in a fixture$/,
    `test.extend({ bad: async ({ api }, use) => { throw new Error('thrown in a fixture'); } })('b', verifies('CUS-002'), ({ bad }) => {});`,
  ],
  [
    'CUS-003',
    'an exception in a fixture of a worker',
    /^thrown in a worker$/,
    `test.extend({ dear: [async ({ contract }, use) => { throw new Error('thrown in a worker'); }, { scope: 'worker' }] })('c', verifies('CUS-003'), ({ dear }) => {});`,
  ],
  [
    'CUS-004',
    'an exception in a scenario',
    /^TypeError: thrown in a scenario$/,
    `scenario('d', verifies('CUS-004'), async ({ scenario: take }) => {
      const { response } = await take('thrown', () => { throw new TypeError('thrown in a scenario\\n  at the second line'); });
      response('never');
    });`,
  ],
  [
    'CUS-005',
    'an exception in the client',
    /^a part of the request cannot be sent over HTTP$/,
    `test('e', verifies('CUS-005'), async ({ api, unknownId }) => {
      await api.attempt('retrieveCustomer', { path: { customerId: unknownId }, authorization: 'Bearer \\u0000' });
    });`,
  ],
  [
    'CUS-006',
    'an exception in a matcher',
    /^TypeError: expected the response to an attempt/,
    `test('f', verifies('CUS-006'), async ({ api }) => {
      expect(await api.send('listCustomers', {})).toReject('invalid');
    });`,
  ],
];

/** A Playwright configuration like the project's own, for tests that throw in every place where a test can throw. */
export function thrownExceptions(): { config: string; rows: ExpectedBlame[] } {
  const folder = mkdtempSync(path.join(tmpdir(), 'kor-blame-'));
  const at = (name: string): string => JSON.stringify(path.join(projectRoot, name));
  const imports = [
    `import { expect, test, verifies } from ${at('fixtures/index.ts')};`,
    `import { test as scenario } from ${at('fixtures/run/run-scoped-scenario.ts')};`,
  ];
  fileIn(folder, 'package.json', '{"type":"module"}');
  fileIn(folder, 'thrown.test.ts', [...imports, ...exceptions.map(([, , , code]) => code)].join('\n'));
  const config = fileIn(
    folder,
    'playwright.config.ts',
    `import own from ${at('playwright.config.ts')};
export default {
  ...own,
  testDir: '.',
  globalSetup: ${at('fixtures/run/global-setup.ts')},
  reporter: own.reporter.flatMap(([name, options]) => (name.endsWith('/reporter.ts') ? [[${at('src/verdict/reports/reporter.ts')}, options]] : [])),
};
`,
  );
  const rows = exceptions.map(([requirement, cause, says]): ExpectedBlame => ({
    ...{ requirement, cause, says },
    ...{ blame: 'suite', verdict: 'not testable' },
  }));
  return { config, rows };
}
