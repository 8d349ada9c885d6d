import { offeredCodings } from '../../contract/validation/content-encoding.ts';
import type { Exchange } from '../../contract/evidence.ts';
import { isJson } from '../../contract/schema/media-types.ts';
import type { Contract, Operation } from '../../contract/operations.ts';
import { requestTarget, type RequestParts } from '../../contract/validation/requests.ts';
import type { Target } from '../../target/target.ts';
import { recordedBody } from '../redaction/recorded-body.ts';
import type { Redactor } from '../redaction/redaction.ts';
import type { WireRequest } from './transport.ts';

/** The request of an operation as sent over the wire. `authorization`: undefined for an anonymous caller. */
export function wireRequest(
  { baseUrl }: Pick<Target, 'baseUrl'>,
  operation: Operation,
  parts: RequestParts,
  authorization: string | undefined,
): WireRequest {
  const { origin, pathname } = new URL(baseUrl);
  return {
    method: operation.method,
    origin,
    target: pathname.replace(/\/$/, '') + requestTarget(operation, parts),
    headers: {
      accept: acceptedBy(operation),
      'accept-encoding': offeredCodings.join(', '),
      'user-agent': 'rocketkor-conformance',
      ...((parts.raw ?? parts.body) !== undefined && {
        'content-type': parts.raw?.mediaType ?? operation.body?.mediaType ?? 'application/json',
      }),
      ...(authorization !== undefined && { authorization }),
      ...parts.headers,
    },
    body: parts.raw?.text ?? (parts.body === undefined ? undefined : JSON.stringify(parts.body)),
  };
}

/** The Accept header: every JSON media type that the responses of an operation have. */
function acceptedBy({ responses }: Operation): string {
  const names = Object.values(responses).flatMap(({ mediaTypes }) => mediaTypes.filter(isJson));
  return [...new Set([...names, 'application/json'])].join(', ');
}

/** A request as it may be recorded: without secrets, and without values that the description marks `x-sensitive`. */
export function redactedRequest(
  { contract, redactor }: { contract: Contract; redactor: Redactor },
  operation: Operation,
  { method, origin, target, headers, body }: WireRequest,
): Exchange['request'] {
  const shownHeaders = Object.entries(headers).map(([name, value]) => [name, redactor.member(name, value)]);
  return {
    method,
    url: redactor.text(origin + target),
    headers: Object.fromEntries(shownHeaders) as Record<string, string>,
    body:
      body === undefined
        ? undefined
        : recordedBody(body, { contract, redactor, schema: operation.body?.schema, ownIds: undefined }),
  };
}
