import type { Contract } from '../../contract/operations.ts';
import { isObject, membersOf, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import { literally } from './common-secrets.ts';
import { redacted, type Redactor } from './redaction.ts';

/** Values of others that were read, so that they are recognised where a response quotes them. */
export interface SeenValues {
  /** Remembers a value of others, unless it is one of ours or a word of the description. */
  meet(value: string): void;
  /** Remembers all strings in a value as ours, because it is about to be sent. */
  send(value: Json | undefined): void;
  /** Whether a text was sent, or is a word of the description: a property name, an enum or const value, or part of a path. */
  isOurs(text: string): boolean;
  /** Redacts the remembered values of others in a text, also in URL encoding. */
  without(text: string): string;
}

/** Maximum number of remembered values of others: a shared sandbox may have many customers, and each text is searched for all of them. */
const most = 5000;
/** Maximum number of remembered values of ours. */
const mostSent = 20_000;

const byRedactor = new WeakMap<Redactor, SeenValues>();

/** The values of others that a worker, identified by its redactor, has read so far. */
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

/** The words of the description, and the most recently sent words. */
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

/** The value unchanged, and in URL encoding. */
function formsOf(value: string): Set<string> {
  return new Set([value, encodeURIComponent(value).toLowerCase()]);
}

/** The first characters, by which values are looked up: there are thousands, and most texts contain none. */
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
 * Whether a value may identify a customer. Short values occur in too many texts by chance, a lone surrogate occurs in none, and a time
 * may belong to many resources.
 */
function isTelling(value: string): boolean {
  if (/\p{Cs}/u.test(value) || /^\d{4}-\d\d-\d\dt\d\d:\d\d/.test(value)) return false;
  return /\p{L}/u.test(value) ? value.length >= 3 : value.length >= 5;
}

/** All strings and property names in a value. */
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

/** The property names, enum and const values of the description, which an error about any customer may use, and the words of its paths. */
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
