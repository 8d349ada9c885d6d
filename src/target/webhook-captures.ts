import { readFileSync, statSync } from 'node:fs';
import { doubledMembers } from '../contract/schema/json-text.ts';

/** One payload that a target sent to a webhook receiver, and the file that holds it. */
export interface Capture {
  file: string;
  /** The position of the payload in the file, from 1. */
  place: number;
  /** A JSON object. */
  payload: object;
  /** Pointers to its members whose name occurs more than once in their object; the last one was read. */
  doubled: string[];
}

/** Returns the files that `KOR_WEBHOOK_CAPTURES` names; paths are relative to the working directory. */
export function captureFiles({
  KOR_WEBHOOK_CAPTURES = '',
}: {
  KOR_WEBHOOK_CAPTURES?: string | undefined;
}): string[] {
  return KOR_WEBHOOK_CAPTURES.split(',')
    .map((file) => file.trim())
    .filter((file) => file !== '');
}

/** Returns a problem for each such file that is missing, named twice, or not a JSON object, an array of them, or one on each line. */
export function captureProblems(given: { KOR_WEBHOOK_CAPTURES?: string | undefined }): string[] {
  return captureFiles(given).flatMap((file, index, files) => {
    if (files.indexOf(file) < index) return [`KOR_WEBHOOK_CAPTURES names ${file} twice`];
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
      return [`KOR_WEBHOOK_CAPTURES names ${file}, which is not a file in ${process.cwd()}`];
    const { problems } = contentOf(file);
    return problems.map((problem) => `KOR_WEBHOOK_CAPTURES names ${file}, which ${problem}`);
  });
}

/** Returns every payload in files that have no problems. */
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
  if (number !== undefined) return { payloads: [], problems: [`is not JSON from line ${String(number)} on`] };
  return checked(
    results.map(({ line, result }) => ({ payload: result?.value, doubled: doubledMembers(line) })),
  );
}

/** Returns the items of an array, each with the pointers to its duplicate members. */
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
  const problems = wrong < 0 ? [] : [`has no JSON object at position ${String(wrong + 1)}`];
  return { payloads: items.filter(isPayload), problems };
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Returns the length of the longest beginning of a text that could still be completed to JSON. */
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
