import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { childEnvironment } from '../../../../src/target/environment.ts';

/** The output of a process that prints this text in colours. */
function said(code: string): string {
  const module = new URL('../../../../src/verdict/reports/terminal.ts', import.meta.url).href;
  const script = `const { paint, say } = await import(${JSON.stringify(module)}); ${code}`;
  const { NO_COLOR: _, ...environment } = childEnvironment();
  return execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: { ...environment, FORCE_COLOR: '1' },
  });
}

describe('terminal output', () => {
  test('contains only the suite’s own colour sequences', () => {
    const value = String.raw`\u001b[32mok\u001b[39m`;

    assert.equal(
      said(`say(paint.red(paint.bold('REFUSED')) + ' ${value} ' + paint.green('${value}'))`),
      `\u001b[31m\u001b[1mREFUSED\u001b[22m\u001b[39m ${value} \u001b[32m${value}\u001b[39m`,
    );
  });
});
