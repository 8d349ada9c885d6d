import { loweredLevel, type Certainty } from '../schema/certainty.ts';
import { certaintyOfKeyword } from '../schema/keyword-certainty.ts';
import type { Contract, SchemaError } from '../operations.ts';
import { fromPointer, toPointer, valueAt, type Json } from '../schema/pointers.ts';
import { nodesAlong } from '../schema/schema-nodes.ts';
import { limitedViolations } from './violation-limit.ts';
import type { Violation } from './violation.ts';
import { errorInWords } from '../words.ts';

/**
 * Every way in which a JSON value breaks the schema at a pointer, in the view of a request or a response. `display`: the same value as
 * messages may show it; `inherited`: how certain it is that this schema applies.
 */
export function bodyViolations(
  contract: Contract,
  view: 'request' | 'response',
  schema: string,
  body: Json,
  display: Json,
  inherited: Certainty = 'documented',
): Violation[] {
  const validate = contract[view][schema];
  if (!validate) throw new Error(`no validator was generated for #${schema}`);
  if (validate(body)) return [];
  const judged = { schema, body, display, inherited };
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const meant = view === 'request' ? errors : errors.map((error) => absent(contract, judged, error));
  return limitedViolations(meant, placeOfError).map((error) => schemaViolation(contract, judged, error));
}

/**
 * Replaces an error about null by that of a missing property, when null counts as unset and the presence of the property is not certain.
 */
function absent({ document }: Contract, { schema, body }: JudgedBody, error: SchemaError): SchemaError {
  const [name, ...path] = fromPointer(error.instancePath).reverse();
  const isAdmitted = valueAt(document, '/x-unset-fields/null') === 'accepted';
  if (name === undefined || !isAdmitted || valueAt(body, error.instancePath) !== null) return error;
  const instancePath = toPointer(path.reverse());
  const holders = nodesAlong(document, schema, instancePath, body).at(-1) ?? [];
  const isSure = certaintyOfKeyword(holders, 'required', name) === 'documented';
  return isSure ? error : { ...error, instancePath, keyword: 'required', params: { missingProperty: name } };
}

function placeOfError({ instancePath, keyword, params }: SchemaError): Pick<Violation, 'pointer' | 'rule'> {
  const missing = keyword === 'required' ? toPointer([String(params.missingProperty)]) : '';
  return { pointer: instancePath + missing, rule: keyword };
}

interface JudgedBody {
  schema: string;
  body: Json;
  display: Json;
  inherited: Certainty;
}

function schemaViolation(contract: Contract, judged: JudgedBody, error: SchemaError): Violation {
  const { schema: root, body, display, inherited } = judged;
  const missing = error.keyword === 'required' ? String(error.params.missingProperty) : undefined;
  const along = nodesAlong(contract.document, root, error.instancePath, body);
  const end = along.at(-1) ?? [];
  const certainty = certaintyOfKeyword(end, error.keyword, missing);
  return {
    ...placeOfError(error),
    message: errorInWords(error, valueAt(display, error.instancePath)),
    level: loweredLevel(loweredLevel('MUST', inherited), certainty),
    source: (end.find(({ schema }) => Object.hasOwn(schema, error.keyword)) ?? end.at(-1))?.pointer ?? root,
  };
}
