import { isObject, type Json } from '../../contract/schema/pointers.ts';
import { namesSecret } from '../../contract/privacy/undeclared-properties.ts';
import { createCommonSecrets, speaksOfCredentials, type CommonSecrets } from './common-secrets.ts';
import { kept } from './text-folding.ts';
import { formsOf, type Form } from './secret-encodings.ts';
import { createSecretSearch, type SecretMatch } from './secret-search.ts';
import type { SharedSecrets } from './shared-secrets.ts';

/** What stands where a secret stood. */
export const redacted = '[redacted]';

/** How a secret was made from another one. */
export interface Made {
  from: string;
  /** In words that are the same in every run. */
  how: string;
}

/**
 * Takes secrets out of whatever is about to leave the process: those that stand out wherever they stand, however they are written;
 * common ones, which are short or words of ordinary data, where credentials stand.
 */
export interface Redactor {
  /** From now on this value is a secret too; `made`: from which other one, and how. */
  add: (secret: string, made?: Made) => void;
  /** From now on what other processes of the run were given is a secret too. */
  hear: () => void;
  /** Text without any secret. */
  text: (text: string) => string;
  /** A copy of a value without any secret, in the names of its members either. `redact`: what takes them out of a text. */
  json: (value: Json, redact?: (text: string, name: string) => string) => Json;
  /** Text of a token exchange without any secret: of common ones, not as a word either. */
  ofExchange: (text: string) => string;
  /** Text with a name in the place of every secret that stands out. */
  named: (text: string, nameOf: (secret: string) => string) => string;
  /** What an Authorization header says, the base64 of Basic undone, with a name in the place of every secret. */
  namedCredentials: (credentials: string, nameOf: (secret: string) => string) => string;
  /** The value of a header or a property: none that its name calls a credential, and of any other no secret. */
  member(name: string, value: string): string;
}

/** What a redactor goes by. */
export interface RedactorOptions {
  /** Whether ordinary data holds a form of a secret. */
  isOrdinary?: (form: Form) => boolean;
  /** Where the processes of a run tell one another what they were given. */
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
    if (knows(given)) return nameOfMade(given, nameOf); // a search leaves a hyphen at either end of it
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

/** Characters of a secret that stands out at least, and of what was made of one. */
const least = { plain: 6, encoded: 8 };
/** Digits of one that has nothing else: ids, times and phone numbers have fewer. */
const leastDigits = 12;

interface KnownSecrets extends Pick<Redactor, 'add' | 'hear'> {
  /** Whether a text is a secret, and nothing else. */
  knows: (text: string) => boolean;
  made: ReadonlyMap<string, Made>;
  common: CommonSecrets;
  placesIn: (text: string) => SecretMatch[];
}

const byShare = new WeakMap<SharedSecrets, ReturnType<typeof createKnownSecrets>>();

/** What a redactor knows: whatever all of the process know where they share it, since each of many would have to learn it all. */
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

/** Knows no secret yet; `note` says whether a secret is new. */
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

/** A text with something else at places of it. */
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

/** A name that no other member has. `names`: how often each was asked for. */
export function uniqueIn(names: Map<string, number>, name: string): string {
  let count = names.get(name) ?? 0;
  let unique = name;
  for (; names.has(unique); unique = `${name} ${String(count)}`) count += 1;
  names.set(name, count).set(unique, 1);
  return unique;
}
