import { breach, observation, type DescribedBody } from '../validation/violation-at.ts';
import type { Contract, Webhook } from '../operations.ts';
import { isObject, membersOf, textOf, valueAt, type Json, type Token } from '../schema/pointers.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';
import { bodyViolations } from '../validation/body-violations.ts';
import type { Violation } from '../validation/violation.ts';
import { shown } from '../words.ts';

/** Pointer to the schema of what every event holds. */
const envelope = '/components/schemas/Event';

/** The webhook of a name's operation. Throws for one that the description does not have. */
export function webhookOf({ table }: Contract, id: string): Webhook {
  const webhook = table.webhooks.find((each) => each.id === id);
  if (!webhook) throw new Error(`the description has no webhook "${id}"`);
  return webhook;
}

/** Every way in which a payload departs from the schema of its event, or from that of any event (`schema` left out). */
export function payloadViolations(contract: Contract, payload: Json, schema = envelope): Violation[] {
  const root = applicableNodes(contract.document, schemaNode(contract.document, schema), payload);
  return bodyViolations(contract, 'response', schema, payload, discreet(contract, root, payload));
}

/** Payloads are other people's data: statuses and times are shown, of all else the type alone. */
function discreet(contract: Contract, nodes: SchemaNode[], value: Json): Json {
  const isHarmless = nodes.some(({ schema }) => schema.enum !== undefined || schema.format === 'date-time');
  if (isHarmless || value === null) return value;
  const members = membersOf(value).map(([token, member]): [Token, Json] => {
    return [token, discreet(contract, memberNodes(contract.document, nodes, token, member), member)];
  });
  if (isObject(value)) return Object.fromEntries(members);
  return Array.isArray(value) ? members.map(([, member]) => member) : typeof value;
}

/** A note of an event whose type the description does not know: other events are documented, and left out of it. */
export function unknownEvent(described: DescribedBody): Violation[] {
  const type = textOf(valueAt(described.body, '/type'));
  const isKnown = described.contract.table.webhooks.some(({ name }) => name === type);
  if (isKnown || type === '') return [];
  return [observation(breach(described, '/type', 'event', ''), `is ${shown(type)}`)];
}

/** A note of a change of status that changes nothing, as the one in the vendor's own sample does not. */
export function unchangedStatus(described: DescribedBody): Violation[] {
  const [before, now] = ['/data/previousStatus', '/data/status'].map((at) =>
    textOf(valueAt(described.body, at)),
  );
  if (before === '' || before !== now) return [];
  return [observation(breach(described, '/data/previousStatus', 'event', ''), `is ${shown(now)}, as now`)];
}

/** The time of a later event when it is before that of an earlier one. Pointers. */
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

/** The outcome of an application that its event does not call completed. */
export function outcomeInOpenEvent(described: DescribedBody): Violation[] {
  const [outcome, status] = ['/data/outcome', '/data/latestStatus'].map((at) =>
    textOf(valueAt(described.body, at)),
  );
  if (outcome === '' || status === 'COMPLETED') return [];
  return [
    breach(described, '/data/outcome', 'event', `must not be there while the status is ${shown(status)}`),
  ];
}
