import { lstatSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { ConfigurationError } from './configuration-error.ts';

/** The file that is read when none is named, if it exists. */
export const usualWaiversFile = 'waivers.yaml';

const words = (description: string): z.ZodString =>
  z.string().regex(/\S/, 'must not be empty').describe(description);

const waiver = z.strictObject({
  requirement: words('Id of the requirement, such as CUS-003.'),
  operation: words('The operation that deviates, by its id in the description; without one, any.').optional(),
  pointer: words(
    'The place that deviates, as the verdict names it, such as /phone/number or status; without one, any.',
  ).optional(),
  reason: words('Why the deviation is accepted for now.'),
  owner: words('Who is responsible for it: a team or a role.'),
  ticket: words('Where the work on it is tracked.'),
  expires: z.iso.date().describe('The last day on which the waiver holds (UTC), as YYYY-MM-DD.'),
});

/** The shape of a file of waivers. */
export const waiversShape = z
  .strictObject({ waivers: z.array(waiver) })
  .describe('Deviations that are known and accepted for now: they do not fail a run until they expire.');

/** A waiver as it is written, and its place, such as `waivers.yaml:12`. */
export type WrittenWaiver = z.infer<typeof waiver> & { place: string };

/** The requirements and operations that a waiver can name, by id. */
export interface WaivablePlaces {
  requirements: readonly string[];
  operations: readonly string[];
}

/**
 * Reads the waivers in a YAML file; returns none when no file is named and `waivers.yaml` does not exist. Throws a
 * {@link ConfigurationError} that lists the problems.
 */
export function readWaivers(file: string | undefined, known: WaivablePlaces): WrittenWaiver[] {
  if (file === undefined && !lstatSync(usualWaiversFile, { throwIfNoEntry: false })) return [];
  const name = path.relative('', file ?? usualWaiversFile);
  const lines = new LineCounter();
  const document = parseDocument(textOf(file, name), { lineCounter: lines });
  const broken = [...document.errors, ...document.warnings].map(
    ({ message }) => `${name}: ${message.split('\n')[0] ?? ''}`,
  );
  if (broken.length > 0) throw new ConfigurationError(broken);
  const place = placer(document, lines, name);
  const { data, error } = waiversShape.safeParse(contentOf(document, name) ?? { waivers: [] });
  if (!data) throw new ConfigurationError(error.issues.map((issue) => shapeProblem(issue, place)));
  const problems = meaningProblems(data.waivers, known, place);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return data.waivers.map((each, index) => ({ ...each, place: place(['waivers', index]) }));
}

function textOf(file: string | undefined, name: string): string {
  try {
    if (statSync(name).isFile()) return readFileSync(name, 'utf8');
  } catch {
    // reported below
  }
  const which = file === undefined ? name : `KOR_WAIVERS names ${name}, which`;
  throw new ConfigurationError([`${which} is not a readable file`]);
}

function contentOf(document: Document, name: string): unknown {
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw new ConfigurationError([
      `${name}: ${error instanceof Error ? error.message : 'it cannot be read'}`,
    ]);
  }
}

type Place = (trail: readonly PropertyKey[]) => string;

/** Returns a function that gives the file and line of a node; for a missing node, those of its nearest existing parent. */
function placer(document: Document, lines: LineCounter, name: string): Place {
  const place: Place = (trail) => {
    const node = trail.length === 0 ? undefined : document.getIn(trail, true);
    if (isNode(node) && node.range) return `${name}:${String(lines.linePos(node.range[0]).line)}`;
    return trail.length === 0 ? name : place(trail.slice(0, -1));
  };
  return place;
}

function shapeProblem({ path: trail, message, ...issue }: z.core.$ZodIssue, place: Place): string {
  const where = trail.map((each) => `/${String(each)}`).join('') || 'the document';
  const isMissing = issue.code === 'invalid_type' && message.endsWith('received undefined');
  if (isMissing) return `${place(trail)}  ${where} is missing`;
  if (issue.code === 'unrecognized_keys')
    return `${place(trail)}  ${where} has unknown properties: ${issue.keys.join(', ')}`;
  return `${place(trail)}  ${where} ${inWords(message)}`;
}

function inWords(message: string): string {
  return message
    .replace(/^Invalid ISO date$/, 'must be a date such as 2026-12-31')
    .replace(/^Invalid input: expected (\w+), received (\w+)$/, 'must be of type $1, received $2');
}

function meaningProblems(
  waivers: readonly z.infer<typeof waiver>[],
  { requirements, operations }: WaivablePlaces,
  place: Place,
): string[] {
  const keys = waivers.map(({ requirement, operation, pointer }) =>
    [requirement, operation, pointer].join('\n'),
  );
  return waivers.flatMap(({ requirement, operation }, index) => {
    const at = (...trail: string[]): string => place(['waivers', index, ...trail]);
    const isKnown = requirements.includes(requirement);
    const isDescribed = operation === undefined || operations.includes(operation);
    const isNew = keys.indexOf(keys[index] ?? '') === index;
    return [
      ...(isKnown ? [] : [`${at('requirement')}  ${requirement} is not a requirement of this suite`]),
      ...(isDescribed ? [] : [`${at('operation')}  ${operation} is not an operation of the description`]),
      ...(isNew ? [] : [`${at()}  another waiver has the same requirement, operation and pointer`]),
    ];
  });
}
