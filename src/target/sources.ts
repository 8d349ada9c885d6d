import { statSync } from 'node:fs';

/** The variables that name them. */
interface SourceVariables {
  KOR_DESCRIPTION?: string | undefined;
  KOR_OVERLAY?: string | undefined;
}

/** What the owner of a target puts in the place of the description, or changes about it. */
export interface Sources {
  /** Path of the owner's own OpenAPI document; undefined: the project's. */
  description: string | undefined;
  /** Paths of OpenAPI Overlay documents, in the order in which they are applied. */
  overlays: string[];
}

/** What `KOR_DESCRIPTION` and `KOR_OVERLAY` name; paths are relative to the working directory. */
export function sourcesOf({ KOR_DESCRIPTION, KOR_OVERLAY }: SourceVariables): Sources {
  const overlays = (KOR_OVERLAY ?? '').split(',').map((file) => file.trim());
  return {
    description: KOR_DESCRIPTION === '' ? undefined : KOR_DESCRIPTION,
    overlays: overlays.filter((file) => file !== ''),
  };
}

/** Every file that they name and that is not there, or that they name twice. */
export function sourceProblems(given: SourceVariables): string[] {
  const { description, overlays } = sourcesOf(given);
  const named = [
    ...(description === undefined ? [] : [['KOR_DESCRIPTION', description] as const]),
    ...overlays.map((file) => ['KOR_OVERLAY', file] as const),
  ];
  const twice = overlays.filter((file, index) => overlays.indexOf(file) < index);
  const missing = named
    .filter(([, file]) => statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    .map(([name, file]) => `${name} names ${file}, which is no file in ${process.cwd()}`);
  return [...missing, ...twice.map((file) => `KOR_OVERLAY names ${file} twice`)];
}
