import type { Exchange } from '../contract/evidence.ts';
import type { OperationId } from '../contract/operations.ts';
import type { Json } from '../contract/schema/pointers.ts';
import type { SentBreach } from '../contract/validation/requests.ts';
import type { JudgedResponse } from '../contract/validation/violation.ts';

/** The response half of an exchange. Its body is unknown until a matcher or `arranged` has checked it. */
export interface ApiResponse extends Omit<JudgedResponse, 'body'> {
  operation: OperationId;
  /** As it came, secrets and all: what is said of it leaves through the recorder, which takes them out. */
  body: unknown;
  /** What was sent, for messages: secrets taken out. */
  exchange: Exchange;
  /** Whether it answers a create with what is not ours, so that it tells nothing of what was created. */
  foreign?: true;
  /** What was wrong about the request on purpose. */
  breach?: SentBreach | undefined;
}

/** The body of an answer as parsed JSON, for checks. */
export function bodyOf(response: ApiResponse): Json | undefined {
  return response.body as Json | undefined;
}
