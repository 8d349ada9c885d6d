import type { JsonObject } from '../../contract/schema/pointers.ts';
import { settleDefaults } from './default-adoption.ts';
import { matched, renameOperations } from './operation-adoption.ts';
import { settleSchemas } from './schema-adoption.ts';

/** A description that somebody else wrote, made ready to stand in for ours. */
export interface Adoption {
  document: JsonObject;
  /** What was changed or left out, a sentence each, for its owner to read. */
  notes: string[];
}

/**
 * The owner's own OpenAPI document in the place of ours (`own`). Operations of the same `operationId`, or else of the same method and
 * path, are known by our names, so that they keep their tests; what it does not say of outcomes is filled in from ours, and
 * what it says and nothing here understands is left out with a note. Its references must lead somewhere.
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
