import type { FastifyRequest } from 'fastify';
import type { Operation, SchemaError } from '../../contract/operations.ts';
import type { Json } from './json.ts';

/** A request that waits for its response; `operation` is undefined when no operation has its path and method. */
export interface Asked {
  operation: Operation | undefined;
  request: FastifyRequest;
}

/** How a request is read before it is validated. */
export interface Reading {
  /** The Authorization header. */
  authorization: string | undefined;
  query: URLSearchParams;
  /** Whether the body is read as JSON; otherwise its media type is refused. */
  isJson: boolean;
  /** Returns the body that is validated in place of the sent one. */
  body: (sent: Json) => Json;
  /** Whether a validation error of the body or a query parameter is ignored. */
  isForgiven: (error: SchemaError) => boolean;
}
