import type { Json } from './pointers.ts';
import type { SchemaNode } from './schema-nodes.ts';

/**
 * Whether two values that the same schema nodes describe mean the same: timestamps within a millisecond, email addresses in any case of
 * their domain (RFC 5321, section 2.4), strings after Unicode normalisation form C, and all other values exactly.
 */
export function isSameValue(nodes: SchemaNode[], a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a === b;
  if (hasFormat(nodes, 'date-time') && Math.abs(Date.parse(a) - Date.parse(b)) <= 1) return true;
  const [one, other] = [a, b].map((each) => each.normalize('NFC'));
  return one === other || (hasFormat(nodes, 'email') && isSameAddress(a, b));
}

/** Whether two email addresses are the same: only the local part is case-sensitive. */
export function isSameAddress(a: string, b: string): boolean {
  const [one, other] = [a, b].map((each) => each.replace(/@[^@]*$/, (domain) => domain.toLowerCase()));
  return one === other;
}

function hasFormat(nodes: SchemaNode[], format: string): boolean {
  return nodes.some(({ schema }) => schema.format === format);
}
