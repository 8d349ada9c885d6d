import { builtinModules } from 'node:module';
import { join } from 'node:path';
import checkFile from 'eslint-plugin-check-file';
import jsdoc from 'eslint-plugin-jsdoc';
import playwright from 'eslint-plugin-playwright';
import { defineConfig, includeIgnoreFile } from 'eslint/config';
import tseslint from 'typescript-eslint';
import house from './tests/self/lint/plugin.js';
import * as restricted from './tests/self/lint/restricted.js';

const { names, environment, data, voice, terminal, runner, fixture, matcher, ideal, sending, unsteady } =
  restricted;

const errors = (rules) => Object.fromEntries(rules.match(/\S+/g).map((rule) => [rule, 'error']));
const syntax = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] });
const globals = (...lists) => ({ 'no-restricted-globals': ['error', ...lists.flat()] });
const vague = '{utils,helpers,common,misc,constants,types,base,lib}';
const lines = (max) => ({ 'max-lines': ['error', { max, skipBlankLines: true, skipComments: true }] });

export default defineConfig(
  includeIgnoreFile(join(import.meta.dirname, '.gitignore')),

  {
    name: 'every file',
    plugins: { house, jsdoc, 'check-file': checkFile },
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    rules: {
      ...errors(`
        no-async-promise-executor no-case-declarations no-compare-neg-zero no-cond-assign no-console
        no-constant-binary-expression no-constant-condition no-control-regex no-debugger no-dupe-else-if
        no-duplicate-case no-else-return no-empty no-empty-character-class no-extra-boolean-cast no-fallthrough
        no-irregular-whitespace no-lonely-if no-loss-of-precision no-misleading-character-class no-param-reassign
        no-promise-executor-return no-prototype-builtins no-regex-spaces no-self-assign no-self-compare
        no-sparse-arrays no-unassigned-vars no-unexpected-multiline no-unreachable-loop no-unsafe-finally
        no-unsafe-optional-chaining no-useless-assignment no-useless-catch no-useless-escape no-useless-rename
        no-useless-return no-var object-shorthand prefer-const preserve-caught-error use-isnan valid-typeof
        house/comments
      `),
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': [
        'error',
        { paths: restricted.imports, patterns: [restricted.builtins(builtinModules)] },
      ],
      'house/function-lines': ['error', 40],
      'check-file/filename-blocklist': [
        'error',
        { [`**/${vague}.*`]: '*the noun that the file holds*', '**/*.spec.ts': '*.test.ts' },
      ],
      'check-file/folder-naming-convention': ['error', { '**/*': `!${vague}` }],
      ...lines(200),
      ...syntax(names, environment),
    },
  },

  {
    name: 'types',
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...errors(`
        @typescript-eslint/no-import-type-side-effects
        @typescript-eslint/switch-exhaustiveness-check
      `),
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-check': true, 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },

  {
    name: 'plain JavaScript',
    files: ['**/*.js'],
    rules: errors('no-unused-vars'),
  },

  {
    name: 'specs',
    files: ['specs/**'],
    rules: syntax(names, environment, data),
  },

  {
    name: 'src',
    files: ['src/**'],
    rules: {
      ...restricted.docComments([]),
      ...globals(sending),
      ...syntax(names, environment, voice, terminal),
    },
  },
  {
    name: 'target: the only reader of process.env',
    files: ['src/target/**'],
    rules: syntax(names, voice, terminal),
  },
  {
    name: "sandbox: speaks in the vendor's voice",
    files: ['src/sandbox/**'],
    rules: syntax(names, environment, terminal),
  },

  {
    name: 'data: as long as it is',
    files: ['specs/requirements/**', 'src/sandbox/faults/**', 'tests/self/e2e/faults.ts'],
    rules: { 'max-lines': 'off', 'house/function-lines': 'off' },
  },

  {
    name: 'fixtures',
    files: ['fixtures/**'],
    rules: {
      ...restricted.docComments([
        '[id.name=/Fixtures$/] > :matches(TSInterfaceBody, TSTypeLiteral) > TSPropertySignature',
      ]),
      ...globals(sending),
      ...lines(70),
      ...syntax(names, environment, voice, runner, fixture),
    },
  },
  {
    name: 'composition: as long as there are fixtures',
    files: ['fixtures/index.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    name: 'matchers',
    files: ['fixtures/matchers/**'],
    rules: syntax(names, environment, voice, runner, fixture, matcher),
  },

  {
    name: 'tests of the suite itself',
    files: ['tests/self/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'test'] },
          ],
        },
      ],
    },
  },

  {
    name: 'the ideal test',
    files: ['tests/**'],
    ignores: ['tests/self/**'],
    plugins: { playwright },
    linterOptions: { noInlineConfig: true },
    rules: {
      'house/comments': ['error', 'none'],
      'check-file/filename-naming-convention': [
        'error',
        { '**/*': 'KEBAB_CASE' },
        { ignoreMiddleExtensions: true },
      ],
      ...errors('house/test-shape house/verifies-argument'),
      ...globals(sending, unsteady),
      ...lines(150),
      ...syntax(names, environment, runner, ideal),
      ...errors(`
        playwright/consistent-spacing-between-blocks
        playwright/expect-expect
        playwright/missing-playwright-await
        playwright/no-conditional-in-test
        playwright/no-focused-test
        playwright/no-hooks
        playwright/no-identical-title
        playwright/no-nested-step
        playwright/no-standalone-expect
        playwright/no-test-return-statement
        playwright/no-useless-await
        playwright/no-useless-not
        playwright/no-wait-for-timeout
        playwright/prefer-comparison-matcher
        playwright/prefer-equality-matcher
        playwright/prefer-to-be
        playwright/prefer-to-contain
        playwright/prefer-to-have-length
        playwright/valid-describe-callback
        playwright/valid-expect
        playwright/valid-expect-in-promise
      `),
      'playwright/max-expects': ['error', { max: 3 }],
      'playwright/max-nested-describe': ['error', { max: 1 }],
      'playwright/no-restricted-matchers': ['error', restricted.matchers],
      'playwright/no-skipped-test': ['error', { disallowFixme: true }],
      'playwright/prefer-lowercase-title': ['error', { ignore: ['test.describe'] }],
      'playwright/require-top-level-describe': ['error', { maxTopLevelDescribes: 1 }],
      'playwright/valid-title': ['error', restricted.titles],
    },
  },
);
