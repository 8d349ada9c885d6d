import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from '../../../../src/description/generate.ts';
import { readConfiguration, variableNames } from '../../../../src/target/configuration.ts';

const lines = readFileSync(path.join(projectRoot, '.env.example'), 'utf8').split('\n');
const variables = lines.flatMap((line) => {
  const [, name, value] = /^#? ?([A-Z][A-Z_]+)=(.*)$/.exec(line) ?? [];
  return name === undefined ? [] : [{ name, value: value ?? '' }];
});

describe('.env.example', () => {
  test('names every variable that is read, once, and no other', () => {
    assert.deepEqual(variables.map(({ name }) => name).sort(), [...variableNames].sort());
  });

  test('is a configuration that can be used as it is: the embedded sandbox', () => {
    const environment = Object.fromEntries(variables.map(({ name, value }) => [name, value]));

    assert.equal(readConfiguration(environment).target, undefined);
  });

  test('explains every variable in a line above it, with its default', () => {
    lines.forEach((line, index) => {
      if (!/^[A-Z_]+=/.test(line) || /^[A-Z_]+=/.test(lines[index - 1] ?? '')) return;

      assert.match(lines[index - 1] ?? '', /^# .*(\bdefault\b)/i, line);
    });
  });
});
