import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileError, strayFileError } from '../../../../src/files/file-error.ts';
import { createFile } from '../../../../src/files/write.ts';

const failed = (code: string, syscall = 'write'): Error =>
  Object.assign(new Error(`${code}: message of the system`), { code, syscall, path: '/a/b' });

/** The error codes of a file system that is full, protected, broken or limited. */
const codes = [
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'EACCES',
  'EPERM',
  'EROFS',
  'EMFILE',
  'ENFILE',
  'EIO',
  'ENAMETOOLONG',
];

describe('a file that cannot be written', () => {
  for (const code of codes)
    test(`is reported as a sentence: ${code}`, () => {
      const { message, stack } = fileError(failed(code), 'reports/junit.xml', 'There is no verdict.');

      assert.match(
        message,
        new RegExp(
          `^reports/junit\\.xml could not be written: [a-z -]+ \\(${code}\\)\\. There is no verdict\\. [A-Z][^.]+, and run again\\.$`,
        ),
      );
      assert.equal(stack, message);
    });

  test('is also recognised among unexpected errors, and nothing else is', () => {
    const { message = '' } = strayFileError(failed('ENOSPC', 'mkdtemp')) ?? {};

    assert.match(message, /^\/a\/b could not be written: no space/);
    assert.equal(strayFileError(failed('EACCES', 'listen')), undefined);
    assert.equal(strayFileError(failed('ECONNREFUSED', 'connect')), undefined);
    assert.equal(strayFileError(new Error('ENOSPC')), undefined);
    assert.throws(() => fileError(new TypeError('a fault of ours'), 'x'), TypeError);
  });

  test('is reported if its name is too long', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kor-files-'));

    assert.throws(() => {
      createFile(path.join(folder, 'x'.repeat(300)), '');
    }, /could not be written: its name is too long \(ENAMETOOLONG\)\. Choose a shorter path, and run again\.$/);
  });
});
