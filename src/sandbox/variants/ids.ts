import { randomBytes } from 'node:crypto';
import type { Variant } from './variant.ts';

/** Differences of the ids of resources. */
export const idVariants: readonly Variant[] = [
  {
    name: 'ids-v7',
    difference: 'gives ids that begin with the time',
    apply: (instance) => ({ ...instance, newId: () => timeOrderedId(instance.clock.now()) }),
  },
];

/** A UUID of version 7 (RFC 9562, section 5.7). */
function timeOrderedId(moment: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(moment, 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const parts = [bytes.subarray(0, 4), bytes.subarray(4, 6), bytes.subarray(6, 8), bytes.subarray(8, 10)];
  return [...parts, bytes.subarray(10)].map((part) => part.toString('hex')).join('-');
}
