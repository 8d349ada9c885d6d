import { isObject, toPointer, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import type { Match } from './operation-adoption.ts';
import { objectAt, operationsOf, type OperationSite } from '../reading/document.ts';
import { removalOf, securityOf, statusesOf } from '../output/operation-table.ts';

/**
 * Fills in what judging needs and an OpenAPI document does not state: every status that a range or `default` stands for, outcomes, the
 * forms of unset properties, how callers authenticate, and how created resources are removed.
 */
export function settleDefaults(
  document: JsonObject,
  own: JsonObject,
  matches: readonly Match[],
  notes: string[],
): void {
  document['x-unset-fields'] ??= { absent: 'accepted' };
  const known = errorStatusesOf(own);
  const sites = operationsOf(document);
  for (const { id, ours } of matches) {
    const site = sites.find(({ operation }) => operation.operationId === id);
    if (!site) continue;
    spellOut(site.operation, known);
    settleOutcomes(document, own, site, ours);
    if (ours) settleLikeOurs(document, own, site, ours, notes);
  }
}

function errorStatusesOf(own: JsonObject): string[] {
  const all = operationsOf(own).flatMap(({ operation }) => Object.keys(objectAt(operation, '/responses')));
  return [...new Set(all)].filter((status) => /^[45]\d\d$/.test(status)).sort();
}

/** Replaces `4XX`, `2XX` and `default` by the statuses that they stand for, as far as our description uses these. */
function spellOut(operation: JsonObject, errors: readonly string[]): void {
  const responses = objectAt(operation, '/responses');
  const isAnySuccess = Object.keys(responses).some((status) => status.startsWith('2'));
  const candidates = ['200', '201', '204', ...errors];
  for (const range of Object.keys(responses).filter((status) => /^[1-5]XX$/i.test(status))) {
    const members = candidates.filter((status) => status.startsWith(range.charAt(0)));
    for (const status of members) responses[status] ??= structuredClone(responses[range] ?? {});
    Reflect.deleteProperty(responses, range);
  }
  const others = isAnySuccess ? errors : candidates;
  if (responses.default !== undefined) {
    for (const status of others) responses[status] ??= structuredClone(responses.default);
    Reflect.deleteProperty(responses, 'default');
  }
}

/**
 * Sets the outcomes of an operation: those of the owner, then ours with the statuses that the operation has. Success is its 2xx statuses.
 */
function settleOutcomes(
  document: JsonObject,
  own: JsonObject,
  { operation }: OperationSite,
  ours: OperationSite | undefined,
): void {
  const statuses = statusesOf(operation);
  const fromOurs = { ...objectAt(own, '/x-outcomes'), ...objectAt(ours?.operation ?? {}, '/x-outcomes') };
  const defaults = Object.entries(fromOurs).map(([outcome, entries]): [string, Json] => {
    const all = Object.entries(isObject(entries) ? entries : {});
    const described = all.filter(([status]) => statuses.includes(status));
    return [outcome, Object.fromEntries(described.length > 0 ? described : all)];
  });
  const success = statuses.filter((status) => status.startsWith('2'));
  operation['x-outcomes'] = {
    ...Object.fromEntries(defaults),
    ...(success.length > 0 && { success: Object.fromEntries(success.map((status) => [status, 'accepted'])) }),
    ...objectAt(document, '/x-outcomes'),
    ...objectAt(operation, '/x-outcomes'),
  };
  document['x-outcomes'] ??= structuredClone(objectAt(own, '/x-outcomes'));
}

/** Fills in what our operation states and the owner's does not. */
function settleLikeOurs(
  document: JsonObject,
  own: JsonObject,
  { operation, pointer, path, method }: OperationSite,
  ours: OperationSite,
  notes: string[],
): void {
  const update = ours.operation['x-update'];
  if (update !== undefined) operation['x-update'] ??= update;
  const removal = removalOf(own, ours);
  if (removal && !removalOf(document, { operation, pointer, path, method, group: 'paths', pathItem: {} }))
    operation['x-removal'] = { ...removal };
  const meant = securityOf(own, ours.operation);
  const isUnsaid = (operation.security ?? document.security) === undefined;
  if (meant === securityOf(document, operation) || (!isUnsaid && meant !== 'basic')) return;
  if (!isUnsaid) notes.push(`${method.toUpperCase()} ${path} is called with HTTP Basic, like ours`);
  const name = `x-${meant}`;
  const schemes = toPointer(['components', 'securitySchemes']);
  document.components = {
    ...objectAt(document, '/components'),
    securitySchemes: { ...objectAt(document, schemes), [name]: { type: 'http', scheme: meant } },
  };
  operation.security = [{ [name]: [] }];
}
