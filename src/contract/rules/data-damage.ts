import { isObject, type Json } from '../schema/pointers.ts';

/** A common kind of damage to a value between being sent and being read. */
export type Damage =
  | 'dropped'
  | 'retyped'
  | 'trimmed'
  | 'case changed'
  | 're-encoded'
  | 'escaped'
  | 'masked'
  | 'truncated'
  | 'shifted by a day';

/** The kind of damage that turned the sent value into the received one; undefined when it is none of the known kinds. */
export function damageOf(sent: Json | undefined, received: Json | undefined): Damage | undefined {
  if (sent === undefined || sent === received) return undefined;
  if (isEmpty(received)) return isEmpty(sent) ? undefined : 'dropped';
  if (kindOf(sent) !== kindOf(received)) return 'retyped';
  if (Array.isArray(sent) && Array.isArray(received))
    return received.length < sent.length ? 'dropped' : undefined;
  if (typeof sent === 'number') return Math.trunc(sent) === received ? 'truncated' : undefined;
  return typeof sent === 'string' && typeof received === 'string' ? damageOfText(sent, received) : undefined;
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function kindOf(value: Json | undefined): string {
  if (Array.isArray(value)) return 'array';
  return isObject(value) ? 'object' : typeof value;
}

/** The first kind that fits. `truncated` is the last, because a prefix may have a likelier cause. */
function damageOfText(sent: string, received: string): Damage | undefined {
  const checks: [damage: Damage, fits: (sent: string, received: string) => boolean][] = [
    ['trimmed', (was, is) => is === was.trim()],
    ['case changed', (was, is) => is.toLowerCase() === was.toLowerCase()],
    ['retyped', isSameNumber],
    ['shifted by a day', isOneDayOff],
    ['re-encoded', isReencoded],
    ['escaped', isEscaped],
    ['masked', isMasked],
    ['truncated', (was, is) => was.startsWith(is)],
  ];
  return checks.find(([, fits]) => fits(sent, received))?.[0];
}

/** Whether digits were converted to a number and back: leading zeros are lost, or a decimal point or exponent was added. */
function isSameNumber(sent: string, received: string): boolean {
  return /^\d+$/.test(sent) && /^[\d.e+]+$/.test(received) && Number(sent) === Number(received);
}

function isOneDayOff(sent: string, received: string): boolean {
  const day = 86_400_000;
  const form = /^\d{4}-\d{2}-\d{2}/;
  if (!form.test(sent) || !form.test(received)) return false;
  const isDate = sent.length === 10 || received.length === 10;
  const timeOf = (text: string): number => Date.parse(isDate ? text.slice(0, 10) : text);
  return Math.abs(timeOf(sent) - timeOf(received)) === day;
}

const notAscii = /[^ -~]/;

/**
 * Whether bytes were read in a wrong encoding, characters became question marks or were dropped, or accents were lost or composed
 * otherwise.
 */
function isReencoded(sent: string, received: string): boolean {
  if (!notAscii.test(sent)) return false;
  const questioned = received.replaceAll('\uFFFD', '?');
  const bytes = Buffer.from(sent, 'utf8');
  const plain = sent.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return (
    received === bytes.toString('latin1') ||
    received === inWindows(bytes) ||
    received.normalize('NFC') === sent.normalize('NFC') ||
    received === plain ||
    ['?', ''].some((sign) => questioned === sent.replaceAll(/[^ -~]/g, sign)) ||
    questioned === sent.replaceAll(/[^ -~]/gu, '?') ||
    questioned === Buffer.from(sent, 'latin1').toString('utf8').replaceAll('\uFFFD', '?')
  );
}

/** The characters of Windows-1252 at 0x80 to 0x9F, where Latin-1 has control characters. */
const ofWindows =
  '\u20AC\x81\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\x8D\u017D\x8F' +
  '\x90\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\x9D\u017E\u0178';

/** Reads bytes as Windows-1252, which the decoder of Node.js takes for Latin-1 in some versions. */
function inWindows(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll(/[\u0080-\u009F]/g, (sign) => ofWindows[sign.charCodeAt(0) - 0x80] ?? sign);
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** Whether characters were escaped for HTML, JSON, SQL or a URL and not unescaped, or the other way round. */
function isEscaped(sent: string, received: string): boolean {
  return [unescapedHtml, unescapedJson, unescapedUrl, (text: string) => text.replaceAll("''", "'")].some(
    (unescaped) => unescaped(received) === sent || unescaped(sent) === received,
  );
}

function unescapedHtml(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return named[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}

function unescapedJson(text: string): string {
  return text
    .replaceAll(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\(.)/g, '$1');
}

function unescapedUrl(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Whether at most the beginning and the end of a string are left. */
function isMasked(sent: string, received: string): boolean {
  if (/^\W*(?:redacted|masked|hidden)\W*$/i.test(received)) return true;
  const [start = '', ...others] = received.split(/(?:[*•#]|[Xx]{2})[*•#Xx\s-]*/);
  const [end] = others;
  return others.length === 1 && end !== undefined && sent.startsWith(start) && sent.endsWith(end);
}
