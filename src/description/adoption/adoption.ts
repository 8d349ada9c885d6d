import type { JsonObject } from '../../contract/schema/pointers.ts';
import { settleDefaults } from './default-adoption.ts';
import { matched, renameOperations } from './operation-adoption.ts';
import { settleSchemas } from './schema-adoption.ts';

/** The owner's own description, prepared to replace ours. */
export interface Adoption {
  document: JsonObject;
  /** What was changed or left out, one sentence each, for its owner to read. */
  notes: string[];
}

/**
 * Prepares the owner's own OpenAPI document to replace ours (`own`). Operations with the same `operationId`, or else the same method and
 * path, get our names, so that they keep their tests. Outcomes that the document does not state are taken from ours. What the suite does
 * not understand is left out with a note. Every reference of the document must resolve.
 */
export function adopted(foreign: JsonObject, own: JsonObject): Adoption {
  const document = structuredClone(foreign);
  const notes: string[] = [];
  const matches = matched(document, own, notes);
  renameOperations(document, matches, notes);
  settleDefaults(document, own, matches, notes);
  settleSchemas(document, own, notes);
  return { document, notes };
}
