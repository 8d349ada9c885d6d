import { breach, observation, type DescribedBody } from '../validation/violation-at.ts';
import type { Contract, Webhook } from '../operations.ts';
import { isObject, membersOf, textOf, valueAt, type Json, type Token } from '../schema/pointers.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';
import { bodyViolations } from '../validation/body-violations.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** Pointer to the schema that every event must match. */
const envelope = '/components/schemas/Event';

/** The webhook with an id. Throws when the description does not have it. */
export function webhookOf({ table }: Contract, id: string): Webhook {
  const webhook = table.webhooks.find((each) => each.id === id);
  if (!webhook) throw new Error(`the description has no webhook "${id}"`);
  return webhook;
}

/** Every way in which a payload breaks the schema of its event, or that of all events when `schema` is left out. */
export function payloadViolations(contract: Contract, payload: Json, schema = envelope): Violation[] {
  const root = applicableNodes(contract.document, schemaNode(contract.document, schema), payload);
  return bodyViolations(contract, 'response', schema, payload, discreet(contract, root, payload));
}

/**
 * A payload as messages may show it. Payloads hold data of others, so only statuses and times are shown; of all other values only the type.
 */
function discreet(contract: Contract, nodes: SchemaNode[], value: Json): Json {
  const isHarmless = nodes.some(({ schema }) => schema.enum !== undefined || schema.format === 'date-time');
  if (isHarmless || value === null) return value;
  const members = membersOf(value).map(([token, member]): [Token, Json] => {
    return [token, discreet(contract, memberNodes(contract.document, nodes, token, member), member)];
  });
  if (isObject(value)) return Object.fromEntries(members);
  return Array.isArray(value) ? members.map(([, member]) => member) : typeof value;
}

/** A note about an event whose type the description does not have. The vendor documents other events, which the description leaves out. */
export function unknownEvent(described: DescribedBody): Violation[] {
  const type = textOf(valueAt(described.body, '/type'));
  const isKnown = described.contract.table.webhooks.some(({ name }) => name === type);
  if (isKnown || type === '') return [];
  return [observation(breach(described, '/type', 'event', ''), `is ${shown(type)}`)];
}

/** A note about a change of status to the same status, as in the vendor's own sample. */
export function unchangedStatus(described: DescribedBody): Violation[] {
  const [before, now] = ['/data/previousStatus', '/data/status'].map((at) =>
    textOf(valueAt(described.body, at)),
  );
  if (before === '' || before !== now) return [];
  return [observation(breach(described, '/data/previousStatus', 'event', ''), `is ${shown(now)}, unchanged`)];
}

/** The violation of an event time that is before an earlier one. `earlier` and `later` are pointers. */
export function timesReversed(described: DescribedBody, earlier: string, later: string): Violation[] {
  const [first, then] = [earlier, later].map((at) => textOf(valueAt(described.body, at)));
  if (!(Date.parse(then ?? '') < Date.parse(first ?? ''))) return [];
  return [
    breach(
      described,
      later,
      'event',
      `must not be before ${earlier}, ${shown(first)}, received ${shown(then)}`,
    ),
  ];
}

/** The violation of an event that has an outcome although its application is not completed. */
export function outcomeInOpenEvent(described: DescribedBody): Violation[] {
  const [outcome, status] = ['/data/outcome', '/data/latestStatus'].map((at) =>
    textOf(valueAt(described.body, at)),
  );
  if (outcome === '' || status === 'COMPLETED') return [];
  return [
    breach(described, '/data/outcome', 'event', `must not be present while the status is ${shown(status)}`),
  ];
}
