import type { Json } from '../../contract/schema/pointers.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import type { JudgedResponse } from '../../contract/validation/violation.ts';

/** The response as it is judged, from the status, headers and text on the wire. */
export function responseOf(status: number, headers: JudgedResponse['headers'], text: string): JudgedResponse {
  const body = parsedJson(text);
  return { status, headers, text, body, display: body ?? text };
}

/** The same response with another JSON body. */
export function withBody(response: JudgedResponse, body: Json): JudgedResponse {
  return { ...response, body, display: body, text: JSON.stringify(body) };
}

/** The same response with another text as its body. */
export function withText({ status, headers }: JudgedResponse, text: string): JudgedResponse {
  return responseOf(status, headers, text);
}

/** The same response with another value of a header; undefined removes the header. */
export function withHeader(
  response: JudgedResponse,
  name: string,
  value: string | undefined,
): JudgedResponse {
  const others = response.headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase());
  return { ...response, headers: value === undefined ? others : [...others, [name, value]] };
}
