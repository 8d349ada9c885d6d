import type { Json } from '../../contract/schema/pointers.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import type { JudgedResponse } from '../../contract/validation/violation.ts';

/** An answer as it is judged, from what came over the wire. */
export function responseOf(status: number, headers: JudgedResponse['headers'], text: string): JudgedResponse {
  const body = parsedJson(text);
  return { status, headers, text, body, display: body ?? text };
}

/** The same answer with another JSON body. */
export function withBody(response: JudgedResponse, body: Json): JudgedResponse {
  return { ...response, body, display: body, text: JSON.stringify(body) };
}

/** The same answer with another text for a body. */
export function withText({ status, headers }: JudgedResponse, text: string): JudgedResponse {
  return responseOf(status, headers, text);
}

/** The same answer with another value of a header; undefined takes it out. */
export function withHeader(
  response: JudgedResponse,
  name: string,
  value: string | undefined,
): JudgedResponse {
  const others = response.headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase());
  return { ...response, headers: value === undefined ? others : [...others, [name, value]] };
}
