import { headerOf, type JudgedResponse } from '../../contract/validation/violation.ts';

/** Times that one request is sent at most, however often the target asks to come back later. */
export const mostAttempts = 3;

/** Milliseconds that one request waits at most, all of its waits together, until it may be sent again. */
export const longestWait = 10_000;

/** Milliseconds to wait when a target does not say for how long. */
const usualWait = 1000;

/** Decides, for one request, whether and when it is sent again. */
export interface RetryPolicy {
  /** Milliseconds to wait before the request is sent again; undefined when its answer stands. `at`: when it was sent. */
  pauseAfter(response: Pick<JudgedResponse, 'status' | 'headers'>, at: string): number | undefined;
}

/**
 * The patience with a target that asks to come back later. What is answered 429 was not carried out (RFC 6585, section 4), so any
 * request may be sent again; with 503 that is not known, so only a GET is, and only when `Retry-After` asks for it (what a 502, 503
 * or 504 that stays means is for `standing` to find out).
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
 * Milliseconds that a `Retry-After` means: whole seconds, or an HTTP date (RFC 9110, section 10.2.3), which is read by the target's
 * own clock where the answer has a date. A value that is neither says nothing.
 */
export function pauseIn(text: string, sentAt: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(text);
  const now = Date.parse(sentAt);
  if (!/[a-z]/i.test(text) || Number.isNaN(until)) return usualWait;
  return Math.max(0, until - (Number.isNaN(now) ? Date.now() : now));
}
