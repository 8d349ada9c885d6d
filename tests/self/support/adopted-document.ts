import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '../../../src/contract/schema/pointers.ts';
import {
  effectiveDescription,
  type EffectiveDescription,
} from '../../../src/description/effective-description.ts';
import { projectRoot } from '../../../src/description/generate.ts';

const ownFile = path.join(projectRoot, 'specs/rocketkor.openapi.yaml');
/** The project's own description. */
export const own = { file: ownFile, text: readFileSync(ownFile, 'utf8') };
/** A user's own document, composed of these parts and adopted. */
export function adopted(parts: Record<string, Json>): EffectiveDescription {
  const document = { openapi: '3.1.0', info: { title: 'Theirs', version: '7' }, paths: {}, ...parts };
  return effectiveDescription({
    own,
    foreign: { file: 'theirs.json', text: JSON.stringify(document) },
    overlays: [],
  });
}
