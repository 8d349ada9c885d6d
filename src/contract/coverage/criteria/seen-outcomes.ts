import { isJson } from '../../schema/media-types.ts';
import { acceptanceOf, type Contract, type Outcome } from '../../operations.ts';
import type { Item } from './criterion.ts';
import { isValidText } from './outcomes.ts';
import type { SeenExchange } from './traffic.ts';

/** What a recorded request shows that distinguishes outcomes with the same status. */
interface Told {
  isMalformedId: boolean;
  isMalformedBody: boolean;
  isMissingBody: boolean;
  isOtherMediaType: boolean;
  isBroken: boolean;
  /** Whether the path has the id of a resource that a test created and did not remove. */
  isKnown: boolean;
}

const conditions: Partial<Record<string, (told: Told) => boolean>> = {
  malformedId: ({ isMalformedId }) => isMalformedId,
  malformedBody: ({ isMalformedBody, isMissingBody }) => isMalformedBody && !isMissingBody,
  missingBody: ({ isMissingBody }) => isMissingBody,
  unsupportedMediaType: ({ isOtherMediaType }) => isOtherMediaType,
  invalid: (told) => !told.isMalformedId && !told.isMalformedBody && !told.isOtherMediaType,
  conflict: ({ isBroken, isMalformedId, isMalformedBody }) => !isBroken && !isMalformedId && !isMalformedBody,
  notFound: ({ isMalformedId, isKnown }) => !isMalformedId && !isKnown,
} satisfies Partial<Record<Outcome, (told: Told) => boolean>>;

/**
 * The item names of the status class of an exchange and of the outcomes that it shows: those with its status, except when the request shows
 * that another was meant. `isKnown`: whether the path has the id of a resource that a test created.
 */
export function seenOutcomes(
  contract: Contract,
  seen: SeenExchange,
  isKnown: boolean,
): [Item['criterion'], string][] {
  const { operation, status } = seen;
  const told = whatIsTold(contract, seen, isKnown);
  const outcomes = Object.keys(operation.outcomes).filter((outcome) => {
    const acceptance = acceptanceOf(operation, outcome, status);
    const isJudged = acceptance === 'accepted' || acceptance === 'discouraged';
    if (outcome === 'success' && status >= 300) return false;
    if (outcome === 'forbidden' && status === 404) return isJudged && isKnown;
    return isJudged && (conditions[outcome]?.(told) ?? true);
  });
  return [
    ['statusClasses', `${operation.id} ${String(status).charAt(0)}xx`],
    ...outcomes.map((outcome): [Item['criterion'], string] => ['outcomes', `${operation.id} ${outcome}`]),
  ];
}

function whatIsTold(contract: Contract, seen: SeenExchange, isKnown: boolean): Told {
  const { operation, path, body, requestType, exchange } = seen;
  return {
    isKnown,
    isBroken: exchange.breaks !== undefined,
    isMalformedId: operation.parameters.some(
      ({ in: place, name, schema }) =>
        place === 'path' && !isValidText(contract, schema, path.get(name) ?? ''),
    ),
    isMalformedBody: operation.body !== undefined && body === undefined,
    isMissingBody: operation.body !== undefined && exchange.request.body === undefined,
    isOtherMediaType: exchange.request.body !== undefined && !isJson(requestType ?? ''),
  };
}
