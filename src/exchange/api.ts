import { weakerLevel } from '../contract/schema/certainty.ts';
import { requestContradiction } from '../contract/validation/impossible-requests.ts';
import type { Operation, OperationId } from '../contract/operations.ts';
import {
  requestViolations,
  type Breach,
  type RequestParts,
  type SentBreach,
} from '../contract/validation/requests.ts';
import { isSame } from '../contract/validation/violations.ts';
import type { ApiResponse } from './response.ts';
import { exchanged, exchangedFor } from './exchange.ts';
import type { ClientContext } from './client-context.ts';
import type { SentParts } from './transport/prepared-request.ts';
import type { Deviation, InputArguments } from './input.ts';
import { decided, notTestable } from './not-testable.ts';
import type { Recorder } from './recorder.ts';
import { basicAuthorization, type Session } from './session.ts';

/** A response of one operation. */
export type ResponseOf<Id extends OperationId> = ApiResponse & { operation: Id };

/** The two ways to send requests to the target, for one caller. */
export interface Api {
  /** Sends a request that the description allows. Any other request is a defect of the suite and is not sent. */
  send<Id extends OperationId>(operation: Id, ...input: InputArguments<Id>): Promise<ResponseOf<Id>>;
  /** Sends a request with the named deviation. A request that breaks more or less than that is a defect of the suite and is not sent. */
  attempt<Id extends OperationId>(operation: Id, deviation: Deviation): Promise<ResponseOf<Id>>;
}

/** The two ways to send requests as the caller of a session; without a session the caller is anonymous. */
export function createApi(context: ClientContext, recorder: Recorder, session?: Session): Api {
  const answered = (
    operation: Operation,
    parts: SentParts,
    own: string | undefined,
  ): Promise<ApiResponse> => {
    if (own !== undefined || !session || operation.security === 'none')
      return exchanged(context, recorder, operation, parts, own);
    if (operation.security === 'basic')
      return exchanged(context, recorder, operation, parts, basicAuthorization(session.credentials));
    return exchangedFor(context, recorder, session, operation, parts);
  };
  const through = async <Id extends OperationId>(
    id: Id,
    parts: RequestParts,
    breaks: Breach | undefined,
    authorization?: string,
  ): Promise<ResponseOf<Id>> => {
    const operation = context.contract.operation(id);
    const breach = breachMeant(context, recorder, operation, parts, breaks);
    return (await answered(operation, { ...parts, breach }, authorization)) as ResponseOf<Id>;
  };
  return {
    send: (id, ...[input]) => through(id, (input ?? {}) as RequestParts, undefined),
    attempt: (id, deviation) =>
      through(
        id,
        deviation,
        'breaks' in deviation ? deviation.breaks : undefined,
        'authorization' in deviation ? deviation.authorization : undefined,
      ),
  };
}

/** The deliberate violation in a request. Throws a `NotTestable` when the request breaks more than that, or does not break it. */
function breachMeant(
  { contract, target }: ClientContext,
  recorder: Recorder,
  operation: Operation,
  parts: RequestParts,
  breaks: Breach | undefined,
): SentBreach | undefined {
  const id = operation.id as OperationId;
  if (target.kind === 'production' && operation.method !== 'GET' && operation.security !== 'basic') {
    throw notTestable(recorder, 'suite', `${id} is not sent to a production target`, id);
  }
  const violations = decided(recorder, id, () => requestViolations(contract, operation, parts));
  const unmeant = breaks ? violations.filter((violation) => !isSame(violation, breaks)) : violations;
  const lines = unmeant.map(({ message }) => `  ${message}`);
  if (breaks && unmeant.length === violations.length)
    lines.push(`  it does not break ${breaks.rule} at ${breaks.pointer}`);
  if (lines.length === 0) {
    const [meant] = violations;
    const level = weakerLevel(meant?.level ?? 'MUST', breaks?.level ?? 'MUST');
    return meant && { ...meant, level, ...(breaks?.meant !== undefined && { meant: breaks.meant }) };
  }
  const contradiction = requestContradiction(contract, operation, parts, unmeant);
  const [culprit, reason] = contradiction
    ? (['description', `no request for ${id} can be sent: ${contradiction}`] as const)
    : (['suite', `our own request for ${id} is wrong and was not sent`] as const);
  throw notTestable(recorder, culprit, `${reason}\n\n${lines.join('\n')}`, id);
}
