import { isObject, type Json } from '../contract/pointers.ts';

/** What stands where a secret stood. */
export const redacted = '[redacted]';

/** Takes secrets out of whatever is about to leave the process. */
export interface Redactor {
  /** From now on this value is a secret too, however encoded. */
  add(secret: string): void;
  /** Text without any secret, in the encodings a report may hold it in. */
  text(text: string): string;
  /** The value of a header: credentials and cookies never, secrets in no other. */
  header(name: string, value: string): string;
  /** A body: as JSON with the values of sensitive properties replaced; otherwise as text. */
  body(body: string): string;
}

const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** A redactor of the given secrets and of the properties that the description marks `x-sensitive`. */
export function createRedactor(secrets: readonly string[], sensitiveNames: readonly string[]): Redactor {
  const known = new Set<string>();
  let ordered: string[] = [];
  const add = (secret: string): void => {
    if (secret.length < 3 || known.has(secret)) return;
    for (const encoded of encodings(secret)) known.add(encoded);
    ordered = [...known].sort((a, b) => b.length - a.length);
  };
  const text = (given: string): string =>
    ordered.reduce((rest, secret) => rest.replaceAll(secret, redacted), given);
  secrets.forEach(add);
  return {
    add,
    text,
    header: (name, value) => {
      if (!credentialHeaders.has(name.toLowerCase())) return text(value);
      const scheme = /^(Basic|Bearer) /.exec(value)?.[0] ?? '';
      return `${scheme}${redacted}`;
    },
    body: (body) => text(withoutSensitive(body, new Set(sensitiveNames))),
  };
}

function encodings(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ];
}

function withoutSensitive(body: string, names: ReadonlySet<string>): string {
  if (names.size === 0 || !/^\s*[[{]/.test(body)) return body;
  try {
    const value = JSON.parse(body) as Json;
    return holdsAny(value, names)
      ? JSON.stringify(value, (name, inner: Json) => (names.has(name) ? redacted : inner))
      : body;
  } catch {
    return body;
  }
}

function holdsAny(value: Json, names: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsAny(item, names));
  return (
    isObject(value) &&
    Object.entries(value).some(([name, inner]) => names.has(name) || holdsAny(inner, names))
  );
}
