/**
 * Who may import what: the longest `from` that holds a file speaks for it. A folder of ours stands for everything below it, `type x` for the
 * types of x, `node:` for every builtin module and `node: without network` for those that open no connection and no process.
 *
 * @type {Record<string, { may: string[], why: string }>}
 */
export const importTable = {
  specs: {
    may: ['specs'],
    why: 'specs/ says what must be true; it is data',
  },
  'src/contract': {
    may: ['src/contract', 'specs', 'ajv', 'ajv-formats', '@faker-js/faker', 're2js', 'node: without network'],
    why: 'the contract is pure: the same description and seed give the same result everywhere',
  },
  'src/contract/operations.ts': {
    may: ['specs', 'node: without network', 'type src/contract'],
    why: 'the sandbox shares this one file with the judge, so nothing of the judge may come along with it',
  },
  'src/files': {
    may: ['src/files', 'node:'],
    why: 'what is ours on disk, and which process writes it, is known in one place, which everything that writes asks',
  },
  'src/description': {
    may: [
      ...['src/description', 'src/contract', 'src/files', 'specs', 'node:'],
      ...['yaml', 'ajv', 'ajv-formats', 'openapi-typescript', 'esbuild', 'jsonpath-rfc9535'],
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
      'node: without network',
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
    may: ['src', 'specs', 'node:', 'zod'],
    why: 'a run is judged again by the same suite, as a process of its own, over the exchanges that were recorded',
  },
  'src/proof': {
    may: ['src', 'specs', 'node:', 'picocolors', 'typescript', 'zod'],
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
    may: ['fixtures/index.ts'],
    why: "a test gets everything from '#fixtures'; node:crypto would break the seed: use the unknownId fixture",
  },
  'playwright.config.ts': {
    may: ['src', 'type fixtures', '@playwright/test', 'node:'],
    why: 'the config puts src/ together for one run',
  },
};

const network = '^(child_process|dgram|dns|http|http2|https|net|tls)(/|$)';
const below = (places) => `^(${places.map((place) => place.replace(/[.]/g, '\\.')).join('|')})(/|[.]|$)`;
const isOurs = (entry) => /^(src|specs|fixtures)\b/.test(entry);

/** The rules of one row. */
function rulesOf([from, { may, why }]) {
  const types = may.filter((entry) => entry.startsWith('type ')).map((entry) => entry.slice('type '.length));
  const node = may.find((entry) => entry.startsWith('node:'));
  const places = [...may.filter((entry) => !entry.includes(':') && !entry.startsWith('type ')), ...types].map(
    (entry) => (isOurs(entry) ? entry : `node_modules/${entry}`),
  );
  const within = Object.keys(importTable).filter((other) => other !== from && other.startsWith(`${from}/`));
  const files = {
    path: below([from]),
    ...((within.length > 0 || from === 'tests') && { pathNot: below([...within, 'tests/self']) }),
  };
  const rule = (name, to) => ({ name: `${from}: ${name}`, comment: why, severity: 'error', from: files, to });
  return [
    rule('no other imports', {
      ...(places.length > 0 && { pathNot: below(places) }),
      ...(node && { dependencyTypesNot: ['core'] }),
    }),
    ...(node === 'node: without network'
      ? [rule('no network', { path: network, dependencyTypes: ['core'] })]
      : []),
    ...(types.length > 0
      ? [
          rule('types only', {
            path: below(types.map((entry) => (isOurs(entry) ? entry : `node_modules/${entry}`))),
            dependencyTypesNot: ['type-only'],
          }),
        ]
      : []),
  ];
}

const everywhere = [
  ['no circle', 'a file that imports itself by way of others cannot be read alone', {}, { circular: true }],
  [
    'no undeclared package',
    'what package.json does not name is there by chance',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined', 'unknown'] },
  ],
  ['no missing file', 'there is no such file or package', {}, { couldNotResolve: true }],
  [
    'no package of development',
    'users run src/ and fixtures/ with `npm ci --omit=dev`',
    { path: below(['src', 'fixtures', 'playwright.config.ts']) },
    { dependencyTypes: ['npm-dev'] },
  ],
  [
    'a row for every folder',
    'give its folder a row in the import table',
    { pathNot: below([...Object.keys(importTable), 'tests']) },
    {},
  ],
  [
    'no command',
    'a command is the last step, and nothing but a process of its own runs it',
    { path: '^(src/(?!cli/)|fixtures/|playwright\\.config\\.ts)' },
    { path: '^src/cli/' },
  ],
  [
    'self-tests: neither tests nor undici',
    'a self-test may use all of ours but the tests themselves, and every request goes through src/exchange',
    { path: '^tests/self/' },
    { path: '^(tests/(?!self/)|node_modules/undici/)' },
  ],
].map(([name, comment, from, to]) => ({ name, comment, severity: 'error', from, to }));

/** Configuration of dependency-cruiser. */
export default {
  forbidden: [...everywhere, ...Object.entries(importTable).flatMap(rulesOf)],
  options: {
    doNotFollow: { path: '^(node_modules|specs/generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
