import type { Contract, Operation } from '../../operations.ts';
import { isValidAsText } from '../../schema/text-values.ts';
import { itemOf, type Exclusion, type Item } from './criterion.ts';
import { isOutsideTests } from './traffic.ts';

/** Returns why no test can provoke an outcome of an operation; undefined when a test can. */
type Hindrance = (contract: Contract, operation: Operation) => string | undefined;

const withoutBody = ({ body }: Operation): string | undefined => (body ? undefined : 'has no request body');
const withoutId = ({ parameters }: Operation): string | undefined =>
  parameters.some((each) => each.in === 'path') ? undefined : 'has no resource id in its path';

/** What an outcome needs from an operation. An outcome without an entry only needs to be described. */
const hindrances: Partial<Record<string, Hindrance>> = {
  unauthenticated: (_, { security }) => (security === 'none' ? 'needs no authentication' : undefined),
  malformedCredentials: (_, { security }) =>
    security === 'basic' ? undefined : 'accepts no credentials but an access token',
  forbidden: (_, operation) => withoutId(operation),
  notFound: (_, operation) => withoutId(operation),
  removed: ({ table: { operations } }, { parameters }) => {
    const removed = operations.flatMap(({ removal }) => (removal ? [removal.parameter] : []));
    const names = parameters.flatMap(({ in: place, name }) => (place === 'path' ? [name] : []));
    return names.some((name) => removed.includes(name))
      ? undefined
      : 'has no id of a removable resource in its path';
  },
  invalid: (_, { body, parameters }) =>
    body || parameters.some((each) => each.in === 'query')
      ? undefined
      : 'has neither a request body nor query parameters',
  malformedBody: (_, operation) => withoutBody(operation),
  missingBody: (_, operation) => withoutBody(operation),
  unsupportedMediaType: (_, operation) => withoutBody(operation),
  malformedId: (contract, operation) =>
    withoutId(operation) ??
    (operation.parameters.some((each) => each.in === 'path' && !isValidText(contract, each.schema, '~'))
      ? undefined
      : 'accepts every string as an id'),
};

/** Whether a text is a valid value of the schema of a parameter. */
export function isValidText({ request }: Contract, schema: string, value: string): boolean {
  const validate = request[schema];
  return !validate || isValidAsText(validate, value);
}

/**
 * The outcomes of an operation that a test can provoke, and the classes of their statuses. All statuses of an outcome are one item, because
 * the target, or a pin, chooses among them. An outcome that the documentation leaves open is not an item.
 */
export function outcomeItems(contract: Contract, operation: Operation): Item[] {
  const possible = possibleOutcomes(contract, operation);
  const classes = new Set(
    possible.flatMap((outcome) =>
      judgedStatuses(operation, outcome).map((status) => `${status.charAt(0)}xx`),
    ),
  );
  return [
    ...possible.map((outcome) => itemOf(operation, 'outcomes', `${operation.id} ${outcome}`)),
    ...[...classes].map((each) => itemOf(operation, 'statusClasses', `${operation.id} ${each}`)),
  ];
}

function possibleOutcomes(contract: Contract, operation: Operation): string[] {
  return Object.keys(operation.outcomes).filter(
    (outcome) => hindranceOf(contract, operation, outcome) === undefined,
  );
}

function hindranceOf(contract: Contract, operation: Operation, outcome: string): string | undefined {
  const hindrance = hindrances[outcome]?.(contract, operation);
  if (hindrance !== undefined) return `the operation ${hindrance}`;
  return judgedStatuses(operation, outcome).length > 0 ? undefined : 'the documentation leaves it open';
}

function judgedStatuses({ outcomes }: Operation, outcome: string): string[] {
  const statuses = outcomes[outcome] ?? {};
  return Object.keys(statuses).filter((status) => statuses[status] !== 'observed');
}

/** The described statuses that count: those of an outcome that a test can provoke. */
export function countedStatuses(contract: Contract, operation: Operation): string[] {
  const possible = possibleOutcomes(contract, operation);
  const reached = new Set(possible.flatMap((outcome) => Object.keys(operation.outcomes[outcome] ?? {})));
  return Object.keys(operation.responses).filter(
    (status) => reached.has(status) && !isOutsideTests(Number(status)),
  );
}

/** The statuses and outcomes that are described for an operation but not counted. */
export function outcomeExclusions(contract: Contract, operation: Operation): Exclusion[] {
  const counted = countedStatuses(contract, operation);
  const statuses = Object.keys(operation.responses).filter((status) => !counted.includes(status));
  const outcomes = Object.keys(operation.outcomes).flatMap((outcome) => {
    const reason = hindranceOf(contract, operation, outcome);
    return reason === undefined ? [] : [{ name: `outcome ${outcome}`, operation: operation.id, reason }];
  });
  return [
    ...statuses.map((status) => ({
      name: `status ${status}`,
      operation: operation.id,
      reason: isOutsideTests(Number(status))
        ? 'reports a rate limit or a failure of the API, which no test provokes'
        : 'no possible outcome of the operation has it',
    })),
    ...outcomes,
  ];
}
