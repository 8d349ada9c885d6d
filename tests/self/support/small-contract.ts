import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type { Contract } from '../../../src/contract/operations.ts';
import type { Json, JsonObject } from '../../../src/contract/schema/pointers.ts';
import { operationTable } from '../../../src/description/output/operation-table.ts';
import { projectRoot } from '../../../src/description/generate.ts';
import { validatorsModule } from '../../../src/description/output/validators.ts';

/** An OpenAPI document with the given parts only. */
export function documentOf(parts: { paths?: Json; schemas?: Json } & Record<string, Json>): JsonObject {
  const { paths = {}, schemas = {}, ...rest } = parts;
  return {
    openapi: '3.1.0',
    info: { title: 'Small', version: '1.0.0' },
    paths,
    components: { schemas },
    ...rest,
  };
}

/** The contract of a document, built in memory. */
export function contractOf(document: JsonObject): Contract {
  const table = operationTable(document);
  return {
    digest: 'small',
    document,
    table,
    operation: (id) => {
      const found = table.operations.find((operation) => operation.id === id);
      if (!found) throw new Error(`the description has no operation "${id}"`);
      return found;
    },
    ...validatorsOf(document),
  };
}

/** The generated validators of a document, loaded. */
export function validatorsOf(document: JsonObject): Pick<Contract, 'request' | 'response'> {
  const module = { exports: {} };
  const code = validatorsModule(document, 'small.json', projectRoot);
  const load = compileFunction(code, ['module', 'exports', 'require']) as (...given: unknown[]) => void;
  load(module, module.exports, createRequire(import.meta.url));
  return module.exports as Pick<Contract, 'request' | 'response'>;
}
