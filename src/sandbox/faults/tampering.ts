import type { IncomingHttpHeaders } from 'node:http';

/** A message on its way to an API. */
export interface PassingRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** An answer on its way back. */
export interface PassingAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What is done to what passes through: either half may be changed, in place or by returning another. */
export interface Tampering {
  request?: (request: PassingRequest) => PassingRequest | undefined;
  answer?: (answer: PassingAnswer, request: PassingRequest) => PassingAnswer | undefined;
}

/** A JSON object on its way. */
export type Body = Record<string, unknown>;
/** Which requests a tampering is about. */
export type Applies = (request: PassingRequest) => boolean;

/** An answer of a list that holds nothing. */
export const aPage = {
  totalElements: 0,
  totalPages: 0,
  number: 0,
  numberOfElements: 0,
  hasNext: false,
  content: [],
};

const refusal = JSON.stringify({
  timestamp: '2025-01-01T00:00:00Z',
  traceId: 'a',
  message: 'No',
  errorCode: 'NO',
});

/** Requests of a method whose path and query match. */
export const to =
  (method: string, url: RegExp): Applies =>
  (request) =>
    request.method === method && url.test(request.url);

/** Changes the JSON body of successful answers. */
export function edited(applies: Applies, edit: (body: Body) => void): Tampering {
  return replaced(applies, (body) => {
    edit(body);
    return body;
  });
}

/** Puts another JSON body in the place of that of successful answers. */
export function replaced(applies: Applies, replace: (body: Body) => unknown): Tampering {
  return {
    answer: (answer, request) => {
      if (!applies(request) || answer.status >= 300) return undefined;
      return { ...answer, body: JSON.stringify(replace(JSON.parse(answer.body) as Body)) };
    },
  };
}

/** Changes every object of a bare array that successful answers hold. */
export function editedEach(applies: Applies, edit: (entry: Body) => void): Tampering {
  return edited(applies, (body) => {
    for (const entry of body as unknown as Body[]) edit(entry);
  });
}

/** Answers refused requests with success. */
export function accepted(applies: Applies, status: number, body: unknown): Tampering {
  return {
    answer: (answer, request) =>
      applies(request) && answer.status >= 400
        ? { ...answer, status, body: JSON.stringify(body) }
        : undefined,
  };
}

/** Refuses what should succeed. */
export function refused(applies: Applies): Tampering {
  return {
    answer: (answer, request) => (applies(request) ? { ...answer, status: 400, body: refusal } : undefined),
  };
}

/** Answers with another status and the same body. */
export function restated(applies: Applies, status: number): Tampering {
  return { answer: (answer, request) => (applies(request) ? { ...answer, status } : undefined) };
}

/** Changes the JSON body of requests on their way: what is stored, or judged, is something else than was sent. */
export function sent(applies: Applies, edit: (body: Body) => void): Tampering {
  return {
    request: (request) => {
      const body = applies(request) ? bodyOf(request) : undefined;
      if (!body) return undefined;
      edit(body);
      return { ...request, body: JSON.stringify(body) };
    },
  };
}

/** The JSON object that a request sends; undefined when it sends none. */
export function bodyOf({ body }: PassingRequest): Body | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Body) : undefined;
  } catch {
    return undefined;
  }
}

/** Shows what the body of a request said of a property as if it had been stored. */
export function echoing(applies: Applies, name: string): Tampering {
  return {
    answer: (answer, request) => {
      const value = applies(request) ? bodyOf(request)?.[name] : undefined;
      if (value === undefined || answer.status >= 300) return undefined;
      return { ...answer, body: JSON.stringify({ ...(JSON.parse(answer.body) as Body), [name]: value }) };
    },
  };
}

/** Does as if query parameters had not been sent. */
export function ignoring(applies: Applies, ...names: string[]): Tampering {
  return {
    request: (request) => {
      if (!applies(request)) return undefined;
      const url = new URL(request.url, 'http://target');
      for (const name of names) url.searchParams.delete(name);
      return { ...request, url: url.pathname + url.search };
    },
  };
}

/** Certain parameters in the query of a request. */
export const asking =
  (applies: Applies, name: string): Applies =>
  (request) =>
    applies(request) && request.url.includes(`${name}=`);
