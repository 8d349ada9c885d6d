import { outcomeViolation } from '../../contract/validation/violations.ts';
import { isObject } from '../../contract/schema/pointers.ts';
import type { ResponseOf } from '../api.ts';
import { bodyOf } from '../response.ts';
import { blamed } from '../blame.ts';
import type { SuccessBody } from '../input.ts';
import type { OperationId } from '../../contract/operations.ts';
import { notTestable } from '../not-testable.ts';
import { recorderOf } from '../recorder.ts';
import type { Readable } from '../../../specs/generated/types.ts';

/**
 * The body of a response that a test only needs for its setup, whatever its status of success. Throws a `NotTestable` when the operation
 * did not succeed, or when a property that the test relies on is not as described.
 */
export function arranged<Id extends OperationId>(
  response: ResponseOf<Id>,
  ...relyingOn: (string & keyof SuccessBody<Id>)[]
): Readable<SuccessBody<Id>> {
  const recorder = recorderOf(response);
  const body = bodyOf(response);
  const operation = recorder.contract.operation(response.operation);
  const refusal =
    response.status < 300 ? undefined : outcomeViolation(operation, { ...response, body }, 'success');
  const broken = recorder.responses
    .find((each) => each.response === response)
    ?.violations.find(
      ({ pointer, rule }) =>
        relyingOn.some((field) => pointer === `/${field}`) ||
        pointer === 'content-type' ||
        rule === 'ownership',
    );
  const missing = relyingOn.find((field) => !isObject(body) || !Object.hasOwn(body, field));
  const reason = refusal?.message ?? broken?.message ?? (missing && `/${missing} is missing`);
  if (reason === undefined) return response.body as Readable<SuccessBody<Id>>;
  const { method, url } = response.exchange.request;
  const [contradicted] = !refusal && broken ? blamed(recorder, response, [broken]).ofDescription : [];
  throw notTestable(
    recorder,
    contradicted ? 'description' : 'api',
    `${method} ${new URL(url).pathname} did not prepare the test: ${contradicted?.message ?? reason}`,
    response.operation,
  );
}
