import { isObject, objectsIn, textOf, type Json, type JsonObject } from '../http/json.ts';
import { bodies, messages, type Alteration, type Variant } from './variant.ts';

/** Differences of the error object. */
export const errorVariants: readonly Variant[] = [
  {
    name: 'error-words',
    difference: 'has other messages, error codes and trace ids',
    apply: errors((error) => ({
      ...error,
      ...words(error),
      ...trace(error),
      errors: objectsIn(error.errors).map(words),
    })),
  },
  {
    name: 'error-paths-in-brackets',
    difference: 'writes indices of error paths in brackets',
    apply: errors((error) => withPaths(error, (path) => path.replaceAll(/\.(\d+)/g, '[$1]'))),
  },
  {
    name: 'error-paths-as-pointers',
    difference: 'writes error paths as JSON Pointers',
    apply: errors((error) => withPaths(error, (path) => `/${path.replaceAll('.', '/')}`)),
  },
  {
    name: 'problem-json',
    difference: 'sends its errors as application/problem+json',
    apply: messages((message) =>
      message.status >= 400
        ? { ...message, headers: { ...message.headers, 'content-type': 'application/problem+json' } }
        : message,
    ),
  },
  {
    name: 'no-error-list',
    difference: 'does not list what is wrong in a request',
    apply: errors(({ errors: _errors, ...error }) => error),
  },
];

function errors(edit: (error: JsonObject) => Json): Alteration {
  return bodies((body) => (isError(body) ? edit(body) : body));
}

/** Whether a body is the error object: bodies of other responses have no trace id. */
function isError(body: Json): body is JsonObject {
  return isObject(body) && Object.hasOwn(body, 'traceId');
}

function words(error: JsonObject): JsonObject {
  const own = { errorCode: `E-${String(textOf(error.errorCode).length)}`, message: 'Não é possível' };
  return { ...error, ...own };
}

function trace({ traceId }: JsonObject): JsonObject {
  return { traceId: `00-${textOf(traceId)}-01` };
}

function withPaths(error: JsonObject, written: (path: string) => string): Json {
  if (!Array.isArray(error.errors)) return error;
  const problems = objectsIn(error.errors).map((problem) => ({
    ...problem,
    path: written(textOf(problem.path)),
  }));
  return { ...error, errors: problems };
}
