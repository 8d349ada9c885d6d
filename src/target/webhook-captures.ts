import { readFileSync, statSync } from 'node:fs';
import { doubledMembers } from '../contract/schema/json-text.ts';

/** One payload that a target sent to a receiver, and where it was captured. */
export interface Capture {
  file: string;
  /** Counts the payloads of a file from 1. */
  place: number;
  /** A JSON object. */
  payload: object;
  /** Pointers to its members whose name stands more than once in their object, of which the last was read. */
  doubled: string[];
}

/** The files that `KOR_WEBHOOK_CAPTURES` names; paths are relative to the working directory. */
export function captureFiles({
  KOR_WEBHOOK_CAPTURES = '',
}: {
  KOR_WEBHOOK_CAPTURES?: string | undefined;
}): string[] {
  return KOR_WEBHOOK_CAPTURES.split(',')
    .map((file) => file.trim())
    .filter((file) => file !== '');
}

/** Every such file that is not there, is named twice, or does not hold payloads alone: as JSON, one or an array of them, or one a line. */
export function captureProblems(given: { KOR_WEBHOOK_CAPTURES?: string | undefined }): string[] {
  return captureFiles(given).flatMap((file, index, files) => {
    if (files.indexOf(file) < index) return [`KOR_WEBHOOK_CAPTURES names ${file} twice`];
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
      return [`KOR_WEBHOOK_CAPTURES names ${file}, which is no file in ${process.cwd()}`];
    const { problems } = contentOf(file);
    return problems.map((problem) => `KOR_WEBHOOK_CAPTURES names ${file}, which ${problem}`);
  });
}

/** Every payload in files that have no problems. */
export function readCaptures(files: readonly string[]): Capture[] {
  return files.flatMap((file) =>
    contentOf(file).payloads.map((payload, index) => ({ file, place: index + 1, ...payload })),
  );
}

interface Content {
  payloads: Pick<Capture, 'payload' | 'doubled'>[];
  problems: string[];
}

function contentOf(file: string): Content {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') return { payloads: [], problems: ['is empty'] };
  const whole = parsed(text);
  if (whole) {
    const { value } = whole;
    const doubled = doubledMembers(text);
    return checked(Array.isArray(value) ? itemsOf(value, doubled) : [{ payload: value, doubled }]);
  }
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  const results = lines
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => ({ line, number, result: parsed(line) }));
  const [first] = results;
  const number = first?.result ? results.find(({ result }) => !result)?.number : lineAt(text, brokenAt(text));
  if (number !== undefined) return { payloads: [], problems: [`is no JSON from line ${String(number)} on`] };
  return checked(
    results.map(({ line, result }) => ({ payload: result?.value, doubled: doubledMembers(line) })),
  );
}

/** The items of an array, each with the pointers to what is doubled in it. */
function itemsOf(values: unknown[], doubled: readonly string[]): Item[] {
  return values.map((payload, index) => {
    const start = `/${String(index)}/`;
    const own = doubled.filter((pointer) => pointer.startsWith(start));
    return { payload, doubled: own.map((pointer) => pointer.slice(start.length - 1)) };
  });
}

interface Item {
  payload: unknown;
  doubled: string[];
}

function checked(items: Item[]): Content {
  const isPayload = (item: Item): item is Content['payloads'][number] =>
    typeof item.payload === 'object' && item.payload !== null && !Array.isArray(item.payload);
  const wrong = items.findIndex((item) => !isPayload(item));
  const problems = wrong < 0 ? [] : [`holds something else than a JSON object in place ${String(wrong + 1)}`];
  return { payloads: items.filter(isPayload), problems };
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** The length of the longest beginning of a text that more text could still make JSON. */
function brokenAt(text: string): number {
  let sound = 0;
  let broken = text.length + 1;
  while (broken - sound > 1) {
    const length = Math.floor((sound + broken) / 2);
    if (couldGoOn(text.slice(0, length))) sound = length;
    else broken = length;
  }
  return sound;
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /at position (\d+)/.exec(message)?.[1];
    return /end of JSON|Unterminated/.test(message) || Number(position) >= beginning.length;
  }
}

function lineAt(text: string, length: number): number {
  return text.slice(0, length).split('\n').length;
}
