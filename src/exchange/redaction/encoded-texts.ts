import { isUtf8 } from 'node:buffer';
import { parsedJson } from '../../contract/validation/violations.ts';
import { redacted } from './redaction.ts';

/**
 * Redacts the encoded parts of a text that hide data: base64 and percent-encoded texts that decode to a JSON object or array, such as a
 * cursor, or to a text that `clean` changes.
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

/** The decoded text of base64; empty if it does not decode to readable text. */
function decoded(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const text = isUtf8(bytes) ? bytes.toString('utf8') : '';
  return /[\p{Cc}\p{Cn}\p{Co}]/u.test(text.replaceAll(/\s/g, '')) ? '' : text;
}

function isJsonBranch(text: string): boolean {
  return /^\s*[[{]/.test(text) && typeof parsedJson(text) === 'object';
}

/** A text with its percent-encoding decoded; unchanged if the encoding is invalid. */
export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
