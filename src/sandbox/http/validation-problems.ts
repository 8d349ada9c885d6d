import type { SchemaError, Validator } from '../../contract/operations.ts';
import type { Reading } from './reading.ts';
import type { Json } from './json.ts';
import type { Problem } from './refusal.ts';

const codes: Record<string, string> = {
  required: 'REQUIRED',
  dependentRequired: 'REQUIRED',
  type: 'INVALID_TYPE',
  enum: 'INVALID_VALUE',
  const: 'INVALID_VALUE',
  format: 'INVALID_FORMAT',
  pattern: 'INVALID_FORMAT',
  minLength: 'TOO_SHORT',
  maxLength: 'TOO_LONG',
  minimum: 'TOO_SMALL',
  maximum: 'TOO_LARGE',
  maxProperties: 'TOO_MANY',
};

/** Everything that a validator finds wrong about a value; `root` is the path of the value itself, empty for a body. */
export function problemsOf(
  validate: Validator | undefined,
  value: Json,
  { isForgiven }: Pick<Reading, 'isForgiven'>,
  root = '',
): Problem[] {
  if (!validate || validate(value)) return [];
  const problems = (validate.errors ?? [])
    .filter((error) => error.keyword !== 'if' && !isForgiven(error))
    .map((error) => problemOf(error, root));
  const different = new Map(problems.map((problem) => [`${problem.path} ${problem.message}`, problem]));
  return [...different.values()];
}

function problemOf(error: SchemaError, root: string): Problem {
  const { missingProperty: missing } = error.params;
  const tokens = [
    root,
    ...error.instancePath.split('/').slice(1).map(unescaped),
    ...(typeof missing === 'string' ? [missing] : []),
  ];
  return {
    path: tokens.filter((token) => token !== '').join('.') || 'body',
    message: missing === undefined ? wordsOf(error) : 'is required',
    errorCode: codes[error.keyword] ?? 'INVALID',
  };
}

function wordsOf({ keyword, params, message }: SchemaError): string {
  const values = params.allowedValues;
  if (keyword === 'enum' && Array.isArray(values)) return `must be one of ${values.map(String).join(', ')}`;
  return message ?? 'is not valid';
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
