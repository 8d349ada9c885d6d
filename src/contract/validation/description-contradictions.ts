import { changed } from '../cases/bodies.ts';
import type { Contract, Operation } from '../operations.ts';
import { fromPointer, memberOf, membersOf, toPointer, valueAt, type Json } from '../schema/pointers.ts';
import { nodesAlong, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';
import { impossibility, type CheckedBody } from '../schema/impossible-nodes.ts';
import { bodyViolations } from './body-violations.ts';
import { isSame } from './violations.ts';
import { placeOf, type Violation } from './violation.ts';

/**
 * Why the description itself is to blame for a violation in a response, in one line; undefined when it is not. Only reasons that excuse no
 * fault of the API count: a sample of the description breaks the same rule at the same place, or no value satisfies the schemas there.
 */
export function contradictionOf(
  contract: Contract,
  { responses }: Operation,
  { status, body }: { status: number; body: Json | undefined },
  violation: Violation,
): string | undefined {
  const schema = responses[String(status)]?.schema;
  if (schema === undefined || body === undefined) return undefined;
  return contradictionIn(contract, { view: 'response', schema, body }, violation);
}

/** The same for a body of a request, a response or an event. */
export function contradictionIn(
  contract: Contract,
  checked: CheckedBody,
  violation: Violation,
): string | undefined {
  const { view, schema, body } = checked;
  const isOfSchema = bodyViolations(contract, view, schema, body, body).some((each) =>
    isThat(each, violation),
  );
  if (!isOfSchema) return undefined;
  return impossibility(contract.document, checked, violation) ?? brokenSample(contract, checked, violation);
}

function isThat(a: Violation, b: Violation): boolean {
  return isSame(a, b) && a.source === b.source;
}

interface Sample {
  /** Pointer to the sample in the description. */
  pointer: string;
  value: Json;
  /** Pointer to the schema that it is a sample of, and the place of that schema in the body. */
  of: string;
  at: string;
}

/** A sentence about a sample in the description that breaks the rule where the body does; undefined when there is none. */
function brokenSample(contract: Contract, checked: CheckedBody, violation: Violation): string | undefined {
  const samples = [...samplesOfBody(contract, checked), ...samplesOnTheWay(contract, checked, violation)];
  const sample = samples.find((each) => breaks(contract, checked, violation, each));
  if (!sample) return undefined;
  return `the description contradicts itself: its own sample at #${sample.pointer} breaks ${violation.rule} at #${violation.source}`;
}

/** The examples of the whole body. */
function samplesOfBody({ document }: Contract, { schema }: CheckedBody): Sample[] {
  const holder = schema.replace(/\/schema$/, '');
  const media = holder === schema ? undefined : valueAt(document, holder);
  const named = membersOf(memberOf(media, 'examples')).flatMap(([name, example]): Sample[] => {
    const reference = memberOf(example, '$ref');
    const pointer =
      typeof reference === 'string' ? reference.slice(1) : `${holder}/examples${toPointer([name])}`;
    const value = memberOf(valueAt(document, pointer), 'value');
    return value === undefined ? [] : [{ pointer: `${pointer}/value`, value, of: schema, at: '' }];
  });
  const value = memberOf(media, 'example');
  return value === undefined
    ? named
    : [{ pointer: `${holder}/example`, value, of: schema, at: '' }, ...named];
}

/** The samples in the schemas that describe the place of a violation, or a place around it. */
function samplesOnTheWay(
  { document }: Contract,
  { schema, body }: CheckedBody,
  { pointer }: Violation,
): Sample[] {
  const tokens = fromPointer(pointer);
  return nodesAlong(document, schema, pointer, body).flatMap((nodes, depth) =>
    nodes.flatMap((node) => samplesIn(node, toPointer(tokens.slice(0, depth)))),
  );
}

function samplesIn({ pointer, schema }: SchemaNode, at: string): Sample[] {
  const { example, examples, default: usual } = schema;
  const listed = Array.isArray(examples) ? examples : [];
  const samples: [string, Json | undefined][] = [
    ['example', example],
    ...listed.map((value, index): [string, Json] => [`examples/${String(index)}`, value]),
    ['default', usual],
  ];
  return samples.flatMap(([name, value]) =>
    value === undefined ? [] : [{ pointer: `${pointer}/${name}`, value, of: pointer, at }],
  );
}

/**
 * Whether a sample breaks the rule itself: it has a value at the place, its own schema has the rule there, and a body with the sample in it
 * breaks the rule in the same way.
 */
function breaks(
  contract: Contract,
  { view, schema, body }: CheckedBody,
  violation: Violation,
  { value, of, at }: Sample,
): boolean {
  const tried = at === '' ? value : changed(body, at, value);
  const places = bodyViolations(contract, view, schema, tried, tried).filter(
    (each) =>
      each.rule === violation.rule &&
      each.source === violation.source &&
      each.pointer.startsWith(at) &&
      placeOf(each.pointer) === placeOf(violation.pointer),
  );
  return places.some(({ pointer }) => {
    const below = pointer.slice(at.length);
    if (valueAt(value, below) === undefined) return false;
    const demanded = nodesAlong(contract.document, schemaNode(contract.document, of).pointer, below, value);
    return demanded.at(-1)?.some((node) => node.pointer === violation.source) === true;
  });
}
