import { isPatternError, patternOf, type Pattern } from '../contract/patterns.ts';
import { toPointer, type JsonObject } from '../contract/pointers.ts';
import type { DescriptionProblem } from './description-error.ts';
import { objectAt, schemaRoots, walkSchemas } from './document.ts';

/** A regular expression in a schema, and where it stands. */
interface PatternSite {
  pointer: string;
  source: string;
}

/** Every regular expression of a description that cannot be read. */
export function patternProblems(document: JsonObject): DescriptionProblem[] {
  return patternSites(document).flatMap(({ pointer, source }): DescriptionProblem[] => {
    const pattern = read(source);
    return typeof pattern === 'string' ? [{ pointer, reason: `is no regular expression: ${pattern}` }] : [];
  });
}

/** A sentence for each regular expression whose time grows faster than the text that it is checked on. */
export function patternNotes(document: JsonObject): string[] {
  return patternSites(document).flatMap(({ pointer, source }) => {
    const pattern = read(source);
    if (typeof pattern === 'string' || pattern.limitedFor === undefined) return [];
    const limit = 'is given a second for each text, since nothing else bounds its time';
    return [`the regular expression at #${pointer} ${limit} (${pattern.limitedFor})`];
  });
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

function patternSites(document: JsonObject): PatternSite[] {
  const sites: PatternSite[] = [];
  for (const root of schemaRoots(document)) {
    walkSchemas(root.schema, root.pointer, (schema, pointer) => {
      if (typeof schema.pattern === 'string')
        sites.push({ pointer: `${pointer}/pattern`, source: schema.pattern });
      for (const name of Object.keys(objectAt(schema, '/patternProperties')))
        sites.push({ pointer: pointer + toPointer(['patternProperties', name]), source: name });
    });
  }
  return sites;
}
