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
}

const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** A redactor of the given secrets. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const known = new Set<string>();
  let ordered: string[] = [];
  let anyOfThem: RegExp | undefined;
  const add = (secret: string): void => {
    if (secret.length < 3 || known.has(secret)) return;
    for (const encoded of encodings(secret)) known.add(encoded);
    ordered = [...known].sort((a, b) => b.length - a.length);
    anyOfThem = new RegExp(ordered.map(literally).join('|'));
  };
  const text = (given: string): string =>
    anyOfThem?.test(given) === true
      ? ordered.reduce((rest, secret) => rest.replaceAll(secret, redacted), given)
      : given;
  secrets.forEach(add);
  return {
    add,
    text,
    header: (name, value) => {
      if (!credentialHeaders.has(name.toLowerCase())) return text(value);
      const scheme = /^(Basic|Bearer) /.exec(value)?.[0] ?? '';
      return `${scheme}${redacted}`;
    },
  };
}

/** A pattern of a text and nothing else. */
function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function inSmallEscapes(text: string): string {
  return text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

function encodings(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [
    secret,
    base64,
    base64.replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    encodeURIComponent(secret),
    inSmallEscapes(encodeURIComponent(secret)),
    new URLSearchParams([['', secret]]).toString().slice(1),
    inSmallEscapes(new URLSearchParams([['', secret]]).toString().slice(1)),
    JSON.stringify(secret).slice(1, -1),
  ];
}
