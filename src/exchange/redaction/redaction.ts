import { isObject, type Json } from '../../contract/schema/pointers.ts';
import { namesSecret } from '../../contract/privacy/undeclared-properties.ts';
import { createCommonSecrets, speaksOfCredentials, type CommonSecrets } from './common-secrets.ts';
import { kept } from './text-folding.ts';
import { formsOf, type Form } from './secret-encodings.ts';
import { createSecretSearch, type SecretMatch } from './secret-search.ts';
import type { SharedSecrets } from './shared-secrets.ts';

/** The replacement for a secret. */
export const redacted = '[redacted]';

/** How a secret was derived from another one. */
export interface Made {
  from: string;
  /** A description that is the same in every run. */
  how: string;
}

/**
 * Removes secrets from everything that leaves the process. Distinctive secrets are removed everywhere and in every encoding. Common
 * secrets, which are short or also occur in ordinary data, are removed only where credentials are expected.
 */
export interface Redactor {
  /** Adds a secret; `made`: the secret that it was derived from, and how. */
  add: (secret: string, made?: Made) => void;
  /** Adds the secrets that other processes of the run received. */
  hear: () => void;
  /** Replaces all secrets in a text. */
  text: (text: string) => string;
  /** A copy of a value without secrets, including those in property names. `redact`: the function that redacts a text. */
  json: (value: Json, redact?: (text: string, name: string) => string) => Json;
  /** Replaces all secrets in a text of a token exchange, including common ones that are whole words. */
  ofExchange: (text: string) => string;
  /** Replaces every distinctive secret in a text by a name. */
  named: (text: string, nameOf: (secret: string) => string) => string;
  /** Replaces every secret in the value of an Authorization header by a name. Expects the credentials of Basic without base64. */
  namedCredentials: (credentials: string, nameOf: (secret: string) => string) => string;
  /** The redacted value of a header or a property: all of it if the name is that of a credential, otherwise only secrets in it. */
  member(name: string, value: string): string;
}

/** The options of a redactor. */
export interface RedactorOptions {
  /** Whether ordinary data contains a form of a secret. */
  isOrdinary?: (form: Form) => boolean;
  /** Shares secrets between the processes of a run. */
  shared?: SharedSecrets | undefined;
}

const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** A redactor of the given secrets. */
export function createRedactor(secrets: readonly string[], options: RedactorOptions = {}): Redactor {
  const { add, hear, knows, made, common, placesIn } = knownSecrets(options);
  for (const secret of secrets) add(secret);
  const text = (given: string): string =>
    common.afterTheirNames(
      replaced(given, placesIn(given), () => redacted),
      redacted,
    );
  const nameOfMade = (secret: string, nameOf: (secret: string) => string): string => {
    const origin = made.get(secret);
    return origin ? `${nameOf(origin.from)} ${origin.how}` : nameOf(secret);
  };
  const named: Redactor['named'] = (given, nameOf) => {
    if (knows(given)) return nameOfMade(given, nameOf); // a search would leave hyphens at its ends
    const places = placesIn(given).filter(({ isWhole }) => isWhole);
    return replaced(given, places, ({ secret }) => nameOfMade(secret, nameOf));
  };
  return {
    add,
    hear,
    text,
    json: (value, redact = text) => redactedValue(value, redact),
    ofExchange: (given) => common.asWords(text(given), redacted),
    named,
    namedCredentials: (credentials, nameOf) => {
      const [, scheme = '', rest = ''] = /^(\w+ )?(.*)$/s.exec(credentials) ?? [];
      const name = (part: string): string => named(part, nameOf);
      const whole = name(rest);
      return scheme + (whole === rest ? rest.split(':').map(name).join(':') : whole);
    },
    member: (name, value) => {
      if (namesSecret(name) || (common.has(value) && speaksOfCredentials(name))) return redacted;
      if (!credentialHeaders.has(name.toLowerCase())) return text(value);
      const scheme = /^(Basic|Bearer) /.exec(value)?.[0] ?? '';
      return `${scheme}${redacted}`;
    },
  };
}

/** Minimum characters of a distinctive secret, and of an encoded form of one. */
const least = { plain: 6, encoded: 8 };
/** Minimum digits of a distinctive secret of digits only: ids, times and phone numbers have fewer. */
const leastDigits = 12;

interface KnownSecrets extends Pick<Redactor, 'add' | 'hear'> {
  /** Whether a whole text is a secret. */
  knows: (text: string) => boolean;
  made: ReadonlyMap<string, Made>;
  common: CommonSecrets;
  placesIn: (text: string) => SecretMatch[];
}

const byShare = new WeakMap<SharedSecrets, ReturnType<typeof createKnownSecrets>>();

/** The secrets that a redactor knows. Redactors of a process with the same `shared` use the same set, so that not each has to learn it. */
function knownSecrets({ isOrdinary = () => false, shared }: RedactorOptions): KnownSecrets {
  const { note, ...secrets } = (shared && byShare.get(shared)) ?? createKnownSecrets();
  if (shared) byShare.set(shared, { note, ...secrets });
  return {
    ...secrets,
    add: (secret, how) => {
      if (note(secret, isOrdinary, how)) shared?.tell(secret);
    },
    hear: () => {
      for (const secret of shared?.heard() ?? []) note(secret, isOrdinary);
    },
  };
}

/** An empty set of secrets; `note` adds a secret and returns whether it is new. */
function createKnownSecrets(): Omit<KnownSecrets, 'add' | 'hear'> & {
  note: (secret: string, isOrdinary: (form: Form) => boolean, how?: Made) => boolean;
} {
  const known = new Set(['']);
  const made = new Map<string, Made>();
  const common = createCommonSecrets();
  const { add, placesIn } = createSecretSearch();
  const note = (secret: string, isOrdinary: (form: Form) => boolean, how?: Made): boolean => {
    if (known.has(secret)) return false;
    known.add(secret);
    if (how) made.set(secret, how);
    const standsOut = (form: Form, length: number): boolean =>
      form.length >= (/^\d+$/.test(form) ? leastDigits : length) && !isOrdinary(form);
    const { plain, encoded } = formsOf(secret);
    const telling = [...plain].filter((form) => standsOut(form, least.plain));
    const others = [...encoded].filter((form) => standsOut(form, least.encoded));
    for (const form of [...telling, ...others]) add(form, secret);
    if (telling.length === 0) common.add(secret);
    return true;
  };
  return {
    note,
    knows: (text) => text !== '' && known.has(text),
    made,
    common,
    placesIn,
  };
}

/** Replaces places of a text. */
function replaced(
  text: string,
  places: readonly SecretMatch[],
  instead: (place: SecretMatch) => string,
): string {
  if (places.length === 0) return text;
  const bytes = Buffer.from(text);
  let result = '';
  let copied = 0;
  for (const place of places) {
    let { end } = place;
    while (kept[bytes[end - 1] ?? 0] === 0) end -= 1;
    result += bytes.toString('utf8', copied, place.start) + instead(place);
    copied = end;
  }
  return result + bytes.toString('utf8', copied);
}

function redactedValue(value: Json, redact: (text: string, name: string) => string, name = ''): Json {
  if (Array.isArray(value)) return value.map((item) => redactedValue(item, redact, name));
  if (isObject(value)) {
    const names = new Map<string, number>();
    const members = Object.entries(value).map(([each, member]): [string, Json] => [
      uniqueIn(names, redact(each, '')),
      redactedValue(member, redact, each),
    ]);
    return Object.fromEntries(members);
  }
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const said = String(value);
  const shown = redact(said, name);
  return shown === said ? value : shown;
}

/** A name that is unique in an object, with a number appended if necessary. `names`: how often each name was requested. */
export function uniqueIn(names: Map<string, number>, name: string): string {
  let count = names.get(name) ?? 0;
  let unique = name;
  for (; names.has(unique); unique = `${name} ${String(count)}`) count += 1;
  names.set(name, count).set(unique, 1);
  return unique;
}
