import { isPatternError, patternOf, type Pattern } from '../../contract/schema/patterns.ts';
import { isObject, toPointer } from '../../contract/schema/pointers.ts';
import type { DescriptionProblem } from './description-error.ts';
import type { Notes } from './notes.ts';
import type { Site } from '../reading/sites.ts';

/** The problems of invalid regular expressions. */
export function patternProblems(sites: readonly Site[]): DescriptionProblem[] {
  return patternsIn(sites).flatMap(({ pointer, source }): DescriptionProblem[] => {
    const pattern = read(source);
    return typeof pattern === 'string' ? [{ pointer, reason: `is an invalid pattern: ${pattern}` }] : [];
  });
}

/** Notes each regular expression that cannot be checked in linear time. */
export function notePatterns(sites: readonly Site[], notes: Notes): void {
  for (const { pointer, source } of patternsIn(sites)) {
    const pattern = read(source);
    if (typeof pattern === 'string' || pattern.limitedFor === undefined) continue;
    const limit = 'has a limit of one second per string, because its time may not be linear';
    notes.note(`a regular expression ${limit}: ${pattern.limitedFor}`, pointer);
  }
}

/** A pattern, or what is wrong with it. */
function read(source: string): Pattern | string {
  try {
    return patternOf(source);
  } catch (error) {
    if (isPatternError(error)) return error.message;
    throw error;
  }
}

function patternsIn(sites: readonly Site[]): { pointer: string; source: string }[] {
  return sites.flatMap(({ kind, pointer, value }) => {
    if (kind !== 'Schema' || !isObject(value)) return [];
    const { pattern, patternProperties } = value;
    const names = Object.keys(isObject(patternProperties) ? patternProperties : {});
    return [
      ...(typeof pattern === 'string' ? [{ pointer: `${pointer}/pattern`, source: pattern }] : []),
      ...names.map((name) => ({ pointer: pointer + toPointer(['patternProperties', name]), source: name })),
    ];
  });
}
