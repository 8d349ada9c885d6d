import type { Contract } from '../contract/operations.ts';
import { isObject, membersOf, type Json, type JsonObject } from '../contract/pointers.ts';
import { literally, redacted, type Redactor } from './redaction.ts';

/** What was read of other people's data, so that it is known where it is quoted. */
export interface Acquaintances {
  /** Remembers a value of theirs, unless the description itself uses it as a word. */
  meet(value: string): void;
  /** A text without the values that are remembered, as they are or in a URL. */
  without(text: string): string;
}

/** Values that are remembered: a shared sandbox may hold many people, and each text is searched for all of them. */
const most = 5000;

const byRedactor = new WeakMap<Redactor, Acquaintances>();

/** What a worker, known by its redactor, has read of other people's data so far. */
export function acquaintancesOf(redactor: Redactor, contract: Contract): Acquaintances {
  const known = byRedactor.get(redactor) ?? createAcquaintances(contract);
  byRedactor.set(redactor, known);
  return known;
}

function createAcquaintances({ document }: Contract): Acquaintances {
  const values = new Set<string>();
  const byStart = new Map<string, Set<string>>();
  let ownWords: ReadonlySet<string> | undefined;
  const forget = (value: string): void => {
    values.delete(value);
    for (const form of formsOf(value)) byStart.get(startOf(form))?.delete(form);
  };
  return {
    meet: (value) => {
      const word = value.trim().toLowerCase();
      ownWords ??= wordsOf(document);
      if (!isTelling(word) || ownWords.has(word)) return;
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
      const quoted = [...quotedIn(text.toLowerCase(), byStart)];
      if (quoted.length === 0) return text;
      const forms = quoted.sort((a, b) => b.length - a.length).map(literally);
      const words = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${forms.join('|')})(?![\p{L}\p{N}])`, 'giu');
      return text.replaceAll(words, redacted);
    },
  };
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

/** Whether a value says something about somebody: what is shorter stands in too many texts by chance, and half a character in none. */
function isTelling(value: string): boolean {
  if (/\p{Cs}/u.test(value)) return false;
  return /\p{L}/u.test(value) ? value.length >= 3 : value.length >= 5;
}

/** The names and choices that the description speaks in, which an error may use of anybody. */
function wordsOf(document: JsonObject): ReadonlySet<string> {
  const words = new Set<string>();
  const visit = (value: Json): void => {
    const { enum: choices, const: constant, properties } = isObject(value) ? value : {};
    const names = isObject(properties) ? Object.keys(properties) : [];
    for (const word of [...(Array.isArray(choices) ? choices : []), constant, ...names])
      if (typeof word === 'string') words.add(word.toLowerCase());
    for (const [, member] of membersOf(value)) visit(member);
  };
  visit(document);
  return words;
}
