import { bodyViolations } from './body-violations.ts';
import { mediaTypeViolations } from './content-encoding.ts';
import { loweredLevel, lowestCertainty, type Certainty } from '../schema/certainty.ts';
import { byteOrderMark, doubledMembers } from '../schema/json-text.ts';
import {
  acceptanceOf,
  type Contract,
  type DescribedResponse,
  type Operation,
  type Outcome,
} from '../operations.ts';
import { informationLeaks } from '../privacy/information-leaks.ts';
import { extentOf } from '../schema/json-extent.ts';
import type { Json } from '../schema/pointers.ts';
import { shown } from '../words.ts';
import { isValidAsText } from '../schema/text-values.ts';
import { limitedViolations } from './violation-limit.ts';
import { undeclaredFields } from '../privacy/undeclared-properties.ts';
import { headerOf, listed, type JudgedResponse, type Violation } from './violation.ts';

/**
 * Every way in which a response breaks what the description says about its status, media type, headers and body; every name that appears
 * more than once in an object; and every text of an error that reveals how the API is built.
 */
export function responseViolations(
  contract: Contract,
  operation: Operation,
  response: JudgedResponse,
): Violation[] {
  return [
    ...departures(contract, operation, response),
    ...doubledNames(operation, response),
    ...informationLeaks(operation, response),
  ];
}

function departures(contract: Contract, operation: Operation, response: JudgedResponse): Violation[] {
  const known = operation.responses[String(response.status)];
  const isOfReader = response.status >= 400 && response.status < 500 && isUnreadable(response.breach);
  const status = known || isOfReader ? [] : [undescribedStatus(operation, response)];
  const usual = known ?? undescribedError(operation, response);
  const described = isOfReader
    ? { ...usual, certainty: lowestCertainty(usual.certainty, 'inferred') }
    : usual;
  if (!known) return [...status, ...mediaTypeViolations(described, response)];
  const headers = headerViolations(contract, described, response);
  if (operation.method === 'HEAD') return headers;
  const body = mediaTypeViolations(described, response);
  if (body.length > 0) return [...body, ...headers];
  const { schema } = described;
  if (schema === undefined || response.body === undefined) return headers;
  const inherited = described.certainty;
  return [
    ...bodyViolations(contract, 'response', schema, response.body, response.display, inherited),
    ...limitedViolations(undeclaredIn(contract, schema, response), (field) => field).map((field) => ({
      ...field,
      source: schema,
    })),
    ...headers,
  ];
}

/** The members that every problem of RFC 9457 may have. With its media type, that RFC describes them. */
const problemMembers = ['/type', '/title', '/status', '/detail', '/instance'];

function undeclaredIn(
  { document }: Contract,
  schema: string,
  response: JudgedResponse,
): ReturnType<typeof undeclaredFields> {
  const fields = undeclaredFields(document, schema, response.body ?? null);
  const isProblem = /^application\/problem\+json\b/i.test(headerOf(response, 'content-type') ?? '');
  return isProblem ? fields.filter(({ pointer }) => !problemMembers.includes(pointer)) : fields;
}

/** The violations of names that appear more than once in an object: parsers keep the first value, the last or none. */
function doubledNames({ pointer }: Operation, { body, text }: JudgedResponse): Violation[] {
  return body === undefined ? [] : doubledAt(doubledMembers(text), `${pointer}/responses`);
}

/** The violations of members whose name appears more than once in their object. */
export function doubledAt(pointers: readonly string[], source: string): Violation[] {
  const violations = pointers.map((pointer): Violation => {
    const message = `${pointer} appears more than once in its object: only the last value was judged`;
    return { pointer, rule: 'doubled', message, level: 'SHOULD', source };
  });
  return limitedViolations(violations, (violation) => violation);
}

/** Whether a request could not be parsed at all, so that a framework may have sent the response. */
function isUnreadable(breach: JudgedResponse['breach']): boolean {
  return breach?.pointer === '' && ['json', 'content-type', 'required'].includes(breach.rule);
}

/** The outcomes for callers without access. Their success breaks a MUST, however uncertain the operation is. */
const exclusions: readonly Outcome[] = ['unauthenticated', 'malformedCredentials', 'forbidden'];

/**
 * The violation of a response whose status does not fit an outcome, or a note when the documentation leaves the status open; undefined when
 * it fits.
 */
export function outcomeViolation(
  operation: Operation,
  response: JudgedResponse,
  outcome: Outcome,
): Violation | undefined {
  const statuses = operation.outcomes[outcome];
  if (!statuses) throw new Error(`${operation.id} has no outcome "${outcome}"`);
  const acceptance = acceptanceOf(operation, outcome, response.status);
  if (acceptance === 'accepted') return undefined;
  if (acceptance === 'observed') return observedStatus(operation, response, outcome);
  const expected = Object.keys(statuses).filter((status) => statuses[status] !== 'discouraged');
  // A DELETE may return the same for every id, as long as it removes nothing, which another check makes sure of.
  const isIdle = outcome === 'forbidden' && operation.method === 'DELETE' && response.text === '';
  const isIntrusion = exclusions.includes(outcome) && response.status < 300;
  const usual = isIntrusion ? 'MUST' : loweredLevel('MUST', certaintyOfStatus(operation, expected));
  return {
    pointer: 'status',
    rule: 'status',
    message: `status must be ${listed(expected)} (${outcome}), received ${String(response.status)} ${shown(response.display)}`,
    level: acceptance === 'discouraged' || (isIntrusion && isIdle) ? 'SHOULD' : usual,
    source: operation.pointer,
  };
}

/**
 * The certainty that a response has one of the expected statuses: that of the response when a single success status is expected, otherwise
 * that of the operation, because what errors hold is judged separately.
 */
export function certaintyOfStatus(
  { responses, certainty }: Operation,
  expected: readonly string[],
): Certainty {
  const [status = '', ...others] = expected;
  const isSuccess = others.length === 0 && status < '300';
  return isSuccess ? (responses[status]?.certainty ?? 'documented') : certainty;
}

function observedStatus(operation: Operation, response: JudgedResponse, outcome: Outcome): Violation {
  const message = `status ${String(response.status)} (${outcome}): the documentation leaves it open`;
  return { pointer: 'status', rule: 'status', message, level: 'MAY', source: operation.pointer };
}

/**
 * The violation of a status that is not described. A 500 always breaks a MUST; of an uncertain operation, other statuses are uncertain too.
 */
function undescribedStatus(operation: Operation, response: JudgedResponse): Violation {
  const known = Object.keys(operation.responses).join(', ');
  const location = response.status < 400 ? headerOf(response, 'location') : undefined;
  const way = location === undefined ? '' : `, which leads to ${shown(location)},`;
  const message = `status must be one of the described ${known}, received ${String(response.status)}${way} ${shown(response.display)}`;
  return {
    pointer: 'status',
    rule: 'status',
    message,
    level: response.status === 500 ? 'MUST' : loweredLevel('MUST', operation.certainty),
    source: `${operation.pointer}/responses`,
  };
}

/** What is known about a response with a status that is not described: an error with a body is JSON. */
function undescribedError(operation: Operation, { status, text }: JudgedResponse): DescribedResponse {
  const mediaTypes = status >= 400 && text !== '' ? ['application/json'] : [];
  return { certainty: 'documented', pointer: `${operation.pointer}/responses`, mediaTypes, headers: [] };
}

function headerViolations(
  contract: Contract,
  described: DescribedResponse,
  response: JudgedResponse,
): Violation[] {
  return described.headers.flatMap((header): Violation[] => {
    const value = headerOf(response, header.name);
    const level = loweredLevel(loweredLevel('MUST', described.certainty), header.certainty);
    const at = { pointer: `header ${header.name}`, rule: 'header', level, source: header.schema };
    if (value === undefined)
      return header.required ? [{ ...at, message: `header ${header.name} is missing` }] : [];
    const validate = contract.response[header.schema];
    if (!validate || isValidAsText(validate, value)) return [];
    return [{ ...at, message: `header ${header.name} breaks its schema, received ${shown(value)}` }];
  });
}

/** The greatest depth of a body that is parsed; nothing that the description has goes so deep. */
const deepest = 100;

/**
 * The JSON value of a text; undefined when it is not JSON, or nested too deep to be parsed safely. A byte order mark is skipped, as RFC
 * 8259 allows; {@link responseViolations} reports it.
 */
export function parsedJson(text: string): Json | undefined {
  if (extentOf(text).depth > deepest) return undefined;
  try {
    return JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * Whether a violation of a response concerns its outcome, besides what is `wrong` with the outcome itself. An undeclared property or a
 * truncated value does not, and is reported once for all requirements.
 */
export function isOfOutcome(wrong: Violation | undefined): (violation: Violation) => boolean {
  return ({ rule }) => !['undeclared', 'cut-off'].includes(rule) && (rule !== 'status' || !wrong);
}

/** Whether two violations are of the same rule at the same place. */
export function isSame(
  a: Pick<Violation, 'pointer' | 'rule'>,
  b: Pick<Violation, 'pointer' | 'rule'>,
): boolean {
  return a.pointer === b.pointer && a.rule === b.rule;
}
