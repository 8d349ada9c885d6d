import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isDateTime } from '../contract/schema/date-times.ts';
import type { SchemaError } from '../contract/operations.ts';
import { isObject, valueAt, type Json } from '../contract/schema/pointers.ts';
import { errorInWords, shown } from '../contract/words.ts';
import { furtherField, predicateKind, statementKind } from './statement.ts';

const file = new URL('../../docs/certificate.schema.json', import.meta.url);
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(file, 'utf8')) as object,
);

/**
 * Why a payload does not have the format version that this suite reads; undefined if it does. The version defines what may be stated,
 * in which words, and how it is written.
 */
export function versionProblem(payload: unknown): string | undefined {
  const content = payload as Json;
  const [kind, predicate] = ['/_type', '/predicateType'].map((pointer) => valueAt(content, pointer));
  if (kind !== statementKind)
    return `it is not a certificate: its _type is ${shown(kind)}, and not ${statementKind}`;
  if (predicate !== predicateKind)
    return `it is not a certificate: its predicateType is ${shown(predicate)}, and this suite reads ${predicateKind}`;
  const body = valueAt(content, '/predicate');
  if (isObject(body) && Object.hasOwn(body, furtherField)) return undefined;
  const family = furtherField.replace(/\d+$/, '');
  const other = isObject(body) ? Object.keys(body).find((name) => name.startsWith(family)) : undefined;
  return other === undefined
    ? `it is not a certificate of this suite: its predicate has no ${furtherField}`
    : `it is of another version of the format, ${shown(other)}, and this suite reads ${furtherField}: verify it with the version of the suite that issued it`;
}

/** Why a signed payload is not a certificate that this suite can read; undefined if it is one. */
export function shapeProblem(payload: unknown): string | undefined {
  const content = payload as Json;
  const [error] = validate(content) ? [] : (validate.errors ?? []);
  const problem = error ? inWords(error as SchemaError, content) : timesProblem(content);
  return problem && `it is signed, but does not have the form of a certificate: ${problem}`;
}

function inWords(error: SchemaError, content: Json): string {
  const name = error.params.additionalProperty;
  return name === undefined
    ? errorInWords(error, valueAt(content, error.instancePath))
    : `${error.instancePath || 'it'} has ${shown(name as Json)}, which a certificate does not have`;
}

function timesProblem(content: Json): string | undefined {
  const at = `/predicate/${furtherField.replaceAll('/', '~1')}`;
  const names = ['issuedAt', 'validUntil', 'run/startedAt', 'run/finishedAt'];
  const wrong = names.find((name) => !isTime(valueAt(content, `${at}/${name}`)));
  return (
    wrong &&
    `${wrong} is not a time such as 2026-12-31T23:59:59Z, received ${shown(valueAt(content, `${at}/${wrong}`))}`
  );
}

function isTime(value: Json | undefined): boolean {
  return typeof value === 'string' && isDateTime(value);
}
