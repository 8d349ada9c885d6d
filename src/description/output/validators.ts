import { _ } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { buildSync } from 'esbuild';
import type { JsonObject } from '../../contract/schema/pointers.ts';
import { patternOf } from '../../contract/schema/patterns.ts';
import { DescriptionError, type DescriptionProblem } from '../problems/description-error.ts';
import { schemaRoots } from '../reading/document.ts';
import { formats } from '../reading/formats.ts';
import { viewId, type View } from './view-ids.ts';
import { schemaView } from './views.ts';

const views: readonly View[] = ['request', 'response'];

/**
 * The source of a CommonJS module with one standalone validator per schema of the description and view:
 * `request[pointer]` and `response[pointer]`, where the pointer is the schema's place in the description. Throws a
 * {@link DescriptionError} that names every schema of the file that cannot be compiled.
 */
export function validatorsModule(document: JsonObject, file: string, root: string): string {
  const ajv = new Ajv2020({
    strict: false, // earlier checks report what strict mode would, with its place
    strictNumbers: true,
    allErrors: true,
    inlineRefs: false,
    code: {
      source: true,
      formats: _`require("./src/description/reading/formats.ts").formats`,
      regExp: Object.assign(patternOf, { code: 'require("./src/contract/schema/patterns.ts").patternOf' }),
    },
  });
  for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, check);
  const exported = views.flatMap((view) => addView(ajv, document, view));
  const problems = exported.flatMap((each) => whyNot(ajv, each));
  if (problems.length > 0) throw new DescriptionError(file, problems);
  const code = standalone.default(ajv, Object.fromEntries(exported.map(({ name }) => [name, name])));
  return bundled(`${linear(code)}\n${maps(exported)}`, root);
}

/**
 * Makes the validators append the errors of a schema that they refer to. Those of Ajv copy all errors each time, which takes minutes for a
 * list of some thousand invalid entries. Throws when there is nothing to replace, because then Ajv has changed.
 */
function linear(code: string): string {
  const copying = /vErrors\.concat\((validate\d+\.errors)\)/g;
  if (/validate\d+\.errors :/.test(code) && !copying.test(code))
    throw new Error('Ajv no longer collects errors in the way that validators.ts replaces');
  const adding =
    'function added(errors, more) { for (const error of more) errors.push(error); return errors; }';
  return `${code.replaceAll(copying, 'added(vErrors, $1)')}\n${adding}`;
}

interface Exported {
  view: View;
  pointer: string;
  /** The validator's identifier in the generated code, and its `$id`. */
  name: string;
}

function addView(ajv: Ajv2020, document: JsonObject, view: View): Exported[] {
  return schemaRoots(document).map(({ pointer, schema }) => {
    const name = viewId(view, pointer);
    ajv.addSchema({ ...schemaView(document, schema, view), $id: name });
    return { view, pointer, name };
  });
}

/** The problem that Ajv reports when it compiles a schema; none when it compiles. */
function whyNot(ajv: Ajv2020, { name, pointer }: Exported): DescriptionProblem[] {
  try {
    ajv.getSchema(name);
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ pointer, reason: `is a schema that cannot be compiled: ${why}` }];
  }
}

function maps(exported: Exported[]): string {
  const entries = (view: View): string =>
    exported
      .filter((each) => each.view === view)
      .map(({ pointer, name }) => `  ${JSON.stringify(pointer)}: exports.${name},`)
      .join('\n');
  return views.map((view) => `exports.${view} = {\n${entries(view)}\n};`).join('\n');
}

/** Bundles the code into one CommonJS file, with the small runtime modules of Ajv that it requires. */
function bundled(contents: string, root: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: root, loader: 'js' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}
