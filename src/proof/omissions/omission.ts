/** The result of a run from which something was left out. */
export interface OmissionFate {
  /** What was left out, in words that complete "a run without". */
  name: string;
  /** Where it was left out. */
  kind: 'description' | 'project' | 'evidence' | 'command line' | 'configuration';
  /** How the run reported it; undefined when it did not. */
  noticed?: string | undefined;
}

/** The problems of a result, in words. */
export function omissionTrouble({ name, noticed }: OmissionFate): string[] {
  return noticed === undefined ? [`a run without ${name} does not report it`] : [];
}
