import openapiTS, { astToString } from 'openapi-typescript';
import type { JsonObject } from '../../contract/schema/pointers.ts';

/** The source of a TypeScript module with the types of a description: `paths`, `operations`, `components`, `webhooks`. */
export async function typesModule(document: JsonObject): Promise<string> {
  const ast = await openapiTS(structuredClone(document) as never, { readWriteMarkers: true, silent: true });
  return astToString(ast);
}
