import type { Contract } from '../../contract/operations.ts';
import { isObject, membersOf, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import { literally } from './common-secrets.ts';
import { redacted, type Redactor } from './redaction.ts';

/** What was read of other people's data, so that it is known where it is quoted. */
export interface SeenValues {
  /** Remembers a value of theirs, unless it is one of ours or a word of the description. */
  meet(value: string): void;
  /** Remembers every text of a value as ours, since it is about to be sent. */
  send(value: Json | undefined): void;
  /** Whether a text was sent, or is a word of the description: one of its names, its choices, or of its paths. */
  isOurs(text: string): boolean;
  /** A text without the values that are remembered, as they are or in a URL. */
  without(text: string): string;
}

/** Values that are remembered: a shared sandbox may hold many people, and each text is searched for all of them. */
const most = 5000;
/** Values of ours that are remembered. */
const mostSent = 20_000;

const byRedactor = new WeakMap<Redactor, SeenValues>();

/** What a worker, known by its redactor, has read of other people's data so far. */
export function seenValuesOf(redactor: Redactor, contract: Contract): SeenValues {
  const known = byRedactor.get(redactor) ?? createSeenValues(contract);
  byRedactor.set(redactor, known);
  return known;
}

function createSeenValues({ document }: Contract): SeenValues {
  const values = new Set<string>();
  const byStart = new Map<string, Set<string>>();
  const ours = createOwnWords(document);
  const forget = (value: string): void => {
    values.delete(value);
    for (const form of formsOf(value)) byStart.get(startOf(form))?.delete(form);
  };
  return {
    isOurs: (text) => ours.has(text) || ours.has(wordOf(text)),
    send: (value) => {
      for (const text of textsOf(value)) {
        const word = wordOf(text);
        if (values.has(word)) forget(word);
        ours.add(word);
        if (word !== text) ours.add(text);
      }
    },
    meet: (value) => {
      const word = wordOf(value);
      if (!isTelling(word) || ours.has(word)) return;
      forget(word);
      values.add(word);
      for (const form of formsOf(word)) {
        const start = startOf(form);
        byStart.set(start, (byStart.get(start) ?? new Set()).add(form));
      }
      const [oldest] = values;
      if (values.size > most && oldest !== undefined) forget(oldest);
    },
    without: (text) => {
      if (values.size === 0) return text;
      const quoted = [...quotedIn(text.toLowerCase(), byStart)];
      if (quoted.length === 0) return text;
      const forms = quoted.sort((a, b) => b.length - a.length).map(literally);
      const words = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${forms.join('|')})(?![\p{L}\p{N}])`, 'giu');
      return text.replaceAll(words, redacted);
    },
  };
}

/** The words of the description, and of what was sent the newest. */
function createOwnWords(document: JsonObject): {
  add: (word: string) => void;
  has: (word: string) => boolean;
} {
  const sent = new Set<string>();
  return {
    add: (word) => {
      sent.delete(word);
      sent.add(word);
      const [oldest] = sent;
      if (sent.size > mostSent && oldest !== undefined) sent.delete(oldest);
    },
    has: (word) => sent.has(word) || describedWords(document).has(word),
  };
}

function wordOf(text: string): string {
  return text.trim().toLowerCase();
}

/** As it is, and as it is in a URL. */
function formsOf(value: string): Set<string> {
  return new Set([value, encodeURIComponent(value).toLowerCase()]);
}

/** The first characters: there are thousands of values, and most texts hold none. */
function startOf(text: string, at = 0): string {
  return text.slice(at, at + 3);
}

function quotedIn(text: string, byStart: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < text.length; at += 1)
    for (const form of byStart.get(startOf(text, at)) ?? []) if (text.startsWith(form, at)) found.add(form);
  return found;
}

/**
 * Whether a value says something about somebody: what is shorter stands in too many texts by chance, half a character in none, and a
 * point in time is that of many things.
 */
function isTelling(value: string): boolean {
  if (/\p{Cs}/u.test(value) || /^\d{4}-\d\d-\d\dt\d\d:\d\d/.test(value)) return false;
  return /\p{L}/u.test(value) ? value.length >= 3 : value.length >= 5;
}

/** The texts of a value, and the names of its members. */
function textsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return membersOf(value).flatMap(([name, member]) => [String(name), ...textsOf(member)]);
}

const wordsByDocument = new WeakMap<JsonObject, ReadonlySet<string>>();

function describedWords(document: JsonObject): ReadonlySet<string> {
  const words = wordsByDocument.get(document) ?? wordsOf(document);
  wordsByDocument.set(document, words);
  return words;
}

/** The names and choices that the description speaks in, which an error may use of anybody, and the words of its paths. */
function wordsOf(document: JsonObject): ReadonlySet<string> {
  const paths = isObject(document.paths) ? Object.keys(document.paths) : [];
  const words = new Set(paths.flatMap((path) => path.toLowerCase().split('/')));
  const visit = (value: Json): void => {
    const { enum: choices, const: constant, properties } = isObject(value) ? value : {};
    const names = isObject(properties) ? Object.keys(properties) : [];
    for (const word of [...(Array.isArray(choices) ? choices : []), constant, ...names])
      if (typeof word === 'string') words.add(word).add(word.toLowerCase());
    for (const [, member] of membersOf(value)) visit(member);
  };
  visit(document);
  return words;
}
