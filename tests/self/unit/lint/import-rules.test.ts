import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import type { ICruiseResult } from 'dependency-cruiser';
import { importTable } from '../../../../.dependency-cruiser.js';
import { projectRoot } from '../../../../src/description/generate.ts';
import { importCases } from './import-cases.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kor-imports-'));
const manifest = readFileSync(path.join(projectRoot, 'package.json'), 'utf8');

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

/** A project that has every file of the cases and every file and package that they import. */
function writeProject(): void {
  write('package.json', manifest);
  write('tsconfig.json', '{ "compilerOptions": { "allowImportingTsExtensions": true, "noEmit": true } }');
  for (const [file, { may, never }] of Object.entries(importCases))
    for (const line of [...may, ...never]) {
      const name = /'([^']+)'/.exec(line)?.[1] ?? '';
      if (name.startsWith('.')) write(path.join(path.dirname(file), name), 'export {};');
      else if (/^[@a-z]/.test(name) && !name.startsWith('node:')) writePackage(name);
    }
  write('fixtures/index.ts', 'export {};');
  for (const [file, { may, never }] of Object.entries(importCases))
    write(file, [...may, ...never].join('\n'));
}

function writePackage(name: string): void {
  const [scope = '', ...rest] = name.split('/');
  const own = scope.startsWith('@') ? `${scope}/${rest.shift() ?? ''}` : scope;
  write(
    `node_modules/${own}/package.json`,
    JSON.stringify({ name: own, version: '1.0.0', main: 'index.js' }),
  );
  write(`node_modules/${own}/index.js`, '');
  if (rest.length > 0) write(`node_modules/${own}/${rest.join('/').replace(/\.js$/, '')}.js`, '');
}

describe('the rules of imports', () => {
  let result: ICruiseResult;
  before(() => {
    writeProject();
    const tool = path.join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const config = path.join(projectRoot, '.dependency-cruiser.js');
    const args = [
      tool,
      '--config',
      config,
      '--output-type',
      'json',
      'src',
      'fixtures',
      'tests',
      'specs',
      'playwright.config.ts',
    ];
    const output = execFileSync(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 });
    result = JSON.parse(output.toString()) as ICruiseResult;
  });

  for (const [file, { may, never }] of Object.entries(importCases)) {
    const told = (line: string): string[] => {
      const name = /'([^']+)'/.exec(line)?.[1] ?? '';
      const isOf = (module: string): boolean => module === name || `node:${module}` === name;
      const dependencies = result.modules.find(({ source }) => source === file)?.dependencies ?? [];
      const isOfTypes = line.startsWith('import type');
      const found = dependencies.filter(
        ({ module, dependencyTypes }) => isOf(module) && dependencyTypes.includes('type-only') === isOfTypes,
      );
      assert.ok(found.length > 0, `${line} was not seen`);
      const names = found.flatMap(({ rules = [] }) => rules.map((rule) => rule.name));
      return names.filter((rule) => rule !== 'no circle'); // the cases import each other
    };

    test(`let ${file} import what its row allows`, () => {
      assert.deepEqual(
        may.flatMap((line) => told(line).map((name) => `${line}: ${name}`)),
        [],
      );
    });

    test(`stop ${file} from importing anything else`, () => {
      assert.deepEqual(
        never.filter((line) => told(line).length === 0),
        [],
      );
    });
  }

  test('have a case for every row', () => {
    const heard = new Set(result.summary.violations.map(({ rule }) => rule.name.replace(/:.*/, '')));
    assert.deepEqual(
      Object.keys(importTable).filter((from) => !heard.has(from)),
      [],
    );
  });
});
