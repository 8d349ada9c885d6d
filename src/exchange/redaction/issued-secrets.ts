import { membersOf, type Json } from '../../contract/schema/pointers.ts';
import { namesSecret } from '../../contract/privacy/undeclared-properties.ts';
import { parsedJson } from '../../contract/validation/violations.ts';

/** Names that indicate credentials without a word for a secret. */
const credentialNames = /api-?key|credential|session-?id|jwt|bearer/i;

/**
 * All secrets that a response issues: the values of properties, parameters and headers with the name of a secret, also in JSON within
 * JSON or with unnecessary escapes, and the text after the word Bearer.
 */
export function issuedSecretsIn(
  text: string,
  headers: readonly (readonly [name: string, value: string])[] = [],
): string[] {
  const texts = textsIn(text);
  const lines = headers.map(([name, value]) => `${name}=${value}`);
  return [...new Set([...texts.flatMap(propertiesIn), ...[...texts, ...lines].flatMap(assignedIn)])];
}

/** The text or, if it is JSON, its normalised JSON and those strings in it that may contain more secrets. */
function textsIn(text: string): string[] {
  const body = /[\\=]|Bearer /i.test(text) ? parsedJson(text) : undefined; // parsing takes time
  if (typeof body !== 'object') return [text];
  return [
    JSON.stringify(body),
    ...leavesOf(body)
      .filter((each) => mayHoldMore.test(each))
      .flatMap(textsIn),
  ];
}

const mayHoldMore = /[\\"=]|Bearer /i;

function leavesOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return membersOf(value).flatMap(([, member]) => leavesOf(member));
}

function propertiesIn(text: string): string[] {
  const strings = text.matchAll(/"([A-Za-z0-9_-]+)"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"/g);
  return [...strings].flatMap(([, name = '', value = '']) => {
    if (!namesSecret(name) && !(credentialNames.test(name) && isRandom(value))) return [];
    const spoken = parsedJson(`"${value}"`);
    return [typeof spoken === 'string' ? spoken : value];
  });
}

/** The values after an equals sign in a query, a form or a header, and after the word Bearer, without plain words. */
function assignedIn(text: string): string[] {
  const named = text.matchAll(/(?<![\w-])([A-Za-z][\w-]{0,63})=["']?(?:Bearer )?([\w.~+/%-]{12,}=*)/g);
  const bearer = text.matchAll(/\bBearer\s+([\w.~+/-]{12,}=*)/gi);
  const found = [...named].filter(([, name = '']) => namesSecret(name) || credentialNames.test(name));
  return [...found.map(([, , value = '']) => value), ...Array.from(bearer, ([, value = '']) => value)].filter(
    isRandom,
  );
}

/** Whether a text is at least 12 characters long and contains both letters and digits, so that it is not a plain word. */
function isRandom(text: string): boolean {
  return text.length >= 12 && /\d/.test(text) && /[A-Za-z]/.test(text);
}
