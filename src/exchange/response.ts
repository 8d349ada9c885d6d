import type { Exchange } from '../contract/evidence.ts';
import type { OperationId } from '../contract/operations.ts';
import type { Json } from '../contract/schema/pointers.ts';
import type { SentBreach } from '../contract/validation/requests.ts';
import type { JudgedResponse } from '../contract/validation/violation.ts';

/** The response half of an exchange. Its body is unknown until a matcher or `arranged` has checked it. */
export interface ApiResponse extends Omit<JudgedResponse, 'body'> {
  operation: OperationId;
  /** As received, including secrets. Everything that is reported about it goes through the recorder, which removes them. */
  body: unknown;
  /** The recorded exchange, for messages; without secrets. */
  exchange: Exchange;
  /** Whether it responds to a create with a customer of others, so that it says nothing about what was created. */
  foreign?: true;
  /** The deliberate violation in the request. */
  breach?: SentBreach | undefined;
}

/** The body of a response as parsed JSON, for checks. */
export function bodyOf(response: ApiResponse): Json | undefined {
  return response.body as Json | undefined;
}
