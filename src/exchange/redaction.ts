/** What stands where a secret stood. */
export const redacted = '[redacted]';

/** How a secret was made from another one. */
export interface Made {
  from: string;
  /** In words that are the same in every run. */
  how: string;
}

/** Takes secrets out of whatever is about to leave the process. */
export interface Redactor {
  /** From now on this value is a secret too, however encoded; `made`: from which other one, and how. */
  add(secret: string, made?: Made): void;
  /** Text without any secret, in the encodings a report may hold it in. */
  text(text: string): string;
  /** Text with a name in the place of every secret, whatever its encoding. */
  named(text: string, nameOf: (secret: string) => string): string;
  /** The value of a header: credentials and cookies never, secrets in no other. */
  header(name: string, value: string): string;
}

const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** A redactor of the given secrets. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const known = new Map<string, string>();
  let ordered: string[] = [];
  let anyOfThem: RegExp | undefined;
  const made = new Map<string, Made>();
  const add = (secret: string, how?: Made): void => {
    if (secret.length < 3 || known.has(secret)) return;
    if (how) made.set(secret, how);
    for (const encoded of encodings(secret)) known.set(encoded, secret);
    ordered = [...known.keys()].sort((a, b) => b.length - a.length);
    anyOfThem = new RegExp(ordered.map(literally).join('|'));
  };
  const unfolded = (given: string): string => {
    const joined = given.replaceAll(folds, '');
    if (joined === given || anyOfThem?.test(joined) !== true) return given;
    return given.replaceAll(new RegExp(ordered.map(inFolds).join('|'), 'g'), redacted);
  };
  const text = (given: string): string =>
    unfolded(
      anyOfThem?.test(given) === true
        ? ordered.reduce((rest, secret) => rest.replaceAll(secret, redacted), given)
        : given,
    );
  for (const secret of secrets) add(secret);
  return {
    add,
    text,
    named: (given, nameOf) => (anyOfThem ? named(given, { anyOfThem, known, made }, nameOf) : given),
    header: (name, value) => {
      if (!credentialHeaders.has(name.toLowerCase())) {
        const whole = value.replaceAll(/\s+/g, ''); // a folded line may have become blanks on its way
        return text(value) === value && text(whole) !== whole ? redacted : text(value);
      }
      const scheme = /^(Basic|Bearer) /.exec(value)?.[0] ?? '';
      return `${scheme}${redacted}`;
    },
  };
}

/** A text with names for the secrets in it; `known`: which secret is meant by each encoding. */
function named(
  given: string,
  { anyOfThem, known, made }: { anyOfThem: RegExp; known: Map<string, string>; made: Map<string, Made> },
  nameOf: (secret: string) => string,
): string {
  const nameOfMade = (secret: string): string => {
    const origin = made.get(secret);
    return origin ? `${nameOf(origin.from)} ${origin.how}` : nameOf(secret);
  };
  return given.replaceAll(new RegExp(anyOfThem, 'g'), (encoded) => nameOfMade(known.get(encoded) ?? encoded));
}

/** The ends of lines that go on in the next, as they are or as JSON writes them. */
const folds = /(?:[\r\n]|\\[rn])+[ \t]+/g;

/** A pattern of a text that may be folded anywhere. */
function inFolds(text: string): string {
  return Array.from(text, literally).join(`(?:${folds.source})?`);
}

/** A pattern of a text and nothing else. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function inSmallEscapes(text: string): string {
  return text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64');
  return [
    secret,
    base64,
    base64.replace(/=+$/, ''),
    bytes.toString('base64url'),
    ...[0, 1, 2].flatMap((offset) => withinBase64(bytes, offset)),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(secret),
    inSmallEscapes(encodeURIComponent(secret)),
    new URLSearchParams([['', secret]]).toString().slice(1),
    inSmallEscapes(new URLSearchParams([['', secret]]).toString().slice(1)),
    JSON.stringify(secret).slice(1, -1),
  ];
}

/** Characters of base64 that stand for a secret alone; fewer may stand for anything. */
const leastTelling = 8;

/** What base64 and base64url make of a secret after so many other bytes, as far as no neighbour has a say in it. */
function withinBase64(secret: Buffer, offset: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(offset), secret]);
  const own = padded
    .toString('base64')
    .slice(Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6));
  return own.length < leastTelling ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')];
}
