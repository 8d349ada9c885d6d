import type { Outcome } from '../../../src/contract/operations.ts';
import type { JsonObject } from '../../../src/contract/schema/pointers.ts';
import type { PlainResponse } from './sandbox-client.ts';

/** The expected outcome of a request; `open` where an API is free. */
export type Due = Outcome | 'open';

/** A request of a tour. */
export interface Asked {
  query?: string;
  body?: JsonObject | string;
  path?: string;
  authorization?: string;
  type?: string;
  outcome?: Due;
}

/** How a tour sends a request, and how it finds the id in a response. */
export interface Tour {
  ask: (operation: string, line: string, asked?: Asked) => Promise<PlainResponse>;
  idOf: (response: PlainResponse) => string;
}
