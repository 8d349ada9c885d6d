import { requirements, type RequirementId } from '../../specs/requirements/index.ts';
import { isBinding, weighed } from '../contract/schema/certainty.ts';
import type { Outcome } from '../contract/operations.ts';
import { outcomeViolation } from '../contract/validation/violations.ts';
import type { Violation } from '../contract/validation/violation.ts';
import { bodyOf, type ApiResponse } from '../exchange/response.ts';
import { blamed } from '../exchange/blame.ts';
import { witnessOf, type Recorder } from '../exchange/recorder.ts';
import { responseRequirements } from '../contract/validation/response-requirements.ts';

/** One violation of a requirement by a response. */
export interface Broken {
  requirement: RequirementId;
  violation: Violation;
  response: ApiResponse;
}

/** Thrown when a response has binding violations, with all of them. */
export class UnmetRequirement extends Error {
  readonly broken: readonly [Broken, ...Broken[]];

  constructor(broken: readonly [Broken, ...Broken[]]) {
    super(broken.map(({ requirement, violation }) => `${requirement} ${violation.message}`).join('\n'));
    this.broken = broken;
  }
}

/** Judges the responses of a sequence. */
export interface ExplorationJudge {
  /** Judges what every response must be. Throws a {@link UnmetRequirement}. */
  shape(response: ApiResponse): void;
  /**
   * Whether a response has one of the given outcomes. When it has none, the first is the expected one: throws a {@link UnmetRequirement} if that is
   * binding.
   */
  outcome(response: ApiResponse, requirement: RequirementId, ...outcomes: [Outcome, ...Outcome[]]): boolean;
  /** Records the violations of a response. Throws a {@link UnmetRequirement} with all binding ones. */
  judge(response: ApiResponse, found: readonly Found[]): void;
}

/** A violation, and the requirement that it breaks. */
export interface Found {
  requirement: RequirementId;
  violation: Violation;
}

/** A judge that passes violations that are not binding to `note`. */
export function createJudge(recorder: Recorder, note: (broken: Broken) => void): ExplorationJudge {
  const judge: ExplorationJudge['judge'] = (response, found) => {
    const broken = found.flatMap(({ requirement, violation }): Broken[] =>
      blamed(recorder, response, [violation]).ofApi.map((each) => {
        const level = weighed(requirements[requirement].level, each.level);
        return { requirement, response, violation: { ...each, level } };
      }),
    );
    const judged = broken.filter(({ violation }) => violation.level !== 'MAY');
    for (const each of judged) record(recorder, each);
    const [first, ...rest] = judged.filter((each) => isFatal(recorder, each));
    for (const each of judged) if (!isFatal(recorder, each)) note(each);
    if (first) throw new UnmetRequirement([first, ...rest]);
  };
  return {
    judge,
    shape: (response) => {
      const violations = recorder.examine(response);
      judge(
        response,
        violations.map((violation) => ({
          requirement: responseRequirements(violation, response.status)[0],
          violation,
        })),
      );
    },
    outcome: (response, requirement, ...outcomes) => {
      const operation = recorder.contract.operation(response.operation);
      const violations = outcomes
        .filter((outcome) => operation.outcomes[outcome])
        .map((outcome) => outcomeViolation(operation, { ...response, body: bodyOf(response) }, outcome));
      const isSaid = violations.some((each) => each === undefined || each.level === 'MAY');
      const [violation] = violations;
      if (!isSaid && violation) judge(response, [{ requirement, violation }]);
      return isSaid;
    },
  };
}

function isFatal(
  recorder: Recorder,
  { requirement, violation: { level, pointer }, response }: Broken,
): boolean {
  const { operation } = response;
  return isBinding(level, recorder.strict) && !recorder.isWaived({ requirement, operation, pointer });
}

function record(
  recorder: Recorder,
  { requirement, violation, response: { operation, exchange } }: Broken,
): void {
  const { pointer, level, message, source } = violation;
  const shown = { operation, pointer, level, message, source, exchange: witnessOf(exchange) };
  recorder.found({ requirement, ...shown, blame: 'api', judged: true });
}
