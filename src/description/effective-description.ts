import path from 'node:path';
import type { JsonObject } from '../contract/pointers.ts';
import { adopted } from './adoption.ts';
import { DescriptionError, type DescriptionProblem } from './description-error.ts';
import { extensionProblems } from './extension-problems.ts';
import { overlaid, type OverlayFile } from './overlays.ts';
import { patternNotes } from './patterns.ts';
import { parsedDescription, soundnessProblems } from './read-description.ts';
import { referenceProblems } from './references.ts';

/** What a run's description is made of. */
export interface DescriptionParts {
  /** The project's own description. */
  own: OverlayFile;
  /** The owner's, which stands in for it. */
  foreign?: OverlayFile | undefined;
  overlays: readonly OverlayFile[];
}

/** The description that a run is judged by. */
export interface EffectiveDescription {
  document: JsonObject;
  /** What was changed about the owner's own document, for its owner to read. */
  notes: string[];
}

/**
 * The description that a run is judged by: ours or the owner's, changed by the overlays in their order. Throws a
 * {@link DescriptionError} that lists every problem found.
 */
export function effectiveDescription({ own, foreign, overlays }: DescriptionParts): EffectiveDescription {
  const { file, text } = foreign ?? own;
  const name = path.basename(file);
  const document = overlaid(parsedDescription(file, text), overlays);
  refuse(name, extensionProblems(document));
  if (!foreign) {
    refuse(name, soundnessProblems(document));
    return { document, notes: patternNotes(document) };
  }
  const isName = ({ pointer }: DescriptionProblem): boolean => pointer.includes('/discriminator/mapping/');
  refuse(
    name,
    referenceProblems(document).filter((problem) => !isName(problem)),
  );
  const adoption = adopted(name, document, parsedDescription(own.file, own.text));
  refuse(name, soundnessProblems(adoption.document));
  return { ...adoption, notes: [...adoption.notes, ...patternNotes(adoption.document)] };
}

function refuse(name: string, problems: DescriptionProblem[]): void {
  if (problems.length > 0) throw new DescriptionError(name, problems);
}
