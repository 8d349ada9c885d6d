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
  /** The number of responses with each status. */
  statuses: Record<string, number>;
  covered: number;
  total: number;
}

/** Something that is described but not counted, and the operations that it belongs to. */
export interface ExcludedItem {
  name: string;
  reason: string;
  operations: string[];
}

/** How much of the description a run tested, counted from its exchanges, and the names of what it did not test. */
export interface Coverage extends LevelTally {
  areas: AreaCoverage[];
  operations: OperationCoverage[];
  excluded: ExcludedItem[];
  /** The ids of operations that never returned a successful response. Their other coverage means little. */
  neverSucceeded: string[];
}

/**
 * The coverage of the operations of a contract by exchanges.
 *
 * Documented items count for the levels. Items that only a sibling page shows or that we infer (`sibling`, `inferred`) are counted apart
 * and named when they are missing, but no level needs them: an API without them breaks nothing documented, so a correct API could not reach
 * such a level. `unspecified` items are our own additions to the description and are not counted.
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

/** Every item that can be covered, once per name, with the highest certainty of the items of that name. */
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
