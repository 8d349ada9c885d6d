import { statSync } from 'node:fs';

/** The variables that name the description and the overlays. */
interface SourceVariables {
  KOR_DESCRIPTION?: string | undefined;
  KOR_OVERLAY?: string | undefined;
}

/** The description that the owner of a target uses instead of the project's, and the overlays that change it. */
export interface Sources {
  /** Path of the owner's own OpenAPI document; undefined: the project's description. */
  description: string | undefined;
  /** Paths of OpenAPI Overlay documents, in the order in which they are applied. */
  overlays: string[];
}

/** Returns the files that `KOR_DESCRIPTION` and `KOR_OVERLAY` name; paths are relative to the working directory. */
export function sourcesOf({ KOR_DESCRIPTION, KOR_OVERLAY }: SourceVariables): Sources {
  const overlays = (KOR_OVERLAY ?? '').split(',').map((file) => file.trim());
  return {
    description: KOR_DESCRIPTION === '' ? undefined : KOR_DESCRIPTION,
    overlays: overlays.filter((file) => file !== ''),
  };
}

/** Returns a problem for every named file that is missing, and for every overlay that is named twice. */
export function sourceProblems(given: SourceVariables): string[] {
  const { description, overlays } = sourcesOf(given);
  const named = [
    ...(description === undefined ? [] : [['KOR_DESCRIPTION', description] as const]),
    ...overlays.map((file) => ['KOR_OVERLAY', file] as const),
  ];
  const twice = overlays.filter((file, index) => overlays.indexOf(file) < index);
  const missing = named
    .filter(([, file]) => statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    .map(([name, file]) => `${name} names ${file}, which is not a file in ${process.cwd()}`);
  return [...missing, ...twice.map((file) => `KOR_OVERLAY names ${file} twice`)];
}
