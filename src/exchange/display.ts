import type { Contract } from '../contract/operations.ts';
import type { Json } from '../contract/pointers.ts';
import { maskedBody } from '../contract/sensitive.ts';
import { namesSecret, secretLetters } from '../contract/undeclared.ts';
import { parsedJson } from '../contract/violations.ts';
import { acquaintancesOf } from './acquaintances.ts';
import { redacted, type Redactor } from './redaction.ts';
import { textWithoutStrangers, withoutStrangers } from './strangers.ts';

/** The end of a property's name that may speak of a secret. */
const suspectEnd = new RegExp(`(?:${secretLetters.source})[A-Za-z0-9_-]*"\\s*:`, 'gi');

/** What a body is cleaned with. */
export interface Cleaning {
  contract: Contract;
  redactor: Redactor;
  /** Pointer to the schema that the body is read by. */
  schema: string | undefined;
  /** Ids of what the test created; undefined where nobody else's data can be. */
  ownIds: readonly string[] | undefined;
}

/**
 * A body as it may be written down: no secret, nothing that the description marks `x-sensitive`, nobody else's data. `body`: what
 * the text says, where that is known already.
 */
export function writtenBody(
  text: string,
  { contract, redactor, schema, ownIds }: Cleaning,
  body = parsedJson(text),
): string {
  const company = ownIds && { ownIds, acquaintances: acquaintancesOf(redactor, contract) };
  if (body === undefined)
    return redactor.text(company ? textWithoutStrangers(text, company.acquaintances) : text);
  const masked = maskedBody(contract, schema, body);
  const clean = company ? withoutStrangers(masked, company) : masked;
  const isUntouched = clean === body || JSON.stringify(clean) === JSON.stringify(body);
  return isUntouched && !isEscaped(redactor, text, body)
    ? redactor.text(text)
    : redactor.text(JSON.stringify(clean));
}

/** Whether a text may hold a secret in escapes that JSON allows and does not need. */
function isEscaped(redactor: Redactor, text: string, body: Json): boolean {
  if (!text.includes('\\')) return false;
  const plain = JSON.stringify(body);
  return redactor.text(plain) !== plain;
}

/** Every secret that an answer hands out, wherever it stands: the values of properties whose names say so. */
export function secretsIn(text: string): string[] {
  if (!namesAnySecret(text)) return [];
  const strings = text.matchAll(/"([A-Za-z0-9_-]+)"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"/g);
  return [...strings].flatMap(([, name = '', value = '']) => {
    if (!namesSecret(name)) return [];
    const spoken = parsedJson(`"${value}"`);
    return [typeof spoken === 'string' ? spoken : value];
  });
}

/** Whether a text names a secret at all: most do not, and telling that is quick. */
function namesAnySecret(text: string): boolean {
  const ends = text.matchAll(suspectEnd);
  return [...ends].some(({ index }) => {
    const name = text.slice(text.lastIndexOf('"', index) + 1, text.indexOf('"', index));
    return namesSecret(name);
  });
}

/** What a token exchange answered that cannot be read is not written down at all: it may be a token. */
export function writtenTokenAnswer(text: string, isSuccess: boolean, cleaning: Cleaning): string {
  return isSuccess && text !== '' && parsedJson(text) === undefined && !text.trimStart().startsWith('<')
    ? redacted
    : writtenBody(text, cleaning);
}
