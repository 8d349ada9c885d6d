import { cases } from './case.ts';

const many = (line: string, count: number) => `${line}\n`.repeat(count);
const source = 'src/contract/cases.ts';
const fixture = 'fixtures/customers/customer.ts';

/** What the linter reports outside the tests of the API. */
export const house = [
  ...cases(source, 'no-restricted-syntax: Name the file', 'await import(name);', 'require(name);'),
  ...cases(
    source,
    'house/comments: No banners',
    ...['// ---------- cases', '// cases =======', '/**********\n * cases\n **********/', '// ####'],
  ),
  ...cases(
    source,
    'house/comments: A thing to do',
    '// TODO the rest',
    '/* FIXME: later */',
    '/** XXX one day */',
  ),
  ...cases(
    source,
    'house/comments: No commented-out code',
    ...[
      '// const a = 1;',
      '// await send(1);',
      '// if (a) {',
      '/*\n  count = 2;\n*/',
      '// });',
      '// call(a);',
    ],
  ),
  ...cases(
    source,
    'house/comments: Line 1: a disabled rule',
    ...['// eslint-disable-next-line no-console', '// eslint-disable-line -- why', '/* eslint-disable */'],
  ),
  ...cases(
    source,
    'jsdoc/require-jsdoc',
    ...['export function name() {}', 'export const name = () => 1;', 'export type name = string;'],
    ...['export interface name { a: 1 }', 'export class name {}', 'export default function name() {}'],
    ...['function name() {}\nexport { name };', '// Not one\nexport const name = () => 1;'],
    'const near = () => 1;\n/** A promise. */\nexport const far = () => near;\nexport const name = () => 1;',
  ),
  ...cases(
    source,
    'jsdoc/require-description',
    ...['/** */\nexport const name = () => 1;', '/** @returns one */\nexport const name = () => 1;'],
  ),
  ...cases(
    fixture,
    'jsdoc/require-jsdoc',
    '/** What a customer needs. */\nexport interface CustomerFixtures { draft: string }',
    '/** What a customer needs. */\nexport type CustomerFixtures = { draft: string };',
  ),
  ...['utils', 'helpers', 'common', 'misc', 'constants', 'types', 'base', 'lib'].flatMap((name) => [
    ...cases(`src/contract/${name}.ts`, 'check-file/filename-blocklist', 'export const a = 1;'),
    ...cases(`src/contract/${name}/a.ts`, 'check-file/folder-naming-convention', 'export const a = 1;'),
  ]),
  ...cases('tests/self/unit/utils.test.ts', 'check-file/filename-blocklist', 'export const a = 1;'),
  ...cases(
    source,
    'house/function-lines: This function has 43 lines',
    `const a = () => {\n${many('a();', 41)}};`,
  ),
  ...cases(source, 'max-lines: File has too many lines (201)', many('a();', 201)),
  ...cases(fixture, 'max-lines: File has too many lines (71)', many('a();', 71)),
  ...cases('fixtures/matchers/contract.ts', 'max-lines: File has too many lines (71)', many('a();', 71)),
  ...cases(source, 'no-console', "console.log('a');"),
  ...cases('src/cli/check.ts', 'no-console', "console.log('a');"),
  ...['src/cli/check.ts', 'src/verdict/blame.ts', 'src/target/settings.ts', 'src/sandbox/main.ts'].flatMap(
    (file) =>
      cases(
        file,
        'no-restricted-syntax: What goes to a terminal',
        ...[
          'process.stdout.write(text);',
          'process.stderr.write(`${text} `);',
          'process.stdout.write(printed(text));',
        ],
      ),
  ),
  ...cases(
    source,
    "no-restricted-globals: Unexpected use of 'fetch'. Every request goes",
    "void fetch('http://localhost');",
  ),
  ...cases(
    fixture,
    "no-restricted-imports: 'request' import from '@playwright/test' is restricted. Every request",
    "import { request } from '@playwright/test';",
  ),
  ...cases(
    'playwright.config.ts',
    'no-restricted-imports',
    ...['APIRequest', 'APIRequestContext', 'APIResponse'].map(
      (name) => `import type { ${name} } from '@playwright/test';`,
    ),
    ...["import everything from '@playwright/test';", "import * as everything from '@playwright/test';"],
  ),
  ...cases(
    source,
    "no-restricted-imports: 'fs' import is restricted from being used by a pattern. A module of Node.js",
    "import 'fs';",
  ),
  ...cases(source, 'no-restricted-imports', "import { join } from 'path';", "import 'timers/promises';"),
  ...cases(
    source,
    'no-restricted-syntax: Types are domain words',
    'interface ITarget { a: 1 }',
    'type BodyType = 1;',
  ),
  ...cases(source, 'no-restricted-syntax: No enum', 'enum Level { Must }'),
  ...cases(
    source,
    'no-restricted-syntax: Name it for the noun',
    ...[
      'class CustomerHelper {}',
      'interface BaseCustomer { a: 1 }',
      'type DraftManager = 1;',
      'function draftService() {}',
    ],
  ),
  ...cases(source, 'no-restricted-syntax: No variable at module level', 'let a = 1;', 'export let a = 1;'),
  ...[
    'src/exchange/send.ts',
    'src/sandbox/main.ts',
    fixture,
    'playwright.config.ts',
    'tests/self/e2e/a.ts',
  ].flatMap((file) =>
    cases(
      file,
      'no-restricted-syntax: Only src/target reads process.env',
      ...[
        'a(process.env.HOME);',
        'a(globalThis.process.env);',
        "a(process['env']);",
        'const { env } = process;',
      ],
      ...["import { env } from 'node:process';", "import { env } from 'process';"],
    ),
  ),
  ...cases(
    'specs/requirements/a.ts',
    'no-restricted-syntax: specs/ is data',
    'export const a = () => 1;',
    'class A {}',
  ),
  ...cases(
    'src/verdict/blame.ts',
    'no-restricted-syntax: Messages state facts',
    ...["a('Please set it');", "a('Done!');", 'a(`Done! ${1}`);', "a('✅ passed');", 'a(`please ${1}`);'],
  ),
  ...cases(fixture, 'no-restricted-syntax: No test is skipped', 'test.skip(true);', 'testInfo.fixme();'),
  ...cases(
    fixture,
    'no-restricted-syntax: Every request goes through src/exchange',
    ...[
      'a({ b: async ({ request }, use) => use(request) });',
      'a({ b: [async ({ page: c }, use) => use(c), {}] });',
    ],
  ),
  ...cases(
    fixture,
    'no-restricted-syntax: A fixture arranges',
    ...['expect(1).toBe(1);', 'expect.soft(1).toBe(1);', 'expect.poll(() => 1);'],
  ),
  ...cases(
    fixture,
    'no-restricted-syntax: A fixture is a noun',
    'interface A { apiHelper: 1 }',
    'a({ draftManager: 1 });',
  ),
  ...cases(
    fixture,
    "no-restricted-syntax: A matcher is 'to'",
    ...['expect.extend({ matchesContract() {} });', 'baseExpect.extend({ matches: () => 1 });'],
  ),
  ...cases(
    'fixtures/matchers/a.ts',
    'no-restricted-syntax: A matcher is synchronous',
    'a({ toFit: async () => {} });',
  ),
];
