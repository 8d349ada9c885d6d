import { controlOf, variantsOf } from '../../contract/cases/bodies.ts';
import { usualValue } from '../../contract/cases/parameters.ts';
import type { Placeholder } from '../../contract/cases/placeholders.ts';
import { seededFaker, type DraftSeed } from '../../contract/data/drafts.ts';
import type { Contract, DescribedParameter, Operation, OperationId } from '../../contract/operations.ts';
import { textOf, valueAt, type Json } from '../../contract/schema/pointers.ts';
import {
  parameterViolations,
  requestViolations,
  type RequestParts,
} from '../../contract/validation/requests.ts';
import type { ParameterValue } from '../../contract/schema/serialization.ts';
import { bodyOf, type ApiResponse } from '../response.ts';
import { arranged } from './arrange.ts';

/** The path parameters of a request, and its required query parameters. */
export interface Whereabouts {
  path: Record<string, ParameterValue>;
  query: Record<string, ParameterValue>;
}

/** A resource that can be removed according to a link of the description, and the response to its creation. */
export interface Staged {
  id: string;
  response: Json | undefined;
}

/** Parameters of an operation with ids that do not exist. */
export function inVain(contract: Contract, { parameters }: Operation, seed: DraftSeed): Whereabouts {
  const making = { ...seed, contract, faker: seededFaker({ seed: `${seed.seed} in vain` }) };
  const filled = <Value>(
    of: DescribedParameter[],
    value: (parameter: DescribedParameter) => Value,
  ): Record<string, Value> => Object.fromEntries(of.map((parameter) => [parameter.name, value(parameter)]));
  const asked = parameters.filter((each) => each.in === 'query' && each.required);
  return {
    path: filled(
      parameters.filter((each) => each.in === 'path'),
      (parameter) => {
        const id = making.faker.string.uuid();
        return parameterViolations(contract, parameter, id).length === 0 ? id : usualValue(making, parameter);
      },
    ),
    query: filled(asked, (parameter) => usualValue(making, parameter)),
  };
}

/** Creates the customer that a request needs, from the body to be sent if that is valid for it; undefined if there is no create operation. */
export async function stagedCustomer(
  send: (operation: string, parts: RequestParts) => Promise<ApiResponse>,
  contract: Contract,
  seed: DraftSeed,
  body: Json | undefined,
): Promise<Staged | undefined> {
  const creator = contract.table.operations.find(({ removal }) => removal?.parameter === 'customerId');
  if (!creator) return undefined;
  const fits = body !== undefined && requestViolations(contract, creator, { body }).length === 0;
  const [variant = ''] = variantsOf(contract, creator);
  const own = fits ? body : controlOf(contract, creator, variant, seed)?.minimal;
  const response = await send(creator.id, { body: own });
  arranged(response as ApiResponse & { operation: OperationId });
  return {
    id: textOf(valueAt(bodyOf(response), creator.removal?.pointer ?? '')),
    response: bodyOf(response),
  };
}

/** A copy of a value in which existing ids replace the placeholders. */
export function withRealIds<Value>(
  value: Value,
  placeholders: readonly Placeholder[],
  ids: Record<string, string>,
): Value {
  const text = placeholders.reduce(
    (rest, { value: made, of }) => rest.replaceAll(made, ids[of] ?? made),
    JSON.stringify(value),
  );
  return JSON.parse(text) as Value;
}
