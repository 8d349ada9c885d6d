import type { Exchange, Hidden } from '../../contract/evidence.ts';
import type { Operation } from '../../contract/operations.ts';
import { responseSchema } from '../../contract/privacy/sensitive.ts';
import { asItCame } from '../../contract/schema/json-text.ts';
import { isPatternError } from '../../contract/schema/patterns.ts';
import type { Json } from '../../contract/schema/pointers.ts';
import type { JudgedResponse, Violation } from '../../contract/validation/violation.ts';
import { parsedJson, responseViolations } from '../../contract/validation/violations.ts';
import type { ClientContext } from '../client-context.ts';
import type { Recorder } from '../recorder.ts';
import type { ReadyRequest } from '../transport/prepared-request.ts';
import { recordedBody, recordedTokenResponse } from './recorded-body.ts';
import { asShown, isRedactedAt, redactedInResponse, redactedPointers } from './redacted-fields.ts';
import { seenValuesOf } from './seen-values.ts';
import { headerWithoutThirdPartyData } from './third-party-data.ts';

/** A response as the target sent it, with its body as JSON where it is JSON. */
export type ParsedResponse = Omit<JudgedResponse, 'display' | 'breach'>;

/** A response without secrets and without data of others. */
export interface RedactedResponse {
  shown: NonNullable<Exchange['answer']>;
  /** The body for messages: JSON, or the text where it is not JSON. */
  display: Json;
  /** Digests of what is hidden in it; undefined where nothing is, or where none are kept. */
  hidden: Pick<Hidden, 'answer' | 'broken'> | undefined;
}

/** A copy of a response that may be written down. `isOfOurs`: the response says whose resource it shows, and that it is ours. */
export function redactedResponse(
  context: ClientContext,
  { known }: Pick<Recorder, 'known'>,
  { operation, parts }: Pick<ReadyRequest, 'operation' | 'parts'>,
  { isOfOurs, ...response }: ParsedResponse & { isOfOurs: boolean },
): RedactedResponse {
  const { contract, emailDomain, redactor, target } = context;
  const { status, text, body } = response;
  const isToken = operation.security === 'basic';
  const ownIds = target.kind === 'embedded' || (isToken && status < 300) ? undefined : known;
  const company = ownIds && { ownIds, emailDomain, seenValues: seenValuesOf(redactor, contract) };
  company?.seenValues.send(parts.body as Json | undefined);
  const cleaning = { contract, redactor, schema: responseSchema(operation, status), ownIds, emailDomain };
  const shownText = isToken
    ? recordedTokenResponse(text, status < 300, cleaning)
    : recordedBody(text, cleaning, body);
  const said = shownText === text ? body : parsedJson(shownText);
  const display = said === undefined ? shownText : asItCame(said, shownText);
  const isCreated = operation.method === 'POST' && status < 300 && isOfOurs;
  const headers = response.headers.map(([name, value]) => {
    const clean = company ? headerWithoutThirdPartyData(value, company, isCreated) : value;
    return [redactor.text(name), redactor.member(name, clean)] as const;
  });
  const shown = { status, headers, body: shownText };
  return { shown, display, hidden: redactedFieldsOf(context, operation, { ...response, display }, shown) };
}

/** The values that the record of a response hides, and the violations there, which cannot be found again from the record. */
function redactedFieldsOf(
  { contract, digests }: ClientContext,
  operation: Operation,
  response: JudgedResponse,
  shown: NonNullable<Exchange['answer']>,
): Pick<Hidden, 'answer' | 'broken'> | undefined {
  const places = digests && redactedInResponse(digests, response, shown);
  if (!places) return undefined;
  const pointers = redactedPointers(places, response.headers);
  const broken = violationsSoFar(contract, operation, response)
    .map(({ rule, level, source, ...at }) => ({
      pointer: asShown(at.pointer, response),
      rule,
      level,
      source,
    }))
    .filter(({ pointer }) => isRedactedAt(pointer, pointers));
  return { answer: places, ...(broken.length > 0 && { broken }) };
}

/** The violations of a response; none when a pattern cannot be evaluated, which the judgement of the response reports. */
function violationsSoFar(...judged: Parameters<typeof responseViolations>): Violation[] {
  try {
    return responseViolations(...judged);
  } catch (error) {
    if (isPatternError(error)) return [];
    throw error;
  }
}
