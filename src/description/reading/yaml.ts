import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { toPointer, type Json, type Token } from '../../contract/schema/pointers.ts';
import type { DescriptionProblem } from '../problems/description-error.ts';
import type { Notes } from '../problems/notes.ts';

/** The greatest number of aliases of one anchor that are followed. */
const mostAliases = 1000;

/** Parses YAML or JSON. Returns its value, or every problem that prevents that, each at its own place. */
export function readYaml(text: string, notes: Notes): { value: Json } | { problems: DescriptionProblem[] } {
  const document = parseDocument(text, { merge: true, uniqueKeys: false });
  const unreadable = [...document.errors, ...document.warnings].map(({ code, message }) =>
    problemOf(inWords(code, message)),
  );
  const isNested = ({ reason }: DescriptionProblem): boolean => reason.includes('nested too deep');
  if (unreadable.length > 0)
    return { problems: unreadable.some(isNested) ? unreadable.slice(0, 1) : unreadable };
  const problems: DescriptionProblem[] = [];
  inspect(document.contents, [], { problems, notes });
  return problems.length > 0 ? { problems } : asJson(document);
}

function problemOf(why: string): DescriptionProblem {
  return { pointer: '', reason: `is not readable YAML: ${why}` };
}

function inWords(code: string, message: string): string {
  const [line = ''] = message.split('\n');
  const [, place = ''] = /( at line \d+, column \d+):?$/.exec(line) ?? [];
  if (code === 'MULTIPLE_DOCS') return `it holds a second document${place}`;
  if (line.startsWith('Maximum call stack')) return `it is nested too deep${place}`;
  return line.replace(/:$/, '');
}

/** The value with every alias replaced by a copy. */
function asJson(document: Document): { value: Json } | { problems: DescriptionProblem[] } {
  try {
    return { value: JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: mostAliases }))) as Json };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const why = message.includes('circular')
      ? 'an alias leads back to what holds it'
      : message.replace(/^Excessive alias count.*/, `it has more aliases than are followed`);
    return { problems: [problemOf(why)] };
  }
}

interface Found {
  problems: DescriptionProblem[];
  notes: Notes;
}

/** Finds what JSON cannot express, and notes numbers that lose digits in JSON. */
function inspect(node: unknown, trail: Token[], found: Found): void {
  const problem = (reason: string): void => void found.problems.push({ pointer: toPointer(trail), reason });
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) inspect(item, [...trail, index], found);
  } else if (isScalar(node)) inspectNumber(node.value, node.source ?? '', toPointer(trail), found);
  else if (isMap(node)) {
    const names = new Set<string>();
    for (const { key, value } of node.items) {
      const isText = isScalar(key) && key.value !== null;
      if (!isText && !isAlias(key)) problem('has a key that is not text');
      const name = isScalar(key) ? String(key.value) : '';
      if (isText && names.has(name)) problem(`has the key ${JSON.stringify(name)} twice`);
      names.add(name);
      inspect(value, [...trail, name], found);
    }
  }
}

function inspectNumber(value: unknown, source: string, pointer: string, { problems, notes }: Found): void {
  if (typeof value !== 'number') return;
  if (!Number.isFinite(value)) {
    problems.push({ pointer, reason: `is ${source}, which is not a JSON number` });
    return;
  }
  const isExact = !/^[-+]?\d+$/.test(source) || BigInt(source.replace('+', '')) === BigInt(value);
  if (!isExact) notes.note(`${source} is read as ${String(BigInt(value))}: it has too many digits`, pointer);
}
