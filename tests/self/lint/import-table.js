import { dirname, join, relative, sep } from 'node:path';

const network = ['child_process', 'dgram', 'dns', 'http', 'http2', 'https', 'net', 'tls'].map(
  (name) => `!node:${name}`,
);

/**
 * Allowed imports. The row with the longest `from` that contains the file applies; the last entry of its `may` that matches decides.
 * A folder stands for everything below it, `type x` for types only, `node:` for every builtin, `*` for anything, `!x` for never x.
 * `computed` rows may also use computed import paths: the generated folder, a text under test.
 *
 * @type {Record<string, { may: string[], why: string, computed?: boolean }>}
 */
export const importTable = {
  specs: {
    may: ['specs'],
    why: 'specs/ says what must be true; it is data',
  },
  'src/contract': {
    may: ['src/contract', 'specs', 'ajv', 'ajv-formats', '@faker-js/faker', 're2js', 'node:', ...network],
    why: 'the contract is pure: the same description and seed give the same result everywhere',
  },
  'src/contract/operations.ts': {
    may: ['specs', 'node:', 'type src/contract', ...network],
    computed: true,
    why: 'the sandbox shares this one file with the judge, so nothing of the judge may come along with it',
  },
  'src/files': {
    may: ['src/files', 'node:'],
    why: 'what is ours on disk, and which process writes it, is known in one place, which everything that writes asks',
  },
  'src/description': {
    may: [
      ...['src/description', 'src/contract', 'src/files', 'specs', 'node:'],
      ...['yaml', 'ajv', 'ajv-formats', 'openapi-typescript', 'esbuild', '@redocly'],
    ],
    why: 'the description is built before anything runs, so it knows nothing of runs',
  },
  'src/target': {
    may: [
      'src/target',
      'src/contract/schema/json-text.ts',
      'src/contract/words.ts',
      'dotenv',
      'yaml',
      'zod',
      'node:',
    ],
    why: 'the target is settings only: everything may depend on it, so it depends on nothing of ours but how things are worded and what JSON text repeats',
  },
  'src/exchange': {
    may: [
      ...['src/exchange', 'src/contract', 'src/files', 'src/target', 'specs', 'undici', 'entities'],
      'node:',
    ],
    why: 'the choke point serves tests, sweeps and exploration alike, so it knows neither Playwright nor its callers',
  },
  'src/explore': {
    may: [
      'src/explore',
      'src/contract',
      'src/exchange',
      'type src/target',
      'specs',
      'fast-check',
      'node:',
      ...network,
    ],
    why: 'exploration takes steps and judges what comes back; which API answers is for its caller to say',
  },
  'src/sandbox': {
    may: ['src/sandbox', 'src/contract/operations.ts', 'specs/generated', 'fastify', 'node:'],
    why: 'a bug that sandbox and judge share would hide on both sides',
  },
  'src/verdict': {
    may: [
      ...['src/verdict', 'src/contract', 'src/files', 'specs', 'type @playwright/test/reporter', 'node:'],
      ...['picocolors', 'ajv', 'xmlbuilder', 'allure-playwright'],
    ],
    why: 'verdicts are reached from recorded exchanges and findings alone',
  },
  'src/certificate': {
    may: [
      'src/certificate',
      'src/verdict',
      'src/contract',
      'src/files',
      'src/target/recorded-run.ts',
      'src/target/validity.ts',
      'specs',
      'node:',
      '@sigstore',
      'tar',
      'ajv',
    ],
    why: 'a certificate is of a run as it was recorded, and asks no API again',
  },
  'src/certificate/rejudgement': {
    may: ['src', '!src/cli', 'specs', 'node:', 'zod'],
    why: 'a run is judged again by the same suite, as a process of its own, over the exchanges that were recorded',
  },
  'src/proof': {
    may: ['src', '!src/cli', 'specs', 'node:', 'picocolors', 'typescript', 'zod'],
    why: 'the proof looks at everything, and nothing but a command looks at it',
  },
  'src/cli': {
    may: ['src', 'commander', 'tsx', 'node:'],
    why: 'a command is one thin step over src/; Playwright runs as a child process only',
  },
  fixtures: {
    may: [
      ...['fixtures', 'src/contract', 'src/exchange', 'src/files', 'src/target', 'specs', '@playwright/test'],
      'node:',
    ],
    why: 'a fixture hands over or arranges; it neither judges nor knows which API answers, and index.ts only composes',
  },
  tests: {
    may: ['#fixtures'],
    why: "a test gets everything from '#fixtures'; node:crypto would break the seed: use the unknownId fixture",
  },
  'tests/self': {
    may: ['*', '!tests', 'tests/self', '!undici'],
    computed: true,
    why: 'a self-test may use all of ours but the tests themselves, and every request goes through src/exchange',
  },
  'playwright.config.ts': {
    may: ['src', 'type fixtures', '@playwright/test', 'node:'],
    why: 'the config puts src/ together for one run',
  },
};

const holds = (entry, name) =>
  entry === '*' || entry === name || name.startsWith(entry.endsWith(':') ? entry : `${entry}/`);

const rowOf = (file) =>
  Object.keys(importTable)
    .filter((from) => holds(from, file))
    .sort((a, b) => b.length - a.length)[0];

function allowed(may, name, typeOnly) {
  const last = may.findLast((entry) => holds(entry.replace(/^!|^type /, ''), name));
  return last !== undefined && !last.startsWith('!') && (typeOnly || !last.startsWith('type '));
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      forbidden: '{{from}} may not import {{name}}: {{why}}. It may import {{may}}.',
      computed:
        '{{from}} may not compute what it imports: name the file, so that the import table can judge it.',
      unknown:
        '{{file}} has no row in the import table (tests/self/lint/import-table.js): give its folder one.',
    },
  },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const from = rowOf(file);
    const row = importTable[from ?? ''];
    if (from === undefined || row === undefined) {
      return { Program: (node) => context.report({ node, messageId: 'unknown', data: { file } }) };
    }

    const judge = (node, source, typeOnly) => {
      if (typeof source?.value !== 'string') {
        if (!row.computed) context.report({ node, messageId: 'computed', data: { from } });
        return;
      }
      const name = source.value.startsWith('.')
        ? join(dirname(file), source.value).split(sep).join('/')
        : source.value;
      if (allowed(row.may, name, typeOnly)) return;
      context.report({
        node,
        messageId: 'forbidden',
        data: { from, name, why: row.why, may: row.may.join(', ') || 'nothing' },
      });
    };

    return {
      'ImportDeclaration, ExportAllDeclaration, ExportNamedDeclaration[source]': (node) =>
        judge(node, node.source, (node.importKind ?? node.exportKind) === 'type'),
      ImportExpression: (node) => judge(node, node.source, false),
      TSImportType: (node) => judge(node, node.source ?? node.argument.literal, true),
      "CallExpression[callee.name='require']": (node) => judge(node, node.arguments[0], false),
    };
  },
};
