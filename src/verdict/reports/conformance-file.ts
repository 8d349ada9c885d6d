import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { extentOf } from '../../contract/schema/json-extent.ts';
import { isDateTime } from '../../contract/schema/date-times.ts';
import type { SchemaError } from '../../contract/operations.ts';
import { valueAt, type Json } from '../../contract/schema/pointers.ts';
import { errorInWords, shown } from '../../contract/words.ts';
import type { Conformance } from './report-types.ts';

/** The result of a run, or what is wrong with its file, a sentence for each problem. */
export type RunFile = { run: Conformance } | { problems: string[] };

const schemaVersion = 1;
const mostProblems = 5;

/** Reads the result of a run from its `conformance.json`, and checks the properties that this suite reads. */
export function readRun(file: string): RunFile {
  const text = textOf(file);
  return text === undefined ? { problems: [whyUnreadable(file)] } : runIn(text, file);
}

/** The deepest nesting of values in a file. No run writes a deeper one, and it could overflow the stack of its reader. */
const deepest = 100;

/** The result of a run from the text of its `conformance.json`; `file` is its name in problems. */
export function runIn(text: string, file: string): RunFile {
  if (extentOf(text).depth > deepest)
    return { problems: [`${file} is not the result of a run: it nests too deep`] };
  const content = parsed(text);
  if (content === undefined) return { problems: [`${file} is not JSON`] };
  const version = valueAt(content, '/schemaVersion');
  if (version === undefined || valueAt(content, '/requirements') === undefined) {
    return { problems: [`${file} is not the result of a run: it has no schemaVersion and no requirements`] };
  }
  if (version !== schemaVersion) {
    return {
      problems: [
        `${file} has schemaVersion ${shown(version)}, and this suite compares schemaVersion ${String(schemaVersion)}`,
      ],
    };
  }
  const run = content as unknown as Conformance;
  const misshapen = shapeProblems(content);
  const found = misshapen.length > 0 ? misshapen : timeProblems(run);
  if (found.length === 0) return { run };
  const more = found.length > mostProblems ? [`and ${String(found.length - mostProblems)} more`] : [];
  return { problems: [...found.slice(0, mostProblems), ...more].map((problem) => `${file}: ${problem}`) };
}

function textOf(file: string): string | undefined {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined; // reading a pipe would block
  } catch {
    return undefined;
  }
}

function whyUnreadable(file: string): string {
  try {
    return statSync(file).isFile() ? `${file} cannot be read` : `${file} is not a file`;
  } catch {
    return existsSync(file) ? `${file} cannot be read` : `${file} does not exist`;
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const schema = new URL('../../../docs/conformance.schema.json', import.meta.url);

/** Rules of the schema that are not applied: another version of the suite may have more properties and names. */
const harmless = ['additionalProperties', 'pattern', 'format'];

function shapeProblems(content: Json): string[] {
  const ajv = new Ajv2020({ allErrors: true, validateFormats: false, strict: false });
  const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
  if (validate(content)) return [];
  const errors = (validate.errors ?? []).filter(({ keyword }) => !harmless.includes(keyword));
  return errors.map((error) => errorInWords(error as SchemaError, valueAt(content, error.instancePath)));
}

/** Problems with the times of a run, which decide which of two runs is older, and which waivers have expired. */
function timeProblems(run: Conformance): string[] {
  const wrong = (['startedAt', 'finishedAt'] as const).filter((name) => !isDateTime(run[name]));
  return wrong.map(
    (name) => `/${name} must be a time such as 2026-12-31T23:59:59Z, received ${shown(run[name])}`,
  );
}

/** Whether two paths lead to the same file, also over links. */
export function isSameFile(old: string, now: string): boolean {
  try {
    return realpathSync(old) === realpathSync(now);
  } catch {
    return false;
  }
}
