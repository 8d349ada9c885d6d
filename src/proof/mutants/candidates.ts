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

/** The parts of the evidence of a run that its mutants are made from. */
export type JudgedEvidence = Pick<Evidence, 'exchanges' | 'checks'>;

/** A recorded exchange whose response is changed and judged again. */
export interface Candidate {
  exchange: Exchange;
  checks: Check[];
  /** The checks and their levels, in words: the same for exchanges with the same checks. */
  judgedBy: string;
  circumstances: Circumstances;
}

/** The requests that the suite itself sends outside tests: their findings are not verdicts. */
const ownTests = new Set(['preflight', 'farewell']);

/**
 * The exchanges of a run, grouped by operation and status. Of exchanges with the same checks and the same shape, only the first is used;
 * exchanges with checks come first.
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

/** The exchanges in an order that does not depend on the order of the tests. */
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

/** The candidates of a group in rounds: each round has one of every set of checks, those with checks first. */
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

/** The response with a URI in place of each redacted one, since the text of a redaction is not a URI. */
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

/** The property names in a value; of a list those of its first entries. */
function shapeOf(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${[...new Set(value.slice(0, 5).map(shapeOf))].join('')}]`;
  if (!isObject(value)) return value === null ? '0' : '';
  return `{${Object.keys(value)
    .map((name) => name + shapeOf(value[name]))
    .join()}}`;
}
