import type { FastifyRequest } from 'fastify';
import type { Operation, SchemaError } from '../../contract/operations.ts';
import type { Json } from './json.ts';

/** A request that is about to be answered; `operation` is undefined when there is none of its path and method. */
export interface Asked {
  operation: Operation | undefined;
  request: FastifyRequest;
}

/** What a request is taken for before anything about it is checked. */
export interface Reading {
  /** The Authorization header. */
  authorization: string | undefined;
  query: URLSearchParams;
  /** Whether its body is read, whatever that is. */
  isJson: boolean;
  /** Its body, where that is JSON. */
  body: (sent: Json) => Json;
  /** Whether what is wrong about its body or a query parameter is passed over. */
  isForgiven: (error: SchemaError) => boolean;
}
