import type { Json } from './pointers.ts';
import type { SchemaNode } from './schema-nodes.ts';

/**
 * Whether two values that the same schema nodes describe mean the same: points in time to a millisecond, texts in whatever form letters
 * with marks are written (Unicode normalisation form C), all else exactly.
 */
export function isSameValue(nodes: SchemaNode[], a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a === b;
  if (hasFormat(nodes, 'date-time') && Math.abs(Date.parse(a) - Date.parse(b)) <= 1) return true;
  return a === b || a.normalize('NFC') === b.normalize('NFC');
}

/** Whether two email addresses are the same but for the case of their domains, which makes no difference (RFC 5321, section 2.4). */
export function isSameButDomain(nodes: SchemaNode[], a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a !== 'string' || typeof b !== 'string' || !hasFormat(nodes, 'email')) return false;
  return a !== b && withPlainDomain(a) === withPlainDomain(b);
}

function withPlainDomain(address: string): string {
  return address.replace(/@[^@]*$/, (domain) => domain.toLowerCase());
}

function hasFormat(nodes: SchemaNode[], format: string): boolean {
  return nodes.some(({ schema }) => schema.format === format);
}
