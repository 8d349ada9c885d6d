import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DescriptionError } from './description-error.ts';

/** Where the project stands on this machine. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Where the description is, and where what is made of it goes. */
export interface GenerationPlaces {
  description: string;
  output: string;
}

/** What generation left behind: the folder that holds it and whether it had to be made. */
export interface Generated {
  folder: string;
  digest: string;
  changed: boolean;
}

const standardPlaces: GenerationPlaces = {
  description: path.join(projectRoot, 'specs/rocketkor.openapi.yaml'),
  output: path.join(projectRoot, 'specs/generated'),
};

/**
 * Makes types, validators and the operation table from the description unless those there are current. Safe to call from
 * several processes at once. Throws a `DescriptionError` when the description cannot be used.
 */
export async function ensureGenerated(places = standardPlaces): Promise<Generated> {
  const text = readText(places.description);
  const digest = digestOf([text]).slice(0, 16);
  const folder = path.join(places.output, digest);
  const types = path.join(places.output, 'types.ts');
  const stamp = `${digest} ${generatorDigest()}\n`;
  if (stampIn(folder) === stamp && existsSync(types) && readFileSync(types, 'utf8').includes(stamp.trim())) {
    return { folder, digest, changed: false };
  }
  const [{ readDescription }, { operationTable }, { validatorsModule }, { typesModule }] = await Promise.all([
    import('./read-description.ts'),
    import('./operation-table.ts'),
    import('./validators.ts'),
    import('./types-module.ts'),
  ]);
  const { document } = readDescription(places.description, text);
  const validators = validatorsModule(document, projectRoot);
  writeWhole(folder, {
    'description.json': JSON.stringify(document),
    'operations.json': JSON.stringify(operationTable(document), null, 2),
    'validators.cjs': validators,
    stamp,
  });
  writeFileWhole(types, `// ${stamp}${await typesModule(document)}`);
  return { folder, digest, changed: true };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    throw new DescriptionError(file, [{ pointer: '', reason }]);
  }
}

function stampIn(folder: string): string | undefined {
  const file = path.join(folder, 'stamp');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Changes whenever the code that generates does. */
function generatorDigest(): string {
  const own = readdirSync(path.join(projectRoot, 'src/description')).map((file) => `src/description/${file}`);
  const borrowed = ['pointers', 'schema-nodes', 'certainty'].map((name) => `src/contract/${name}.ts`);
  const files = [...own.sort(), ...borrowed, 'package.json'];
  return digestOf(files.map((file) => readFileSync(path.join(projectRoot, file), 'utf8'))).slice(0, 16);
}

function digestOf(parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex');
}

/** Puts a folder in place in one step, so that nobody ever reads half of it, nor finds it gone. */
function writeWhole(folder: string, files: { stamp: string } & Record<string, string>): void {
  const draft = `${folder}.${String(process.pid)}`;
  mkdirSync(draft, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(draft, name), text);
  const isThere = (): boolean => stampIn(folder) === files.stamp;
  if (existsSync(folder) && !isThere()) moveAway(folder);
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!isThere()) throw error; // otherwise another process was first, with the same content
  }
}

function moveAway(folder: string): void {
  const aside = `${folder}.old-${String(process.pid)}`;
  renameSync(folder, aside);
  rmSync(aside, { recursive: true, force: true });
}

function writeFileWhole(file: string, text: string): void {
  const draft = `${file}.${String(process.pid)}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}
