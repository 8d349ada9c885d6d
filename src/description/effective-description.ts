import path from 'node:path';
import type { JsonObject } from '../contract/schema/pointers.ts';
import { adopted } from './adoption/adoption.ts';
import { DescriptionError, type DescriptionProblem } from './problems/description-error.ts';
import { extensionProblems } from './problems/extension-problems.ts';
import { settleReferences } from './reading/identifiers.ts';
import { createNotes, type Notes } from './problems/notes.ts';
import { overlaid, type OverlayFile } from './reading/overlays.ts';
import { notePatterns, patternProblems } from './problems/pattern-problems.ts';
import { referenceProblems } from './problems/reference-problems.ts';
import { routeProblems } from './problems/route-problems.ts';
import { schemaProblems } from './problems/schema-problems.ts';
import { settle, settlePathItems } from './settle.ts';
import { sitesOf } from './reading/sites.ts';
import { doubledNames, nameProblems, soundnessProblems } from './problems/soundness-problems.ts';
import { structureProblems } from './problems/structure-problems.ts';
import { noteUnread } from './problems/ignored-keywords.ts';
import { versionProblems } from './problems/version-problems.ts';
import { readYaml } from './reading/yaml.ts';

/** What the description of a run is built from. */
export interface DescriptionParts {
  /** The project's own description. */
  own: OverlayFile;
  /** The owner's description, which replaces our own. */
  foreign?: OverlayFile | undefined;
  overlays: readonly OverlayFile[];
}

/** The description that a run is judged by. */
export interface EffectiveDescription {
  document: JsonObject;
  /** What the suite ignores, or reads differently from how it is written, for its owner to read. */
  notes: string[];
}

/**
 * The description that a run is judged by: ours or the owner's, changed by the overlays in their order. Throws a
 * {@link DescriptionError} that lists every problem found.
 */
export function effectiveDescription({ own, foreign, overlays }: DescriptionParts): EffectiveDescription {
  const { file } = foreign ?? own;
  const name = path.basename(file);
  const notes = createNotes();
  const document = overlaid(parsed(foreign ?? own, notes), overlays, notes);
  refuse(name, problemsOf(document, foreign !== undefined));
  settle(document, notes);
  const sites = sitesOf(document);
  noteUnread(sites, notes);
  notePatterns(sites, notes);
  if (!foreign) return { document, notes: notes.lines() };
  const adoption = adopted(document, parsed(own, createNotes()));
  refuse(name, [
    ...referenceProblems(adoption.document, sitesOf(adoption.document)),
    ...soundnessProblems(adoption.document),
  ]);
  return { document: adoption.document, notes: [...notes.lines(), ...adoption.notes] };
}

/** The OpenAPI document in a file, as it is written. Throws a {@link DescriptionError}. */
function parsed({ file, text }: OverlayFile, notes: Notes): JsonObject {
  const name = path.basename(file);
  const read = readYaml(text, notes);
  if ('problems' in read) throw new DescriptionError(name, read.problems);
  refuse(name, versionProblems(read.value, notes));
  return read.value as JsonObject;
}

/** The problems of a document, the first one of each place. In an owner's document, what a later step fixes is not a problem. */
function problemsOf(document: JsonObject, isForeign: boolean): DescriptionProblem[] {
  const dynamic = settleReferences(document);
  settlePathItems(document);
  const sites = sitesOf(document);
  const isOpen = ({ pointer }: DescriptionProblem): boolean =>
    isForeign && pointer.includes('/discriminator/mapping/');
  const kinds = [
    structureProblems(sites),
    dynamic,
    referenceProblems(document, sites).filter((problem) => !isOpen(problem)),
    routeProblems(document),
    schemaProblems(document, sites),
    patternProblems(sites),
    nameProblems(document),
    isForeign ? doubledNames(document) : soundnessProblems(document),
    extensionProblems(document),
  ];
  return kinds.flatMap((problems, index) => {
    const told = new Set(kinds.slice(0, index).flatMap((each) => each.map(({ pointer }) => pointer)));
    return problems.filter(({ pointer }) => !told.has(pointer));
  });
}

function refuse(name: string, problems: DescriptionProblem[]): void {
  if (problems.length > 0) throw new DescriptionError(name, problems);
}
