/** The outcome of a request. */
export type SandboxOutcome = Success | Failure;

/** The outcome of a successful request. */
export type Success = keyof typeof successes;

/** The reason why a request is refused. */
export type Failure = keyof typeof failures;

const successes = {
  exchanged: 200,
  found: 200,
  created: 201,
  submitted: 201,
  updated: 200,
  /** Updated; the response has no body. */
  stored: 204,
  suspended: 200,
  unsuspended: 200,
  removed: 204,
};

const failures = {
  invalid: { status: 400, errorCode: 'INVALID_REQUEST', message: 'The request is not valid' },
  malformedBody: { status: 400, errorCode: 'MALFORMED_BODY', message: 'The body is missing or is not JSON' },
  malformedId: { status: 400, errorCode: 'MALFORMED_ID', message: 'An id in the path is malformed' },
  malformedRequest: { status: 400, errorCode: 'MALFORMED_REQUEST', message: 'The request cannot be read' },
  unauthenticated: {
    status: 401,
    errorCode: 'UNAUTHENTICATED',
    message: 'The credentials are missing or not valid',
  },
  malformedCredentials: {
    status: 401,
    errorCode: 'MALFORMED_CREDENTIALS',
    message: 'The credentials cannot be read',
  },
  unknown: { status: 404, errorCode: 'NOT_FOUND', message: 'There is no such resource' },
  /** A resource of another business account: the response is the same as for an unknown one. */
  foreign: { status: 404, errorCode: 'NOT_FOUND', message: 'There is no such resource' },
  unknownRoute: { status: 404, errorCode: 'UNKNOWN_ROUTE', message: 'There is no such path' },
  unknownMethod: {
    status: 405,
    errorCode: 'METHOD_NOT_ALLOWED',
    message: 'The path does not have this method',
  },
  conflict: { status: 409, errorCode: 'CONFLICT', message: 'The request conflicts with an earlier one' },
  tooLarge: { status: 413, errorCode: 'CONTENT_TOO_LARGE', message: 'The body is too large' },
  unsupportedMediaType: {
    status: 415,
    errorCode: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'The body must be application/json',
  },
  /** Only variants of the sandbox respond with this. */
  limited: { status: 429, errorCode: 'RATE_LIMITED', message: 'There are too many requests' },
  /** These too: a gateway, a resource that has been removed, and an operation that is not implemented. */
  filtered: { status: 403, errorCode: 'FILTERED', message: 'The request was filtered' },
  gone: { status: 410, errorCode: 'GONE', message: 'The resource was removed' },
  unimplemented: { status: 501, errorCode: 'NOT_IMPLEMENTED', message: 'There is no such operation' },
  unprocessable: { status: 422, errorCode: 'UNPROCESSABLE', message: 'A business rule is broken' },
  failed: { status: 500, errorCode: 'INTERNAL_ERROR', message: 'Something went wrong' },
};

/** The status of every outcome: the one place where the sandbox decides what the docs leave open. */
export function statusOf(outcome: SandboxOutcome): number {
  return isFailure(outcome) ? failures[outcome].status : successes[outcome];
}

/** The `errorCode` and `message` of a failure. */
export function wordsOf(failure: Failure): { errorCode: string; message: string } {
  const { errorCode, message } = failures[failure];
  return { errorCode, message };
}

function isFailure(outcome: SandboxOutcome): outcome is Failure {
  return Object.hasOwn(failures, outcome);
}
