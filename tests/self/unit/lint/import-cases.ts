/** For each place: what it may import and what it may not. */
export const importCases: Readonly<
  Record<string, { readonly may: readonly string[]; readonly never: readonly string[] }>
> = {
  'specs/requirements/index.ts': {
    may: ["import { customers } from './customers.ts';"],
    never: ["import 'node:fs';", "import '../../src/contract/cases.ts';", "import 'zod';"],
  },
  'src/contract/cases.ts': {
    may: [
      "import { drafts } from './drafts.ts';",
      "import { operations } from './operations.ts';",
      "import { requirements } from '../../specs/requirements/index.ts';",
      "import type { Customer } from '../../specs/generated/types.ts';",
      "import type { ErrorObject } from 'ajv';",
      "import { en } from '@faker-js/faker/locale/en';",
      "import { createHash } from 'node:crypto';",
    ],
    never: [
      ...['target/settings', 'exchange/send', 'sandbox/main', 'verdict/blame', 'cli/check'].map(
        (name) => `import '../${name}.ts';`,
      ),
      ...['node:http', 'node:net', 'node:child_process', '@playwright/test', 'undici', 'zod'].map(
        (name) => `import '${name}';`,
      ),
      "export * from '../exchange/send.ts';",
      "export { send } from '../exchange/send.ts';",
      "export const later = () => import('../exchange/send.ts');",
      "export let send: import('../exchange/send.ts').Send;",
      "const send = require('../exchange/send.ts');",
      "import '../../../elsewhere.ts';",
      "import '../contractual/near.ts';",
      "import 'ajvish';",
    ],
  },
  'src/contract/operations.ts': {
    may: [
      "import table from '../../specs/generated/operations.js';",
      "import type { Outcome } from './outcomes.ts';",
    ],
    never: [
      "import { outcomes } from './outcomes.ts';",
      "import '@faker-js/faker';",
      "export * from './cases.ts';",
    ],
  },
  'src/description/build.ts': {
    may: [
      "import { operations } from '../contract/operations.ts';",
      ...['yaml', 'ajv/dist/2020.js', 'ajv-formats', 'openapi-typescript', 'esbuild'].map(
        (name) => `import '${name}';`,
      ),
      "import 'node:fs';",
    ],
    never: ["import '../exchange/send.ts';", "import '../target/settings.ts';", "import 'undici';"],
  },
  'src/target/settings.ts': {
    may: [
      ...["import 'dotenv';", "import 'zod';", "import 'node:path';", "import './profile.ts';"],
      "import '../contract/words.ts';",
      "import '../contract/schema/json-text.ts';",
    ],
    never: [
      "import '../contract/operations.ts';",
      "import '../../specs/requirements/index.ts';",
      "import 'undici';",
    ],
  },
  'src/exchange/send.ts': {
    may: [
      "import '../contract/operations.ts';",
      "import '../target/settings.ts';",
      "import '../../specs/generated/validators.js';",
      "import 'undici';",
      "import 'entities';",
    ],
    never: ["import '@playwright/test';", "import '../verdict/blame.ts';", "import '../../fixtures/api.ts';"],
  },
  'src/files/marks.ts': {
    may: ["import './ours.ts';", "import 'node:fs';"],
    never: ["import '../exchange/send.ts';", "import 'yaml';"],
  },
  'src/proof/mutants/mutant.ts': {
    may: ["import '../../contract/operations.ts';", "import '../../sandbox/sandbox.ts';"],
    never: ["import '../../cli/kor.ts';", "import '../../../fixtures/api.ts';"],
  },
  'src/explore/walk.ts': {
    may: [
      "import 'fast-check';",
      "import '../contract/operations.ts';",
      "import '../exchange/api.ts';",
      "import '../../specs/requirements/index.ts';",
      "import type { Target } from '../target/target.ts';",
    ],
    never: [
      ...['../target/target', '../sandbox/sandbox', '../verdict/blame', '../../fixtures/api'].map(
        (name) => `import '${name}.ts';`,
      ),
      ...['undici', 'node:http'].map((name) => `import '${name}';`),
    ],
  },
  'src/sandbox/routes.ts': {
    may: [
      "import '../contract/operations.ts';",
      "import '../../specs/generated/validators.js';",
      "import 'fastify';",
      "import './faults/customers.ts';",
    ],
    never: [
      ...['violations', 'round-trip', 'drafts', 'operations/near'].map(
        (name) => `import '../contract/${name}.ts';`,
      ),
      "import type { Violation } from '../contract/violations.ts';",
      "import '../../specs/requirements/index.ts';",
      "import '../exchange/send.ts';",
    ],
  },
  'src/verdict/reports/reporter.ts': {
    may: [
      "import type { Reporter } from '@playwright/test/reporter';",
      "import '../../contract/validation/violations.ts';",
      "import '../../../specs/requirements/index.ts';",
      "import 'picocolors';",
    ],
    never: [
      "import { thing } from '@playwright/test/reporter';",
      "import type { Page } from '@playwright/test';",
      ...['src/sandbox/main', 'src/exchange/send', 'fixtures/index', 'tests/self/unit/a'].map(
        (name) => `import '../../../${name}.ts';`,
      ),
    ],
  },
  'src/certificate/issue/issue.ts': {
    may: ['../statement.ts', '../../target/recorded-run.ts', 'tar'].map((name) => `import '${name}';`),
    never: ['target/environment', 'exchange/send'].map((name) => `import '../../${name}.ts';`),
  },
  'src/certificate/rejudgement/rejudgement.ts': {
    may: ["import '../../exchange/api.ts';", "import '../../proof/runs/suite-run.ts';", "import 'zod';"],
    never: ["import '../../cli/kor.ts';", "import '../../../fixtures/index.ts';", "import 'undici';"],
  },
  'src/cli/check.ts': {
    may: ["import '../sandbox/main.ts';", "import '../verdict/blame.ts';", "import 'commander';"],
    never: [
      ...['picocolors', '#fixtures', '@playwright/test', 'undici'].map((name) => `import '${name}';`),
      "import '../../fixtures/index.ts';",
    ],
  },
  'fixtures/customers/customer.ts': {
    may: [
      "import '@playwright/test';",
      ...['contract/data/drafts', 'exchange/send', 'target/settings'].map(
        (name) => `import '../../src/${name}.ts';`,
      ),
      "import './session.ts';",
      "import '../../specs/requirements/index.ts';",
    ],
    never: [
      ...['tests/self/unit/a', 'src/sandbox/main', 'src/verdict/blame'].map(
        (name) => `import '../../${name}.ts';`,
      ),
    ],
  },
  'tests/self/unit/cases.test.ts': {
    may: [
      ...['../../../src/sandbox/main.ts', '#fixtures', '../lint/plugin.js', 'eslint'].map(
        (name) => `import '${name}';`,
      ),
      "import '../../../eslint.config.js';",
    ],
    never: ["import '../../customers/create-customer.test.ts';", "import 'undici';"],
  },
  'playwright.config.ts': {
    may: ["import '@playwright/test';", "import './src/target/settings.ts';"],
    never: ["import './tests/self/unit/a.ts';", "import './fixtures/index.ts';", "import 'undici';"],
  },
  'tests/customers/create-customer.test.ts': {
    may: [],
    never: [
      ...['node:crypto', 'node:fs', '@playwright/test', 'undici', '@faker-js/faker'].map(
        (name) => `import '${name}';`,
      ),
      ...["import './shared.ts';", "import '../self/unit/a.ts';", "import '../../src/contract/words.ts';"],
      "import '../../specs/requirements/index.ts';",
    ],
  },
};
