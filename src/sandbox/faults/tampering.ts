import { isExchange, type Applies, type PassingRequest } from './requests.ts';

/** An answer on its way back. */
export interface PassingResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The encoding of its characters, where it is not UTF-8. */
  encoding?: 'latin1';
}

/** What is done to what passes through: either half may be changed, in place or by returning another. */
export interface Tampering {
  request?: (request: PassingRequest) => PassingRequest | undefined;
  response?: (response: PassingResponse, request: PassingRequest) => PassingResponse | undefined;
}

/** A JSON object on its way. */
export type Body = Record<string, unknown>;

/** An answer of a list that holds nothing. */
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

/** Changes the JSON body of successful answers. */
export function edited(applies: Applies, edit: (body: Body) => void): Tampering {
  return replaced(applies, (body) => {
    edit(body);
    return body;
  });
}

/** Changes what is read at a path once something was sent there to change it. */
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

/** Puts another JSON body in the place of that of successful answers. */
export function replaced(applies: Applies, replace: (body: Body) => unknown): Tampering {
  return {
    response: (response, request) => {
      if (!applies(request) || response.status >= 300) return undefined;
      return { ...response, body: JSON.stringify(replace(JSON.parse(response.body) as Body)) };
    },
  };
}

/** Answers refused requests with success. */
export function accepted(applies: Applies, status: number, body: unknown): Tampering {
  return {
    response: (response, request) =>
      applies(request) && response.status >= 400
        ? { ...response, status, body: JSON.stringify(body) }
        : undefined,
  };
}

/** Answers with an error whatever came of the request. */
export function refused(applies: Applies, status = 400): Tampering {
  return {
    response: (response, request) => (applies(request) ? { ...response, ...denial, status } : undefined),
  };
}

/** Answers with another error what is refused already. */
export function misrefused(applies: Applies, status: number): Tampering {
  return {
    response: (response, request) =>
      applies(request) && response.status >= 400 ? { ...response, ...denial, status } : undefined,
  };
}

/** Answers with another status and the same body. */
export function restated(applies: Applies, status: number): Tampering {
  return { response: (response, request) => (applies(request) ? { ...response, status } : undefined) };
}

/** Answers with other headers, and with the body as it is made of the one that there is. */
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

/** Puts another text in the place of the body of every error. */
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

/** Requests whose body, as it was sent, matches. */
export const sending =
  (applies: Applies, body: RegExp): Applies =>
  (request) =>
    applies(request) && body.test(request.body);

/** Shows what the body of a request said of a property as if it had been stored. */
export function echoing(applies: Applies, name: string): Tampering {
  return {
    response: (response, request) => {
      const value = applies(request) ? bodyOf(request)?.[name] : undefined;
      if (value === undefined || response.status >= 300) return undefined;
      return { ...response, body: JSON.stringify({ ...(JSON.parse(response.body) as Body), [name]: value }) };
    },
  };
}

/** Changes the query of requests on their way. */
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

/** Does as if query parameters had not been sent. */
export function ignoring(applies: Applies, ...names: string[]): Tampering {
  return asked(applies, (query) => {
    for (const name of names) query.delete(name);
  });
}

/** Requests with a certain parameter, the value of which matches as it is written in the address. */
export const asking =
  (applies: Applies, name: string, value = ''): Applies =>
  (request) =>
    applies(request) && new RegExp(`[?&]${name}=${value}`).test(request.url);

/** Whether a caller is taken for somebody else, by its Authorization header and by that of whoever was given a token first. */
export type Mistaken = (authorization: string | undefined, first: string) => boolean;

/** Does certain requests in the name of whoever was given a token first; `isDenied`: and says that it was refused. */
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
