import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { house } from '../../lint/cases/house.ts';
import { ideal } from '../../lint/cases/ideal.ts';
import { testStyle } from '../../lint/cases/test-style.ts';
import { typed } from '../../lint/cases/typed.ts';
import plugin from '../../lint/plugin.js';
import * as restricted from '../../lint/restricted.js';

const cwd = join(import.meta.dirname, '../../../..');
const heard = new Set<string>();

/** The project's lint configuration without the typed rules: they are slow, and each has a case in `typed`. */
const gate = new ESLint({
  cwd,
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

/** The project's lint configuration with types, for texts that are not files. */
const typedGate = new ESLint({
  cwd,
  overrideConfig: {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: Object.keys(typed) } } },
  },
});

async function complaints(eslint: ESLint, file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(cwd, file) });
  const said = result?.messages.map(({ ruleId, message }) => `${ruleId ?? 'parser'}: ${message}`) ?? [];
  for (const one of said) heard.add(one);
  return said;
}

describe('the linter', () => {
  for (const [file, code] of ideal) {
    test(`accepts ${file} without a fault`, async () => {
      assert.deepEqual(await complaints(gate, file, code), []);
    });
  }

  for (const { file, code, says } of [...house, ...testStyle]) {
    test(`reports "${says}" in ${file} for ${JSON.stringify(code)}`, async () => {
      const said = await complaints(gate, file, code);

      assert.ok(
        said.some((one) => one.startsWith(says)),
        `it said:\n${said.join('\n')}`,
      );
    });
  }

  for (const [file, { code, rules }] of Object.entries(typed)) {
    test(`uses types for ${file}`, async () => {
      const said = await complaints(typedGate, file, code);

      assert.deepEqual(new Set(said.map((one) => one.replace(/: .*/s, ''))), new Set(rules));
    });
  }

  test('has a case for every message of our rules and every restriction', () => {
    const ours = Object.entries(plugin.rules).flatMap(([rule, { meta }]) =>
      Object.values(meta?.messages ?? {}).map((message) => `house/${rule}: ${message}`),
    );
    const restrictions = Object.values(restricted).flatMap((list) =>
      Array.isArray(list)
        ? list.map((one) => ('name' in one ? `'${one.name}'{{…}}${one.message}` : one.message))
        : [],
    );

    const unheard = [...ours, ...restrictions].filter((message) => !provoked(message));

    assert.deepEqual(unheard, []);
  });
});

/** Whether a case provoked the message, with any values for its `{{placeholders}}`. */
function provoked(message: string): boolean {
  const literal = message.replace(/[.*+?^$()|[\]\\/]/g, '\\$&');
  const pattern = new RegExp(literal.replace(/{{[^}]+}}/g, '.+'));
  return [...heard].some((one) => pattern.test(one));
}
