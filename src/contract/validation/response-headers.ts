import type { Operation } from '../operations.ts';
import { headerOf, type JudgedResponse, type Violation } from './violation.ts';
import { shown } from '../words.ts';

type Response = Pick<JudgedResponse, 'headers' | 'status'>;

function wrong({ pointer: source }: Operation, name: string, words: string, value?: string): Violation {
  const pointer = `header ${name}`;
  const received = value === undefined ? '' : `, received ${shown(value)}`;
  return { pointer, rule: 'header', message: `${pointer} ${words}${received}`, level: 'MUST', source };
}

/** The violation of a 401 that does not say how to authenticate (RFC 9110, 11.6.1). */
export function missingChallenge(operation: Operation, response: Response): Violation[] {
  const isSaid = (headerOf(response, 'www-authenticate') ?? '').trim() !== '';
  return response.status !== 401 || isSaid ? [] : [wrong(operation, 'WWW-Authenticate', 'is missing')];
}

/** The violation of a successful response that a cache may store (RFC 9111, 5.2.2.5). */
export function storable(operation: Operation, response: Response): Violation[] {
  const value = headerOf(response, 'cache-control');
  const directives = (value ?? '').split(',').map((each) => each.trim().toLowerCase());
  if (response.status >= 300 || directives.includes('no-store')) return [];
  return [wrong(operation, 'Cache-Control', 'must hold no-store', value)];
}

/** The violation of a response that lets pages of a random origin read it with credentials (Fetch, 3.3.4). */
export function openOrigin(operation: Operation, response: Response, origin: string): Violation[] {
  const allowed = headerOf(response, 'access-control-allow-origin');
  const isTrusted = headerOf(response, 'access-control-allow-credentials') === 'true';
  if (allowed !== origin || !isTrusted) return [];
  const words = 'must not be any origin that asks, beside Access-Control-Allow-Credentials: true';
  return [wrong(operation, 'Access-Control-Allow-Origin', words, allowed)];
}
