import { isUtf8 } from 'node:buffer';
import { parsedJson } from '../../contract/validation/violations.ts';
import { redacted } from './redaction.ts';

/**
 * A text without the parts of it that say more once they are read: base64 of JSON, such as a cursor, and base64 and percent escapes of
 * what `clean` takes something out of.
 */
export function withoutEncoded(text: string, clean: (text: string) => string): string {
  const isTelling = (spoken: string): boolean => isJsonBranch(spoken) || clean(spoken) !== spoken;
  return text
    .replaceAll(/[A-Za-z0-9+/_-]{16,}={0,2}/g, (run) => (isTelling(decoded(run)) ? redacted : run))
    .replaceAll(/[^\s"'<>&?=;,/]*%[^\s"'<>&?=;,/]+/g, (part) => {
      const spoken = unescaped(part);
      return spoken === part || !isTelling(spoken) ? part : redacted;
    });
}

/** What base64 says; nothing where that is no text. */
function decoded(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const text = isUtf8(bytes) ? bytes.toString('utf8') : '';
  return /[\p{Cc}\p{Cn}\p{Co}]/u.test(text.replaceAll(/\s/g, '')) ? '' : text;
}

function isJsonBranch(text: string): boolean {
  return /^\s*[[{]/.test(text) && typeof parsedJson(text) === 'object';
}

/** A text without percent escapes; as it is where they are none. */
export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
