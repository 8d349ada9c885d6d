import type { Json } from './pointers.ts';
import type { SchemaNode } from './schema-nodes.ts';

/**
 * Whether two values that the same schema nodes describe mean the same: points in time to a millisecond, email addresses whatever the
 * case of their domain (RFC 5321, section 2.4), texts in whatever form letters with marks are written (Unicode normalisation form C),
 * all else exactly.
 */
export function isSameValue(nodes: SchemaNode[], a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a === b;
  if (hasFormat(nodes, 'date-time') && Math.abs(Date.parse(a) - Date.parse(b)) <= 1) return true;
  const [one, other] = [a, b].map((each) => each.normalize('NFC'));
  return one === other || (hasFormat(nodes, 'email') && isSameAddress(a, b));
}

/** Whether two email addresses lead to the same: the case of letters counts in the local part alone. */
export function isSameAddress(a: string, b: string): boolean {
  const [one, other] = [a, b].map((each) => each.replace(/@[^@]*$/, (domain) => domain.toLowerCase()));
  return one === other;
}

function hasFormat(nodes: SchemaNode[], format: string): boolean {
  return nodes.some(({ schema }) => schema.format === format);
}
