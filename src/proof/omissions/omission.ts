/** What became of something that was left out of a run. */
export interface OmissionFate {
  /** What was left out, in words that follow "a run without". */
  name: string;
  /** Where it was left out. */
  kind: 'description' | 'project' | 'evidence' | 'command line' | 'configuration';
  /** How the run told of it; undefined where it did not. */
  noticed?: string | undefined;
}

/** What keeps omissions from being noticed, in words. */
export function omissionTrouble({ name, noticed }: OmissionFate): string[] {
  return noticed === undefined ? [`a run without ${name} does not tell of it`] : [];
}
