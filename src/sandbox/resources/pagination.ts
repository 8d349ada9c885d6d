import type { SandboxResponse } from '../http/response.ts';
import type { Call } from '../http/call.ts';
import { isObject, textOf, type Json, type JsonObject } from '../http/json.ts';
import { refuseInvalid } from '../http/refusal.ts';
import { followed, hasField, nodeAt, propertiesOf } from '../http/schemas.ts';

const defaultSize = 20;
const largestSize = 100;
const defaultSort = 'createdAt,DESC';

type Value = string | number | undefined;

interface SortKey {
  /** The names that lead to the field. */
  path: string[];
  direction: 1 | -1;
}

/**
 * One page of entries in the common envelope, as requested by `page`, `size` and `sort`; a size above 100 counts as 100.
 * Throws a `Refusal` when a sort field does not exist.
 */
export function pageResponse(call: Call, entries: readonly JsonObject[]): SandboxResponse {
  const number = Number(call.query.page ?? 0);
  const size = Math.min(Number(call.query.size ?? defaultSize), largestSize);
  const content = sorted(call, entries).slice(number * size, (number + 1) * size);
  const body = {
    totalElements: entries.length,
    totalPages: Math.ceil(entries.length / size),
    number,
    numberOfElements: content.length,
    hasNext: (number + 1) * size < entries.length,
    content,
  };
  return { outcome: 'found', body };
}

function sorted(call: Call, entries: readonly JsonObject[]): JsonObject[] {
  const keys = sortTexts(call.query.sort).map(sortKey);
  refuseUnknownFields(call, keys);
  const rows = entries.map((entry) => ({ entry, values: keys.map(({ path }) => valueOf(entry, path)) }));
  rows.sort((a, b) => {
    const index = keys.findIndex((_, each) => a.values[each] !== b.values[each]);
    return compared(a.values[index], b.values[index], keys[index]?.direction ?? 1);
  });
  return rows.map(({ entry }) => entry);
}

function sortTexts(sort: Json | undefined): string[] {
  return Array.isArray(sort) && sort.length > 0 ? sort.map(textOf) : [defaultSort];
}

/** A direction that is left out means ascending. */
function sortKey(text: string): SortKey {
  const [path = '', direction] = text.split(',');
  return { path: path.split('.'), direction: direction === 'DESC' ? -1 : 1 };
}

function refuseUnknownFields({ contract, operation }: Call, keys: readonly SortKey[]): void {
  const { document } = contract;
  const page = nodeAt(document, operation.responses['200']?.schema ?? '');
  const entry = followed(document, followed(document, propertiesOf(document, page).content).items);
  const problems = keys
    .filter(({ path }) => !hasField(document, entry, path))
    .map(({ path }) => ({
      path: 'sort',
      message: `has no field ${path.join('.')}`,
      errorCode: 'INVALID_VALUE',
    }));
  refuseInvalid(problems);
}

/** Compares two values for the sort order; a missing value comes last in both directions. */
function compared(left: Value, right: Value, direction: number): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left < right ? -direction : direction;
}

function valueOf(entry: JsonObject, path: readonly string[]): Value {
  let value: Json | undefined = entry;
  for (const name of path) value = isObject(value) ? value[name] : undefined;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}
