import type { Contract } from '../../contract/operations.ts';
import { doubledMembers, rewritten } from '../../contract/schema/json-text.ts';
import { maskedBody } from '../../contract/privacy/sensitive.ts';
import { namesSecret, secretLetters } from '../../contract/privacy/undeclared-properties.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import { seenValuesOf } from './seen-values.ts';
import { redacted, type Redactor } from './redaction.ts';
import { textWithoutThirdPartyData, withoutThirdPartyData } from './third-party-data.ts';

/** The end of a property name that may indicate a secret. */
const suspectEnd = new RegExp(`(?:${secretLetters.source})[A-Za-z0-9_-]*"\\s*:`, 'gi');

/** What the redaction of a body needs. */
export interface BodyRedaction {
  contract: Contract;
  redactor: Redactor;
  /** Pointer to the schema of the body. */
  schema: string | undefined;
  /** Ids of what the test created; undefined if the body cannot contain data of others. */
  ownIds: readonly string[] | undefined;
  /** The domain of email addresses whose local part is our mark. */
  emailDomain?: string | undefined;
  /** Whether it is the body of a token exchange, where every word may be a credential. */
  isOfExchange?: boolean;
}

/**
 * A body as it may be recorded: without secrets, without values that the description marks `x-sensitive` and without data of others.
 * `body`: the parsed text, if it is already known.
 */
export function recordedBody(
  text: string,
  { contract, redactor, schema, ownIds, emailDomain, isOfExchange = false }: BodyRedaction,
  body = parsedJson(text),
): string {
  const redact = isOfExchange ? redactor.ofExchange : redactor.text;
  const ofMember = (said: string, name: string): string => redact(redactor.member(name, said));
  const company = ownIds && { ownIds, emailDomain, seenValues: seenValuesOf(redactor, contract) };
  if (body === undefined) return redact(company ? textWithoutThirdPartyData(text, company) : text);
  const masked = maskedBody(contract, schema, body);
  const clean = company ? withoutThirdPartyData(masked, company) : masked;
  const isUntouched = clean === body || JSON.stringify(clean) === JSON.stringify(body);
  const isPlain = isUntouched && doubledMembers(text).length === 0 && !namesAnySecret(text);
  if (isPlain && redact(text) === text) return text;
  return redact(rewritten(redactor.json(clean, ofMember), text, redacted));
}

/** Whether a text contains a property with the name of a secret; a fast check, since most texts do not. */
function namesAnySecret(text: string): boolean {
  const ends = text.matchAll(suspectEnd);
  return [...ends].some(({ index }) => {
    const name = text.slice(text.lastIndexOf('"', index) + 1, text.indexOf('"', index));
    return namesSecret(name);
  });
}

/** The body of a token exchange as it may be recorded. A success that is neither JSON nor markup is fully redacted: it may be a token. */
export function recordedTokenResponse(text: string, isSuccess: boolean, cleaning: BodyRedaction): string {
  return isSuccess && text !== '' && parsedJson(text) === undefined && !text.trimStart().startsWith('<')
    ? redacted
    : recordedBody(text, { ...cleaning, isOfExchange: true });
}
