import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPatternError } from '../contract/schema/patterns.ts';
import { fileError } from '../files/file-error.ts';
import { assertFree, folderObstacle } from '../files/ours.ts';
import { createFile, makeFolders, replaceFile } from '../files/write.ts';
import { DescriptionError } from './problems/description-error.ts';
import type { DescriptionParts } from './effective-description.ts';
import { fileText } from './reading/file-text.ts';
import type { OverlayFile } from './reading/overlays.ts';

/** The root folder of the project. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The path of the project's own description, and the folder for what is generated from descriptions. */
export interface GenerationPlaces {
  description: string;
  output: string;
}

/** What the owner of a target provides: overlays that pin the description, or another description altogether. */
export interface DescriptionSources {
  /** Path of the document that replaces the project's own. */
  description?: string | undefined;
  /** Paths of Overlay documents, applied in this order. */
  overlays?: readonly string[] | undefined;
}

/** The result of generation: the folder that holds it, and whether anything was generated now. */
export interface Generated {
  folder: string;
  /** The digest of the description and of every overlay. */
  digest: string;
  changed: boolean;
  /** Name of the file that was read. */
  file: string;
  /** Names of the overlays, each with the digest of its text. */
  overlays: string[];
  /** What was changed or ignored in the description, for its owner to read. */
  notes: string[];
}

const standardPlaces: GenerationPlaces = {
  description: path.join(projectRoot, 'specs/rocketkor.openapi.yaml'),
  output: path.join(projectRoot, 'specs/generated'),
};

/**
 * Generates validators and the operation table from the description with its overlays, and the types that tests are written against from
 * the project's own description alone, unless the existing ones are current. Safe to call from several processes at once. Throws a
 * `DescriptionError` when the description or an overlay cannot be used, and a `FileError` when a file cannot be written, or would replace
 * something that this suite did not write.
 */
export async function ensureGenerated(
  sources: DescriptionSources = {},
  places = standardPlaces,
): Promise<Generated> {
  const parts = partsOf(sources, places);
  const read = parts.foreign ?? parts.own;
  const inputs = [read, ...parts.overlays, ...(parts.foreign ? [parts.own] : [])];
  const digest = digestOf(inputs.map(({ text }) => text)).slice(0, 16);
  const folder = path.join(places.output, digest);
  const stamp = `${digest} ${generatorDigest()}\n`;
  const isCurrent = stampIn(folder) === stamp;
  if (!isCurrent) await generate(parts, folder, stamp);
  const isTyped = await ensureTypes(parts.own, places.output);
  return {
    folder,
    digest,
    changed: !isCurrent || !isTyped,
    file: path.basename(read.file),
    overlays: parts.overlays.map(
      ({ file, text }) => `${path.basename(file)} ${digestOf([text]).slice(0, 16)}`,
    ),
    notes: notesIn(path.join(folder, 'notes.json')),
  };
}

function partsOf(
  { description, overlays = [] }: DescriptionSources,
  places: GenerationPlaces,
): DescriptionParts {
  const fileAt = (file: string): OverlayFile => ({ file, text: fileText(file) });
  const isOther = description !== undefined && path.resolve(description) !== path.resolve(places.description);
  return {
    own: fileAt(places.description),
    foreign: isOther ? fileAt(description) : undefined,
    overlays: overlays.map(fileAt),
  };
}

async function generate(parts: DescriptionParts, folder: string, stamp: string): Promise<void> {
  const [{ effectiveDescription }, { operationTable }, { validatorsModule }] = await Promise.all([
    import('./effective-description.ts'),
    import('./output/operation-table.ts'),
    import('./output/validators.ts'),
  ]);
  const { document, notes } = effectiveDescription(parts);
  const name = path.basename((parts.foreign ?? parts.own).file);
  const files = {
    'description.json': JSON.stringify(document),
    'operations.json': JSON.stringify(operationTable(document), null, 2),
    'validators.cjs': validatorsModule(document, name, projectRoot),
    stamp,
  };
  try {
    await writeWhole(folder, files, notes);
  } catch (error) {
    if (!isPatternError(error)) throw error;
    throw new DescriptionError(name, [
      { pointer: '/components/schemas', reason: `cannot be used: ${error.message}` },
    ]);
  }
}

/**
 * Generates the types of the project's own description. Returns true when they were current. Overlays and other descriptions do not change
 * them.
 */
async function ensureTypes({ file, text }: OverlayFile, output: string): Promise<boolean> {
  const types = path.join(output, 'types.ts');
  const stamp = `// ${digestOf([text]).slice(0, 16)} ${generatorDigest()}\n`;
  if (existsSync(types) && readFileSync(types, 'utf8').startsWith(stamp)) return true;
  const [{ effectiveDescription }, { typesModule }] = await Promise.all([
    import('./effective-description.ts'),
    import('./output/types-module.ts'),
  ]);
  const { document } = effectiveDescription({ own: { file, text }, overlays: [] });
  replaceFile(types, `${stamp}${await typesModule(document)}`);
  return false;
}

/**
 * Writes the derived cases of a generated description, from which tests are collected, and all notes, including those on bodies without
 * cases.
 */
async function writeCases(folder: string, notes: string[]): Promise<void> {
  const [{ loadContract }, { caseIndex, underivedBodies }] = await Promise.all([
    import('../contract/operations.ts'),
    import('../contract/cases/case-index.ts'),
  ]);
  const contract = await loadContract(folder);
  createFile(path.join(folder, 'cases.json'), JSON.stringify(caseIndex(contract)));
  createFile(path.join(folder, 'notes.json'), JSON.stringify([...notes, ...underivedBodies(contract)]));
}

function notesIn(file: string): string[] {
  return JSON.parse(fileText(file)) as string[];
}

function stampIn(folder: string): string | undefined {
  const file = path.join(folder, 'stamp');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** A digest that changes whenever the code of the generator changes. */
function generatorDigest(): string {
  const sources = ['src/description', 'src/contract'].flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(folder, file)),
  );
  const files = sources.sort().concat('package.json');
  return digestOf(files.map((file) => readFileSync(path.join(projectRoot, file), 'utf8'))).slice(0, 16);
}

function digestOf(parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/** Writes a folder under a temporary name and renames it into place, so that no process reads a part of it. */
async function writeWhole(
  folder: string,
  files: { stamp: string } & Record<string, string>,
  notes: string[],
): Promise<void> {
  const above = path.dirname(folder);
  makeFolders(path.dirname(above), [path.basename(above)]);
  assertFree([
    [
      folder,
      folderObstacle(folder) ?? strangerIn(folder, [...Object.keys(files), 'cases.json', 'notes.json']),
    ],
  ]);
  const draft = newFolder(`${folder}.`);
  try {
    for (const [name, text] of Object.entries(files)) createFile(path.join(draft, name), text);
    await writeCases(draft, notes);
    if (existsSync(folder) && stampIn(folder) !== files.stamp) moveAway(folder);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (stampIn(folder) !== files.stamp) throw error; // otherwise another process was first, with the same content
  }
}

/**
 * What a folder holds that the generator did not write, in the words that follow its name; undefined when there is nothing. It would be
 * lost with the folder.
 */
function strangerIn(folder: string, own: readonly string[]): string | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : own;
  const [stranger = names.includes('stamp') ? undefined : 'no stamp'] = names.filter(
    (name) => !own.includes(name),
  );
  return stranger && `holds ${stranger}, so something other than this suite has written to it`;
}

function newFolder(prefix: string): string {
  try {
    return mkdtempSync(prefix);
  } catch (error) {
    throw fileError(error, prefix);
  }
}

function moveAway(folder: string): void {
  const aside = newFolder(`${folder}.old-`);
  renameSync(folder, path.join(aside, 'old'));
  rmSync(aside, { recursive: true, force: true });
}
