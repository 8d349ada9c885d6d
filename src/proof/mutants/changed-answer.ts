import type { Json } from '../../contract/schema/pointers.ts';
import { parsedJson, type JudgedAnswer } from '../../contract/validation/violations.ts';

/** An answer as it is judged, from what came over the wire. */
export function answerOf(status: number, headers: JudgedAnswer['headers'], text: string): JudgedAnswer {
  const body = parsedJson(text);
  return { status, headers, text, body, display: body ?? text };
}

/** The same answer with another JSON body. */
export function withBody(answer: JudgedAnswer, body: Json): JudgedAnswer {
  return { ...answer, body, display: body, text: JSON.stringify(body) };
}

/** The same answer with another text for a body. */
export function withText({ status, headers }: JudgedAnswer, text: string): JudgedAnswer {
  return answerOf(status, headers, text);
}

/** The same answer with another value of a header; undefined takes it out. */
export function withHeader(answer: JudgedAnswer, name: string, value: string | undefined): JudgedAnswer {
  const others = answer.headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase());
  return { ...answer, headers: value === undefined ? others : [...others, [name, value]] };
}
