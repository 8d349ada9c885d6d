import type { Exchange } from '../evidence.ts';
import type { Contract, Operation } from '../operations.ts';
import { responseItems, seenResponses } from './criteria/responses.ts';
import { constraintItems, seenConstraints } from './criteria/constraints.ts';
import { itemOf, surest, type Criterion, type Exclusion, type Item } from './criteria/criterion.ts';
import { flowItems, idsOf, seenFlows } from './criteria/flows.ts';
import { inputItems, seenInputs } from './criteria/inputs.ts';
import { outcomeExclusions, outcomeItems } from './criteria/outcomes.ts';
import { seenOutcomes } from './criteria/seen-outcomes.ts';
import { keyOf, tallied, type LevelTally } from './criteria/tally.ts';
import { seenExchanges, type SeenExchange } from './criteria/traffic.ts';

/** How much of one area was tested. */
export interface AreaCoverage extends LevelTally {
  area: string;
}

/** How much of one operation was tested. */
export interface OperationCoverage {
  operation: string;
  area: string;
  /** How many answers had each status. */
  statuses: Record<string, number>;
  covered: number;
  total: number;
}

/** What is described and not counted, and of which operations. */
export interface ExcludedItem {
  name: string;
  reason: string;
  operations: string[];
}

/** What a run tested of what is described, counted from its exchanges, and by name what it did not. */
export interface Coverage extends LevelTally {
  areas: AreaCoverage[];
  operations: OperationCoverage[];
  excluded: ExcludedItem[];
  /** Operations that never once answered success: whatever else was seen of them says little. */
  neverSucceeded: string[];
}

/**
 * What exchanges covered of operations of a contract.
 *
 * What the documentation says counts for the levels. What only a sibling page says or what we infer (`sibling`, `inferred`) is
 * counted apart and named in the remainder, but no level needs it: an API that lacks it breaks nothing documented, so a level that
 * needed it would be out of reach for a correct one. What is `unspecified` is our own addition to the description and is not counted.
 */
export function coverageOf(
  contract: Contract,
  exchanges: readonly Exchange[],
  operations: readonly Operation[] = contract.table.operations,
): Coverage {
  const items = itemsOf(contract, operations);
  const seen = seenExchanges(contract, operations, exchanges);
  const covered = coveredKeys(contract, operations, seen);
  const areas = [...new Set(operations.map(({ group }) => group))];
  const succeeded = new Set(seen.filter(({ isSuccess }) => isSuccess).map(({ operation }) => operation));
  return {
    ...tallied(items, covered),
    areas: areas.map((area) => ({
      area,
      ...tallied(
        items.filter((item) => item.area === area),
        covered,
      ),
    })),
    operations: operations.map((operation) => operationCoverage(operation, items, covered, exchanges)),
    excluded: gathered([
      ...operations.flatMap((each) => outcomeExclusions(contract, each)),
      ...webhooks(contract),
    ]),
    neverSucceeded: operations.filter((each) => !succeeded.has(each)).map(({ id }) => id),
  };
}

/** Everything that can be covered, once each, as sure as the surest of those of the same name. */
function itemsOf(contract: Contract, operations: readonly Operation[]): Item[] {
  const all = [
    ...operations.flatMap((operation) => [
      itemOf(operation, 'paths', operation.path),
      itemOf(operation, 'operations', operation.id),
      ...inputItems(contract, operation),
      ...outcomeItems(contract, operation),
      ...responseItems(contract, operation),
      ...constraintItems(contract, operation),
    ]),
    ...flowItems(contract, operations),
  ];
  const byKey = new Map<string, Item>();
  for (const item of all) {
    const key = keyOf(item.criterion, item.name);
    const known = byKey.get(key) ?? item;
    byKey.set(key, { ...known, certainty: surest([known.certainty, item.certainty]) });
  }
  return [...byKey.values()].filter(({ certainty }) => certainty !== 'unspecified');
}

function coveredKeys(
  contract: Contract,
  operations: readonly Operation[],
  seen: readonly SeenExchange[],
): ReadonlySet<string> {
  const covered = new Set(seenFlows(contract, operations, seen).map((name) => keyOf('flows', name)));
  const created = new Set<string>();
  for (const each of seen) {
    const { operation, isSuccess, path } = each;
    const isKnown = [...path.values()].some((value) => created.has(value));
    const found: [Criterion, string][] = [
      ['paths', operation.path],
      ['operations', operation.id],
      ...seenInputs(contract, each),
      ...seenOutcomes(contract, each, isKnown),
      ...seenResponses(contract, each),
      ...seenConstraints(contract, each),
    ];
    for (const [criterion, name] of found) covered.add(keyOf(criterion, name));
    if (isSuccess && operation.method === 'POST') for (const id of idsOf(each)) created.add(id);
    if (isSuccess && operation.method === 'DELETE') for (const id of path.values()) created.delete(id);
  }
  return covered;
}

function operationCoverage(
  { id, group }: Operation,
  items: readonly Item[],
  covered: ReadonlySet<string>,
  exchanges: readonly Exchange[],
): OperationCoverage {
  const statuses: Record<string, number> = {};
  for (const { operation, answer: response } of exchanges) {
    if (operation !== id || !response) continue;
    statuses[String(response.status)] = (statuses[String(response.status)] ?? 0) + 1;
  }
  const own = tallied(
    items.filter((item) => item.operation === id),
    covered,
  );
  return { operation: id, area: group, statuses, covered: own.covered, total: own.total };
}

function webhooks({ table }: Contract): Exclusion[] {
  const reason = 'the API calls it; the suite does not';
  return table.webhooks.map(({ id, name }) => ({ name: `webhook ${name}`, operation: id, reason }));
}

function gathered(exclusions: readonly Exclusion[]): ExcludedItem[] {
  const groups = new Map<string, ExcludedItem>();
  for (const { name, reason, operation } of exclusions) {
    const group = groups.get(`${name}\n${reason}`) ?? { name, reason, operations: [] };
    group.operations.push(operation);
    groups.set(`${name}\n${reason}`, group);
  }
  return [...groups.values()];
}
