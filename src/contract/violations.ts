import { certaintyOfKeyword, loweredLevel, type Certainty, type Level } from './certainty.ts';
import { mediaTypeViolations } from './body-form.ts';
import { byteOrderMark, doubledMembers } from './json-text.ts';
import type { Contract, DescribedAnswer, Operation, Outcome, SchemaError } from './operations.ts';
import { internalsShown } from './internals.ts';
import { extentOf } from './json-extent.ts';
import { toPointer, valueAt, type Json } from './pointers.ts';
import { nodesAlong } from './schema-nodes.ts';
import { errorInWords, shown } from './words.ts';
import { isValidAsText } from './text-values.ts';
import { told } from './told.ts';
import { undeclaredFields } from './undeclared.ts';

/** One way in which an answer, or a request of ours, departs from the description. */
export interface Violation {
  /** Where: a JSON Pointer into the body, or `status`, `content-type`, `header <name>`, `path <name>`, `query <name>`. */
  pointer: string;
  /** What kind: `status`, `content-type`, `header`, `json`, `undeclared`, `sensitive`, `internals`, `doubled`, or the JSON Schema keyword. */
  rule: string;
  /** What was documented and what was received, in one line. */
  message: string;
  /** How binding the rule is: MUST, lowered by the certainty of what it was checked against. */
  level: Level;
  /** Pointer to the part of the description. */
  source: string;
}

/** An answer as it is judged. `body` is the parsed JSON, undefined when there is none or it is not JSON. */
export interface JudgedAnswer {
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  text: string;
  body: Json | undefined;
  /** The body as messages may show it, without secrets: JSON, or the text when it is none. */
  display: Json;
  /** Where in the body the first byte is that is not UTF-8; in the text, U+FFFD stands for it. */
  garbledAt?: number | undefined;
}

/** The value of a header, all of its occurrences joined as RFC 9110 says, or undefined. */
export function headerOf(answer: Pick<JudgedAnswer, 'headers'>, name: string): string | undefined {
  const values = answer.headers
    .filter(([each]) => each.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/**
 * Every way in which an answer departs from what the description says of its status, media type, headers and body, and every name
 * that stands twice in one object of it; an error also when it shows how the API is built.
 */
export function answerViolations(
  contract: Contract,
  operation: Operation,
  answer: JudgedAnswer,
): Violation[] {
  return [
    ...departures(contract, operation, answer),
    ...doubledNames(operation, answer),
    ...internalsShown(operation, answer),
  ];
}

function departures(contract: Contract, operation: Operation, answer: JudgedAnswer): Violation[] {
  const described = operation.answers[String(answer.status)];
  if (!described)
    return [
      undescribedStatus(operation, answer),
      ...mediaTypeViolations(undescribedError(operation, answer), answer),
    ];
  const headers = headerViolations(contract, described, answer);
  if (operation.method === 'HEAD') return headers;
  const body = mediaTypeViolations(described, answer);
  if (body.length > 0) return [...body, ...headers];
  const { schema } = described;
  if (schema === undefined || answer.body === undefined) return headers;
  const inherited = described.certainty;
  return [
    ...bodyViolations(contract, 'response', schema, answer.body, answer.display, inherited),
    ...told(undeclaredFields(contract.document, schema, answer.body), (field) => field).map((field) => ({
      ...field,
      source: schema,
    })),
    ...headers,
  ];
}

/** Names of which others may read another value than is judged here: of what stands twice, parsers take the first, the last or neither. */
function doubledNames({ pointer: source }: Operation, { body, text }: JudgedAnswer): Violation[] {
  if (body === undefined) return [];
  const violations = doubledMembers(text).map((pointer): Violation => {
    const message = `${pointer} stands more than once in its object, of which only the last was judged`;
    return { pointer, rule: 'doubled', message, level: 'SHOULD', source: `${source}/responses` };
  });
  return told(violations, (violation) => violation);
}

/** What becomes of a caller who has no right: that it succeeds is wrong however little is certain of the operation. */
const exclusions: readonly Outcome[] = ['unauthenticated', 'malformedCredentials', 'forbidden'];

/** The violation of an answer whose status does not fit what should have happened, or is left open; undefined when it fits. */
export function outcomeViolation(
  operation: Operation,
  answer: JudgedAnswer,
  outcome: Outcome,
): Violation | undefined {
  const statuses = operation.outcomes[outcome];
  if (!statuses) throw new Error(`${operation.id} has no outcome "${outcome}"`);
  const acceptance = statuses[String(answer.status)];
  if (acceptance === 'accepted') return undefined;
  if (acceptance === 'observed') return observedStatus(operation, answer, outcome);
  const expected = Object.keys(statuses).filter((status) => statuses[status] !== 'discouraged');
  const certainties = expected.map((status) => operation.answers[status]?.certainty ?? 'documented');
  const certainty: Certainty =
    certainties.length === 1 ? (certainties[0] ?? 'documented') : operation.certainty;
  const isIntrusion = exclusions.includes(outcome) && answer.status < 300;
  const level = isIntrusion ? 'MUST' : loweredLevel('MUST', certainty);
  return {
    pointer: 'status',
    rule: 'status',
    message: `status must be ${listed(expected)} (${outcome}), received ${String(answer.status)} ${shown(answer.display)}`,
    level: acceptance === 'discouraged' ? 'SHOULD' : level,
    source: operation.pointer,
  };
}

function observedStatus(operation: Operation, answer: JudgedAnswer, outcome: Outcome): Violation {
  const message = `status ${String(answer.status)} (${outcome}): the documentation leaves it open`;
  return { pointer: 'status', rule: 'status', message, level: 'MAY', source: operation.pointer };
}

/** Names as a sentence lists them. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

function undescribedStatus(operation: Operation, answer: JudgedAnswer): Violation {
  const known = Object.keys(operation.answers).join(', ');
  const location = answer.status < 400 ? headerOf(answer, 'location') : undefined;
  const way = location === undefined ? '' : `, which leads to ${shown(location)},`;
  const message = `status must be one of the described ${known}, received ${String(answer.status)}${way} ${shown(answer.display)}`;
  return {
    pointer: 'status',
    rule: 'status',
    message,
    level: 'MUST',
    source: `${operation.pointer}/responses`,
  };
}

/** Errors are JSON whatever their status is; of other undescribed answers nothing more is known. */
function undescribedError(operation: Operation, { status, text }: JudgedAnswer): DescribedAnswer {
  const mediaTypes = status >= 400 && text !== '' ? ['application/json'] : [];
  return { certainty: 'documented', pointer: `${operation.pointer}/responses`, mediaTypes, headers: [] };
}

function headerViolations(contract: Contract, described: DescribedAnswer, answer: JudgedAnswer): Violation[] {
  return described.headers.flatMap((header): Violation[] => {
    const value = headerOf(answer, header.name);
    const level = loweredLevel(loweredLevel('MUST', described.certainty), header.certainty);
    const at = { pointer: `header ${header.name}`, rule: 'header', level, source: header.schema };
    if (value === undefined)
      return header.required ? [{ ...at, message: `header ${header.name} is missing` }] : [];
    const validate = contract.response[header.schema];
    if (!validate || isValidAsText(validate, value)) return [];
    return [{ ...at, message: `header ${header.name} breaks its schema, received ${shown(value)}` }];
  });
}

/**
 * Every way in which a JSON value departs from the schema at a pointer, seen from one half of an exchange.
 * `display`: the same value as messages may show it; `inherited`: how certain it is that this schema holds.
 */
export function bodyViolations(
  contract: Contract,
  view: 'request' | 'response',
  schema: string,
  body: Json,
  display: Json,
  inherited: Certainty = 'documented',
): Violation[] {
  const validate = contract[view][schema];
  if (!validate) throw new Error(`no validator was generated for #${schema}`);
  if (validate(body)) return [];
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  return told(errors, placeOfError).map((error) =>
    schemaViolation(contract, { schema, body, display, inherited }, error),
  );
}

function placeOfError({ instancePath, keyword, params }: SchemaError): Pick<Violation, 'pointer' | 'rule'> {
  const missing = keyword === 'required' ? toPointer([String(params.missingProperty)]) : '';
  return { pointer: instancePath + missing, rule: keyword };
}

interface JudgedBody {
  schema: string;
  body: Json;
  display: Json;
  inherited: Certainty;
}

function schemaViolation(contract: Contract, judged: JudgedBody, error: SchemaError): Violation {
  const { schema: root, body, display, inherited } = judged;
  const missing = error.keyword === 'required' ? String(error.params.missingProperty) : undefined;
  const along = nodesAlong(contract.document, root, error.instancePath, body);
  const end = along.at(-1) ?? [];
  const certainty = certaintyOfKeyword(end, error.keyword, missing);
  return {
    ...placeOfError(error),
    message: errorInWords(error, valueAt(display, error.instancePath)),
    level: loweredLevel(loweredLevel('MUST', inherited), certainty),
    source: (end.find(({ schema }) => Object.hasOwn(schema, error.keyword)) ?? end.at(-1))?.pointer ?? root,
  };
}

/** Levels of nesting beyond which a body is not read: nothing that the description says goes so deep. */
const deepest = 100;

/** The JSON value of a text, or undefined when it is not JSON, or nested so deep that reading it is an attack. A byte order mark is passed over, as RFC 8259 allows: {@link answerViolations} tells of it. */
export function parsedJson(text: string): Json | undefined {
  if (extentOf(text).depth > deepest) return undefined;
  try {
    return JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether two violations speak of the same thing: the same rule at the same place. */
export function isSame(
  a: Pick<Violation, 'pointer' | 'rule'>,
  b: Pick<Violation, 'pointer' | 'rule'>,
): boolean {
  return a.pointer === b.pointer && a.rule === b.rule;
}

/** Where a violation stands for the purpose of verdicts: the same place in every entry of a list is one place. */
export function placeOf(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}
