import { isExchange, type Applies, type PassingRequest } from './requests.ts';

/** A response on its way back. */
export interface PassingResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The encoding of its characters, where it is not UTF-8. */
  encoding?: 'latin1';
}

/** Changes the requests and responses that pass through, in place or by returning a replacement. */
export interface Tampering {
  request?: (request: PassingRequest) => PassingRequest | undefined;
  response?: (response: PassingResponse, request: PassingRequest) => PassingResponse | undefined;
}

/** The JSON object of a request or response. */
export type Body = Record<string, unknown>;

/** The body of an empty list. */
export const aPage = {
  totalElements: 0,
  totalPages: 0,
  number: 0,
  numberOfElements: 0,
  hasNext: false,
  content: [],
};

const denial: PassingResponse = {
  status: 401,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    timestamp: '2025-01-01T00:00:00Z',
    traceId: 'a',
    message: 'No',
    errorCode: 'NO',
  }),
};

/** Requests of a method whose path and query match. */
export const to =
  (method: string, url: RegExp): Applies =>
  (request) =>
    request.method === method && url.test(request.url);

/** Changes the JSON body of successful responses. */
export function edited(applies: Applies, edit: (body: Body) => void): Tampering {
  return replaced(applies, (body) => {
    edit(body);
    return body;
  });
}

/** Changes the responses of reads at a URL once a change was sent to the same URL. */
export function onceChanged(isChange: Applies, isRead: Applies, edit: (body: Body) => void): () => Tampering {
  return () => {
    const changed = new Set<string>();
    return {
      request: (request) => {
        if (isChange(request)) changed.add(request.url);
        return undefined;
      },
      response: (response, request) =>
        edited((each) => isRead(each) && changed.has(each.url), edit).response?.(response, request),
    };
  };
}

/** Replaces the JSON body of successful responses. */
export function replaced(applies: Applies, replace: (body: Body) => unknown): Tampering {
  return {
    response: (response, request) => {
      if (!applies(request) || response.status >= 300) return undefined;
      return { ...response, body: JSON.stringify(replace(JSON.parse(response.body) as Body)) };
    },
  };
}

/** Responds to refused requests with success. */
export function accepted(applies: Applies, status: number, body: unknown): Tampering {
  return {
    response: (response, request) =>
      applies(request) && response.status >= 400
        ? { ...response, status, body: JSON.stringify(body) }
        : undefined,
  };
}

/** Responds with an error, whatever the API responded. */
export function refused(applies: Applies, status = 400): Tampering {
  return {
    response: (response, request) => (applies(request) ? { ...response, ...denial, status } : undefined),
  };
}

/** Responds to refused requests with another error. */
export function misrefused(applies: Applies, status: number): Tampering {
  return {
    response: (response, request) =>
      applies(request) && response.status >= 400 ? { ...response, ...denial, status } : undefined,
  };
}

/** Responds with another status and the same body. */
export function restated(applies: Applies, status: number): Tampering {
  return { response: (response, request) => (applies(request) ? { ...response, status } : undefined) };
}

/** Adds headers to responses, and changes the text of their body. */
export function wrapped(
  applies: Applies,
  headers: Record<string, string>,
  body = (text: string): string => text,
): Tampering {
  return {
    response: (response, request) =>
      applies(request)
        ? { ...response, headers: { ...response.headers, ...headers }, body: body(response.body) }
        : undefined,
  };
}

/** Replaces the body of every error. */
export function erring(body: (error: Body) => unknown, headers: Record<string, string> = {}): Tampering {
  return {
    response: (response) => {
      if (response.status < 400) return undefined;
      const given = body(JSON.parse(response.body) as Body);
      return {
        ...response,
        headers: { ...response.headers, ...headers },
        body: typeof given === 'string' ? given : JSON.stringify(given),
      };
    },
  };
}

/** Changes the JSON body of requests, so that the API stores or validates something else than was sent. */
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

/** Requests whose body, as it was sent, matches. */
export const sending =
  (applies: Applies, body: RegExp): Applies =>
  (request) =>
    applies(request) && body.test(request.body);

/** Returns a property of the request body as if it had been stored. */
export function echoing(applies: Applies, name: string): Tampering {
  return {
    response: (response, request) => {
      const value = applies(request) ? bodyOf(request)?.[name] : undefined;
      if (value === undefined || response.status >= 300) return undefined;
      return { ...response, body: JSON.stringify({ ...(JSON.parse(response.body) as Body), [name]: value }) };
    },
  };
}

/** Changes the query of requests. */
export function asked(applies: Applies, edit: (query: URLSearchParams) => void): Tampering {
  return {
    request: (request) => {
      if (!applies(request)) return undefined;
      const [path = '', text] = request.url.split('?');
      const query = new URLSearchParams(text);
      edit(query);
      return { ...request, url: `${path}?${query.toString()}` };
    },
  };
}

/** Ignores query parameters. */
export function ignoring(applies: Applies, ...names: string[]): Tampering {
  return asked(applies, (query) => {
    for (const name of names) query.delete(name);
  });
}

/** Requests with a query parameter whose value, as encoded in the URL, starts with a pattern. */
export const asking =
  (applies: Applies, name: string, value = ''): Applies =>
  (request) =>
    applies(request) && new RegExp(`[?&]${name}=${value}`).test(request.url);

/** Whether a request gets the identity of the first client, given its own Authorization header and that of the first token. */
export type Mistaken = (authorization: string | undefined, first: string) => boolean;

/** Carries out requests with the first token that was issued; `isDenied`: and responds that they were refused. */
export function impersonating(applies: Applies, isMistaken: Mistaken, isDenied = false): Tampering {
  let first = '';
  const isTaken = (request: PassingRequest): boolean =>
    first !== '' &&
    !isExchange(request) &&
    applies(request) &&
    isMistaken(request.headers.authorization, first);
  return {
    request: (request) =>
      isTaken(request) ? { ...request, headers: { ...request.headers, authorization: first } } : undefined,
    response: (response, request) => {
      if (first === '' && isExchange(request) && response.status < 300)
        first = `Bearer ${String((JSON.parse(response.body) as Body).access_token)}`;
      return isDenied && isTaken(request) ? denial : undefined;
    },
  };
}
