import type { Check, Exchange } from '../../contract/evidence.ts';
import type { Contract, Outcome } from '../../contract/operations.ts';
import { isObject, valueAt, type Json } from '../../contract/schema/pointers.ts';
import { parsedJson } from '../../contract/validation/violations.ts';
import type { JudgedResponse } from '../../contract/validation/violation.ts';
import type { Evidence } from '../../verdict/evidence-file.ts';
import { changed } from '../../contract/cases/bodies.ts';
import { responseOf, withBody } from './changed-response.ts';
import type { Circumstances } from './circumstances.ts';
import { keywordIn } from './described.ts';
import { matcherOf } from './judge.ts';
import { placesOf } from './places.ts';
import { referencesIn, type References } from './references.ts';

/** What of a run's evidence its mutants are made from. */
export type JudgedEvidence = Pick<Evidence, 'exchanges' | 'checks'>;

/** A recorded exchange whose answer is changed and judged again. */
export interface Candidate {
  exchange: Exchange;
  checks: Check[];
  /** The checks and their levels, in words: the same for exchanges that are judged alike. */
  judgedBy: string;
  circumstances: Circumstances;
}

/** What is sent about itself, and not by a test: what it finds is no verdict. */
const ownTests = new Set(['preflight', 'farewell']);

/**
 * The exchanges of a run by operation and status, of those that are judged alike and have the same shape only the first; those with
 * most checks first.
 */
export function candidatesIn(
  contract: Contract,
  { exchanges, checks }: JudgedEvidence,
): { groups: Candidate[][]; references: References } {
  const references = referencesIn(exchanges);
  const checksOf = checksByExchange(checks);
  const groups = new Map<string, Map<string, () => Candidate>>();
  for (const exchange of inOneOrder(exchanges)) {
    const { answer: response, request } = exchange;
    if (!response || ownTests.has(exchange.test)) continue;
    const own = checksOf.get(`${exchange.test} ${String(exchange.index)}`) ?? [];
    const judgedBy = [...new Set(own.map(({ call, level }) => `${level} ${call}`))].sort().join('; ');
    const recorded = responseOf(response.status, response.headers, response.body);
    const shape = `${shapeOf(recorded.body)} ${request.body === undefined ? '' : shapeOf(parsedJson(request.body))}`;
    const group = `${exchange.operation} ${String(response.status)}`;
    const known = groups.get(group) ?? new Map<string, () => Candidate>();
    groups.set(group, known);
    const key = `${judgedBy}\n${shape}`;
    if (known.has(key)) continue;
    known.set(key, () => candidate(contract, references, { exchange, recorded, checks: own, judgedBy }));
  }
  return { groups: [...groups.values()].map(chosen), references };
}

/** Exchanges in an order that does not depend on which of the tests came first. */
function inOneOrder(exchanges: readonly Exchange[]): Exchange[] {
  const orderOf = ({ test, index }: Exchange): string => `${test} ${String(index).padStart(6, '0')}`;
  return exchanges
    .map((exchange) => ({ exchange, order: orderOf(exchange) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ exchange }) => exchange);
}

function checksByExchange(checks: readonly Check[]): Map<string, Check[]> {
  const found = new Map<string, Check[]>();
  for (const check of checks) {
    const key = `${check.exchange.test} ${String(check.exchange.index)}`;
    const known = found.get(key);
    if (known) known.push(check);
    else found.set(key, [check]);
  }
  return found;
}

/** Of every set of checks some, those that are most about the answer first. */
function chosen(group: ReadonlyMap<string, () => Candidate>): Candidate[] {
  const rounds = new Map<string, number>();
  const ranked = [...group].map(([key, make]) => {
    const [judgedBy = ''] = key.split('\n');
    const round = rounds.get(judgedBy) ?? 0;
    rounds.set(judgedBy, round + 1);
    return { make, round, isJudged: judgedBy !== '' };
  });
  ranked.sort((a, b) => a.round - b.round || Number(b.isJudged) - Number(a.isJudged));
  return ranked.map(({ make }) => make());
}

function candidate(
  contract: Contract,
  references: References,
  { exchange, recorded, ...rest }: Omit<Candidate, 'circumstances'> & { recorded: JudgedResponse },
): Candidate {
  const operation = contract.operation(exchange.operation);
  const outcomes = rest.checks.flatMap((check): Circumstances['outcomes'] => {
    const { matcher, argument } = matcherOf(check);
    if (matcher === 'toMatchContract' || matcher === 'toReject')
      return [{ outcome: argument as Outcome, level: check.level }];
    if (matcher === 'toDenyAccess') return [{ outcome: 'withheld', level: check.level }];
    const isComparison = matcher === 'toRoundTrip' || matcher === 'toMatchEarlier';
    return isComparison ? [{ outcome: 'success' as const, level: check.level }] : [];
  });
  const response = unmasked(contract, exchange, recorded);
  const circumstances = {
    contract,
    operation,
    response,
    sent: references.sent(exchange).slice(0, 1),
    outcomes,
  };
  return { exchange, ...rest, circumstances };
}

/** The answer with a URI where the evidence hides one, since what hides it is none. */
function unmasked(contract: Contract, { operation }: Exchange, response: JudgedResponse): JudgedResponse {
  const described = contract.operation(operation).responses[String(response.status)];
  const { schema, certainty } = described ?? {};
  if (schema === undefined || certainty === undefined || !response.text.includes('[redacted]'))
    return response;
  const { found } = placesOf(contract.document, schema, certainty, response.body ?? null);
  const hidden = found.filter(
    ({ nodes, pointer }) =>
      keywordIn(nodes, 'format') === 'uri' && valueAt(response.body, pointer) === '[redacted]',
  );
  const stand = 'https://example.com/redacted';
  const body = hidden.reduce<Json>(
    (whole, { pointer }) => changed(whole, pointer, stand),
    response.body ?? null,
  );
  return hidden.length === 0 ? response : withBody(response, body);
}

/** The names in a value, of lists those of the first entries. */
function shapeOf(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${[...new Set(value.slice(0, 5).map(shapeOf))].join('')}]`;
  if (!isObject(value)) return value === null ? '0' : '';
  return `{${Object.keys(value)
    .map((name) => name + shapeOf(value[name]))
    .join()}}`;
}
