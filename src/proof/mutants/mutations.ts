import { headerMutations, statusMutations, wholeBodyMutations } from './response-mutations.ts';
import { bodyMutations } from './body-mutations.ts';
import type { Circumstances } from './circumstances.ts';
import type { Mutation } from './mutant.ts';
import { placesOf, type Places } from './places.ts';

/** The places in the body of a response; undefined when it has no body, or no body is described. */
export function describedPlaces({ contract, operation, response }: Circumstances): Places | undefined {
  const described = operation.responses[String(response.status)];
  const { schema, certainty } = described ?? {};
  if (schema === undefined || certainty === undefined || response.body === undefined) return undefined;
  return placesOf(contract.document, schema, certainty, response.body);
}

/**
 * All mutations of one response by the description of its status; only other statuses when the status is not described.
 * `places`: the places in its body.
 */
export function mutationsOf(circumstances: Circumstances, places: Places | undefined): Mutation[] {
  const { operation, response } = circumstances;
  const described = operation.responses[String(response.status)];
  const statuses = statusMutations(circumstances);
  if (!described) return statuses;
  const headers = headerMutations(circumstances, described);
  if (!places || response.body === undefined) return [...statuses, ...headers];
  return [
    ...statuses,
    ...headers,
    ...wholeBodyMutations(circumstances, response.body, places.root, described.certainty),
    ...bodyMutations(circumstances, response.body, places.found, described.certainty),
  ];
}
