import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { DescriptionError } from '../problems/description-error.ts';

/** The text of a file in UTF-8, or in UTF-16 with a byte order mark. Throws a {@link DescriptionError} when it cannot be read. */
export function fileText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const reason = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    throw new DescriptionError(file, [{ pointer: '', reason }]);
  }
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && (!isUtf8(bytes) || bytes.includes(0)))
    throw new DescriptionError(file, [{ pointer: '', reason: 'is not written in UTF-8' }]);
  return new TextDecoder(encoding).decode(bytes);
}
