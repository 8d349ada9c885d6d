import { headerOf, type JudgedResponse } from '../../contract/validation/violation.ts';

/** Maximum number of times that one request is sent, however often the target asks for a later retry. */
export const mostAttempts = 3;

/** Maximum milliseconds that one request waits in total before its retries. */
export const longestWait = 10_000;

/** Milliseconds to wait when the target does not specify a time. */
const usualWait = 1000;

/** Decides, for one request, whether and when it is sent again. */
export interface RetryPolicy {
  /** Milliseconds to wait before the request is sent again; undefined when its response counts. `at`: when it was sent. */
  pauseAfter(response: Pick<JudgedResponse, 'status' | 'headers'>, at: string): number | undefined;
}

/**
 * The retry policy for a target that asks for a later retry. A request that gets 429 was not carried out (RFC 6585, section 4), so any
 * request may be sent again. After 503 that is not known, so only a GET is sent again, and only if `Retry-After` asks for it
 * (`confirmedResponse` decides who is to blame for a persistent 502, 503 or 504).
 */
export function createRetryPolicy(method: string): RetryPolicy {
  let attempts = 0;
  let waited = 0;
  return {
    pauseAfter: (response, at) => {
      attempts += 1;
      const pause = askedPause(method, response, at);
      if (pause === undefined || attempts >= mostAttempts || waited + pause > longestWait) return undefined;
      waited += pause;
      return pause;
    },
  };
}

function askedPause(
  method: string,
  response: Pick<JudgedResponse, 'status' | 'headers'>,
  at: string,
): number | undefined {
  const asked = headerOf(response, 'retry-after');
  const isTimely =
    response.status === 429 || (response.status === 503 && method === 'GET' && asked !== undefined);
  return isTimely ? pauseIn(asked ?? '', headerOf(response, 'date') ?? at) : undefined;
}

/**
 * The milliseconds of a `Retry-After`: whole seconds, or an HTTP date (RFC 9110, section 10.2.3). `sentAt`: the time to compare a date
 * with, from the target's `Date` header if there is one. Any other value means {@link usualWait}.
 */
export function pauseIn(text: string, sentAt: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  const now = Date.parse(sentAt);
  if (!/[a-z]/i.test(text) || Number.isNaN(until)) return usualWait;
  return Math.max(0, until - (Number.isNaN(now) ? Date.now() : now));
}
