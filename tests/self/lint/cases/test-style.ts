import { cases, inDescribe, inTest } from './case.ts';

const file = 'tests/customers/create-customer.test.ts';
const says = (message: string, ...codes: readonly string[]) => cases(file, message, ...codes);
const inside = (message: string, ...bodies: readonly string[]) =>
  says(message, ...bodies.map((body) => inTest(body)));
const titled = (message: string, ...titles: readonly string[]) =>
  says(
    message,
    ...titles.map((title) =>
      inDescribe(`test(${title}, verifies('CUS-003'), () => { expect(1).toBe(1); });`),
    ),
  );

/** What the linter reports about tests of the API that break the style. */
export const testStyle = [
  ...[
    'createCustomer.test.ts',
    'create-customer.spec.ts',
    'create_customer.test.ts',
    'Create.test.ts',
  ].flatMap((name) => cases(`tests/customers/${name}`, 'check-file/filename-', inTest('expect(1).toBe(1);'))),
  ...says(
    'house/comments: A test has no comments',
    inTest('expect(1).toBe(1); // one'),
    `/** Why. */\n${inTest('')}`,
  ),
  ...says('max-lines: File has too many lines (151)', inTest('expect(1).toBe(1);\n'.repeat(146))),
  ...says('house/function-lines', inTest('expect(1).toBe(1);\n'.repeat(39))),

  ...says(
    'house/verifies-argument: One test, one requirement',
    inDescribe("test('a', () => {});"),
    inDescribe("test('a', { tag: '@CUS-002' }, () => {});"),
  ),
  ...says("house/verifies-argument: The requirement's id", inDescribe("test('a', verifies(id), () => {});")),
  ...titled(
    'house/verifies-argument: A title is plain text',
    '`refuses ${1}`',
    '`refuses`',
    'title',
    "'a' + 'b'",
  ),

  ...inside('house/test-shape: Call, blank line, assert: a blank', 'const a = 1;\nexpect(a).toBe(1);'),
  ...inside('house/test-shape: Call, blank line, assert: nothing', 'expect(1).toBe(1);\n\nconst a = 1;'),
  ...inside(
    'house/test-shape: A test makes one call',
    "await api.send('a');\nawait api.send('b');",
    "await api.send('a');\nawait api.attempt('b');",
    "await test.step('a', async () => { await api.send('a'); await api.send('a'); });",
  ),

  ...inside("no-restricted-syntax: No 'let'", 'let a = 1;', 'for (let a of []) a;', 'var a = 1;'),
  ...says(
    'no-restricted-syntax: Tests are made in a loop only over what is derived',
    inDescribe('for (const a of []) a;'),
    inDescribe('for (const a of others()) a;'),
  ),
  ...inside('no-restricted-syntax: No try/catch', 'try { a(); } catch { b(); }'),
  ...inside('no-restricted-syntax: No casts', 'a(1 as number);', 'a(<number>1);', "a('b' as const);"),
  ...inside(
    'no-restricted-syntax: No status codes',
    ...[
      'expect(response).toMatchObject({ status: 201 });',
      'expect(response.status).toBe(409);',
      'expect(1).toEqual(200);',
    ],
  ),
  ...inside('no-restricted-syntax: No test is expected to fail', 'test.fail();', 'test.slow();'),
  ...says(
    'no-restricted-syntax: Tests share nothing',
    "test.describe.serial('a', () => {});",
    'test.describe.configure({});',
  ),
  ...says(
    'no-restricted-syntax: A test file holds its imports',
    ...['const a = 1;', 'function a() {}', 'export const a = 1;', 'interface A { a: 1 }', 'if (a) b();'],
    ...['const a = 1;', 'function a() {}'].map((body) => inDescribe(body)),
  ),
  ...inside(
    'no-restricted-syntax: No test is skipped',
    'test.skip();',
    'test.fixme();',
    'test.info().skip();',
  ),
  ...['request', 'page', 'context', 'browser', 'playwright'].flatMap((name) =>
    says('no-restricted-syntax: Every request goes through src/exchange', inTest('', `{ ${name} }`)),
  ),
  ...inside('no-restricted-syntax: Only src/target reads process.env', 'a(process.env);'),
  ...['crypto', 'performance', 'Date'].flatMap((name) =>
    inside(`no-restricted-globals: Unexpected use of '${name}'. No randomness`, `a(${name}.now());`),
  ),
  ...['setImmediate', 'setInterval', 'setTimeout'].flatMap((name) =>
    inside(`no-restricted-globals: Unexpected use of '${name}'. Never wait`, `${name}(a, 1);`),
  ),
  ...inside("no-restricted-globals: Unexpected use of 'fetch'. Every request", "await fetch('a');"),
  ...inside('no-restricted-syntax: No randomness', 'a(Math.random());'),
  ...inside('no-restricted-syntax: What is eventually so', 'await expect.poll(() => 1).toBe(1);'),
  ...inside('house/comments: A test has no comments', '/* eslint-disable */ expect(1).toBe(1);'),

  ...inside('playwright/expect-expect', 'a();'),
  ...says(
    'playwright/consistent-spacing-between-blocks',
    inDescribe("test('a', verifies('CUS-002'), () => {});\ntest('b', verifies('CUS-002'), () => {});"),
  ),
  ...inside('playwright/max-expects', 'expect(1).toBe(1);\n'.repeat(4)),
  ...inside(
    'no-restricted-syntax: No branches',
    ...['if (a) b();', 'a(b ? 1 : 2);', 'a ?? b();', 'switch (a) {}'],
  ),
  ...inside('playwright/no-conditional-in-test', 'if (a) b();', 'switch (a) {}'),
  ...says('playwright/no-focused-test', inDescribe("test.only('a', verifies('CUS-002'), () => {});")),
  ...says(
    'playwright/no-skipped-test',
    inDescribe("test.skip('a', verifies('CUS-002'), () => {});"),
    inDescribe("test.fixme('a', verifies('CUS-002'), () => {});"),
  ),
  ...['beforeAll', 'beforeEach', 'afterAll', 'afterEach'].flatMap((hook) =>
    says('playwright/no-hooks', inDescribe(`test.${hook}(() => {});`)),
  ),
  ...says('playwright/max-nested-describe', inDescribe("test.describe('a', () => {});")),
  ...says(
    'playwright/require-top-level-describe',
    "test('a', verifies('CUS-002'), () => {});",
    "test.describe('a', () => {});\ntest.describe('b', () => {});",
  ),
  ...says('playwright/no-identical-title', inDescribe("test('a', v, () => {});\ntest('a', v, () => {});")),
  ...inside('playwright/no-wait-for-timeout', 'await page.waitForTimeout(1000);'),
  ...inside('playwright/missing-playwright-await', 'expect.poll(() => 1).toBe(1);'),
  ...inside(
    'playwright/no-restricted-matchers',
    ...['toBeTruthy', 'toBeFalsy', 'toBeDefined', 'toBeOK'].map((name) => `expect(1).${name}();`),
  ),
  ...says('playwright/no-standalone-expect', inDescribe('expect(1).toBe(1);')),
  ...says('playwright/valid-describe-callback', "test.describe('a', async () => {});"),
  ...inside('playwright/no-nested-step', "await test.step('a', () => test.step('b', () => 1));"),
  ...inside('playwright/no-test-return-statement', 'return expect(1).toBe(1);'),
  ...inside('playwright/no-useless-await', 'await expect(1).toBe(1);'),
  ...inside('playwright/no-useless-not', 'await expect(a).not.toBeVisible();'),
  ...inside('playwright/valid-expect:', 'expect(1);', 'expect(1).toBe;'),
  ...inside('playwright/valid-expect-in-promise', 'api.then((response) => { expect(response).toBe(1); });'),
  ...inside('playwright/prefer-comparison-matcher', 'expect(a > 1).toBe(true);'),
  ...inside('playwright/prefer-equality-matcher', 'expect(a === 1).toBe(true);'),
  ...inside('playwright/prefer-to-contain', 'expect(a.includes(1)).toBe(true);'),
  ...inside('playwright/prefer-to-be', 'expect(a).toEqual(1);'),
  ...inside('playwright/prefer-to-have-length', 'expect(a.length).toBe(1);'),
  ...titled('playwright/valid-title: "should"', "'should answer'", "'it should answer'"),
  ...titled('playwright/valid-title: "correctly"', "'answers correctly'"),
  ...titled('playwright/valid-title: "valid data"', "'answers to valid data'"),
  ...titled("playwright/valid-title: No '@'", "'answers @must'"),
  ...titled('playwright/prefer-lowercase-title', "'Answers'"),
];
