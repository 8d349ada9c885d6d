import { inconsistencies } from '../../contract/rules/consistency.ts';
import { weakerLevel } from '../../contract/schema/certainty.ts';
import { contradictionOf } from '../../contract/validation/description-contradictions.ts';
import type { Check, Exchange } from '../../contract/evidence.ts';
import { disclosedToOthers } from '../../contract/rules/cross-tenant-reference.ts';
import type { Contract, Outcome } from '../../contract/operations.ts';
import type { Json } from '../../contract/schema/pointers.ts';
import { unrefused } from '../../contract/rules/expected-refusal.ts';
import { roundTripViolations } from '../../contract/rules/round-trip.ts';
import { responseViolations, outcomeViolation } from '../../contract/validation/violations.ts';
import type { JudgedResponse, Violation } from '../../contract/validation/violation.ts';
import type { References } from './references.ts';

/** Returns what the suite finds in a response of an exchange: the violations that it looks for in every response, and those of each check. */
export type MutantJudge = (response: JudgedResponse) => Violation[];

/** The checks that the judge knows, by the name of the matcher. */
export type JudgedMatcher =
  'toMatchContract' | 'toReject' | 'toRoundTrip' | 'toMatchEarlier' | 'toDenyAccess';

/** What a judge uses. */
export interface JudgedBy {
  contract: Contract;
  references: References;
  /** The matchers that are judged; all by default. */
  matchers?: readonly JudgedMatcher[] | undefined;
}

/** The name and the first argument of the matcher of a check. */
export function matcherOf({ call }: Pick<Check, 'call'>): { matcher: string; argument: string } {
  const [, matcher = '', argument = ''] = /\)\.(\w+)\('?([\w ]*)/.exec(call) ?? [];
  return { matcher, argument };
}

/**
 * The judge of one exchange: the suite's own functions with the arguments that the suite used. Leaves out the violations of the recorded
 * response, since no change caused them.
 */
export function judgeOf(
  by: JudgedBy,
  exchange: Exchange,
  response: JudgedResponse,
  checks: readonly Check[],
): MutantJudge {
  const { contract } = by;
  const operation = contract.operation(exchange.operation);
  const judges = checks.flatMap((check) => {
    const judge = judgeOfCheck(by, exchange, response, check);
    return judge ? [{ judge, level: check.level }] : [];
  });
  const all: MutantJudge = (judged) => [
    ...responseViolations(contract, operation, judged),
    ...judges.flatMap(({ judge, level }) =>
      judge(judged).map((each) => ({ ...each, level: weakerLevel(each.level, level) })),
    ),
  ];
  const usual = new Set(all(response).map(keyOf));
  return (judged) => all(judged).filter((each) => !usual.has(keyOf(each)));
}

/** Whether the suite blames the description for a violation, and not the API. */
export function isExcused(
  contract: Contract,
  { operation }: Exchange,
  response: JudgedResponse,
  violation: Violation,
): boolean {
  return contradictionOf(contract, contract.operation(operation), response, violation) !== undefined;
}

function judgeOfCheck(
  { contract, references, matchers }: JudgedBy,
  exchange: Exchange,
  recorded: JudgedResponse,
  check: Check,
): MutantJudge | undefined {
  const operation = contract.operation(exchange.operation);
  const { matcher, argument } = matcherOf(check);
  if (matchers?.every((each) => each !== matcher)) return undefined;
  const outcome = argument as Outcome;
  const comparing = (
    known: Json[],
    compare: (contract: Contract, schema: string, known: Json, received: Json | undefined) => Violation[],
  ): MutantJudge => {
    const schema = operation.responses[String(recorded.status)]?.schema;
    const isRight = (each: Json): boolean =>
      schema !== undefined && compare(contract, schema, each, recorded.body).length === 0;
    const reference = known.find(isRight);
    return (response) => {
      const wrong = outcomeViolation(operation, response, 'success');
      if (wrong) return [wrong];
      const own = operation.responses[String(response.status)]?.schema;
      return own === undefined || reference === undefined
        ? []
        : compare(contract, own, reference, response.body);
    };
  };
  if (matcher === 'toMatchContract')
    return (response) => listed(outcomeViolation(operation, response, outcome));
  if (matcher === 'toReject' && exchange.breaks) {
    const breach = { ...exchange.breaks, message: '', level: check.level, source: '' };
    return (response) => listed(unrefused(operation, response, breach, outcome));
  }
  if (matcher === 'toDenyAccess') return (response) => disclosedToOthers(operation, response);
  if (matcher === 'toRoundTrip') return comparing(references.sent(exchange), roundTripViolations);
  if (matcher === 'toMatchEarlier') return comparing(references.earlier(exchange), inconsistencies);
  return undefined;
}

function listed(violation: Violation | undefined): Violation[] {
  return violation ? [violation] : [];
}

function keyOf({ pointer, rule, level }: Violation): string {
  return `${pointer} ${rule} ${level}`;
}
