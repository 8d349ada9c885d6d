import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { SchemaError } from '../../contract/operations.ts';
import { valueAt, type Json } from '../../contract/pointers.ts';
import { errorInWords } from '../../contract/words.ts';
import { furtherField } from './statement.ts';

const schema = new URL('../../../docs/certificate.schema.json', import.meta.url);

/** Why a signed payload is no certificate that this suite can read; undefined when it is one. */
export function shapeProblem(payload: unknown): string | undefined {
  const content = payload as Json;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
  if (validate(content)) return datesProblem(content);
  const [error] = validate.errors ?? [];
  return `it is signed, but has not the form of a certificate: ${error ? errorInWords(error as SchemaError, valueAt(content, error.instancePath)) : 'unknown'}`;
}

function datesProblem(content: Json): string | undefined {
  const at = `/predicate/${furtherField.replaceAll('/', '~1')}`;
  const pointers = ['issuedAt', 'validUntil', 'run/startedAt', 'run/finishedAt'];
  const wrong = pointers.find((name) => !isTime(valueAt(content, `${at}/${name}`)));
  return wrong && `it is signed, but has not the form of a certificate: ${wrong} is no time`;
}

function isTime(value: Json | undefined): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
