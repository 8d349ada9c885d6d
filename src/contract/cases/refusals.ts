import { weakerLevel, type Level } from '../schema/certainty.ts';
import type { Breach } from '../validation/requests.ts';
import type { Contract, Operation } from '../operations.ts';
import { isObject, toPointer, valueAt, type Json, type JsonObject } from '../schema/pointers.ts';
import { placeOf, type Violation } from '../validation/violation.ts';
import { isSame } from '../validation/violations.ts';
import { inline } from '../words.ts';
import {
  bodyNodes,
  bodyViolationsOf,
  changed,
  grown,
  withField,
  type Control,
  type LegalCase,
} from './bodies.ts';
import { brokenValues, unaccompanied, type BrokenValue } from './broken-values.ts';
import { places } from './property-places.ts';
import { completed } from './sample.ts';

/** A body that breaks exactly one constraint of the description. */
export interface RefusedCase extends LegalCase {
  /** The constraint that the body breaks. */
  breaks: Breach;
}

/** The bodies in which one property, or a value below it, breaks exactly one constraint. `isSure`: documented properties only. */
export function refusalsOf(control: Control, field: string, isSure: boolean): RefusedCase[] {
  const found = new Map<string, RefusedCase[]>();
  for (const body of startingBodies(control, field, isSure)) addBroken(found, control, body, field);
  return [...found.values()].flat();
}

/**
 * A body with the full value of a property, and one body for each condition (`if`) on the body or the property that the first body does not
 * meet.
 */
export function startingBodies(control: Control, field: string, isSure: boolean): JsonObject[] {
  const body = withField(control, field, isSure);
  const { making, operation, full } = control;
  const conditional = conditionsOn(control, body, field).flatMap(({ pointer, value }) => {
    const varied = changed(body, pointer, value);
    const whole = completed(making, bodyNodes(making.contract, operation, varied), varied);
    const kept = isObject(whole)
      ? Object.entries(whole).filter(([name]) => name in body || name === field)
      : [];
    const next = grown(making.contract, operation, Object.fromEntries(kept), full);
    return next ? [next] : [];
  });
  return [body, ...conditional];
}

/**
 * The values that conditions (`if`) of the description test for, in a body itself or at or below a property, and that the body does not
 * have.
 */
function conditionsOn(control: Control, body: JsonObject, field: string): Condition[] {
  const { contract } = control.making;
  const root = { pointer: '', nodes: bodyNodes(contract, control.operation, body) };
  const all = [root, ...places(control, body, field)].flatMap(({ pointer, nodes }) =>
    nodes.flatMap(({ schema }) => conditionsOf(schema, pointer)),
  );
  const asked = new Map(all.map((each) => [JSON.stringify(each), each]));
  return [...asked.values()].filter(({ pointer, value }) => valueAt(body, pointer) !== value);
}

interface Condition {
  pointer: string;
  value: Json;
}

function conditionsOf({ if: condition }: JsonObject, pointer: string): Condition[] {
  const properties = isObject(condition) && isObject(condition.properties) ? condition.properties : {};
  return Object.entries(properties).flatMap(([name, asked]) => {
    const values = isObject(asked) ? (Array.isArray(asked.enum) ? asked.enum : [asked.const]) : [];
    return values
      .filter((value) => value !== undefined)
      .map((value) => ({ pointer: `${pointer}${toPointer([name])}`, value }));
  });
}

/** Adds the cases of a body. A case that an earlier body gave is not added again. */
function addBroken(
  found: Map<string, RefusedCase[]>,
  control: Control,
  body: JsonObject,
  field: string,
): void {
  const add = (pointer: string, broken: Omission, mayBeEmpty = false): void => {
    const { rule, manner, value } = broken;
    const key = [placeOf(pointer), rule, manner].join(' ');
    if (found.get(key)?.length) return;
    const cases = proved(control, changed(body, pointer, value), pointer, broken);
    found.set(key, mayBeEmpty && value === '' ? cases.map(leftOpen) : cases);
  };
  for (const { pointer, nodes, value } of places(control, body, field)) {
    add(pointer, { rule: 'required', manner: 'left out', value: undefined });
    const mayBeEmpty = nodes.some(({ schema }) => schema['x-empty-in-answers'] === true);
    for (const broken of brokenValues(control.making, nodes, value)) add(pointer, broken, mayBeEmpty);
  }
  const nodes = bodyNodes(control.making.contract, control.operation, body);
  for (const each of unaccompanied(nodes, body, field)) add('', each);
}

type Omission = Omit<BrokenValue, 'value'> & { value: Json | undefined };

/** The case with the level MAY: the documentation leaves it open, because responses contain such values themselves. */
function leftOpen(refusal: RefusedCase): RefusedCase {
  return { ...refusal, level: 'MAY', breaks: { ...refusal.breaks, level: 'MAY' } };
}

/** The body as a case; none when it does not break exactly the intended constraint. */
function proved(
  { making, operation }: Control,
  body: Json,
  pointer: string,
  { rule, manner, level: most = 'MUST', meant }: Omission,
): RefusedCase[] {
  const violations = bodyViolationsOf(making.contract, operation, body);
  const [breaks] = violations;
  if (violations.length !== 1 || !breaks || !isSame(breaks, { pointer, rule })) return [];
  const own = manner === 'null' ? levelLeftOut(making.contract, operation, body, breaks) : breaks.level;
  const isOpen = isLeftOutOfUpdate(making.contract, operation, breaks);
  const level = isOpen ? 'MAY' : weakerLevel(own, most);
  return [
    {
      name: inline(`${pointer === '' ? 'body' : pointer}: ${manner}`),
      body,
      level,
      breaks: { pointer, rule, level, ...(meant !== undefined && { meant }) },
    },
  ];
}

/**
 * Whether a required property is missing in an update whose body schema is that of the creation. The documentation does not say what that
 * means (`x-update`), so the API may keep the stored value.
 */
function isLeftOutOfUpdate(
  { document, table }: Contract,
  operation: Operation,
  { pointer, rule }: Violation,
): boolean {
  const reference = (schema: string | undefined): Json | undefined =>
    valueAt(document, `${schema ?? ''}/$ref`);
  const own = reference(operation.body?.schema);
  const isOfCreation = table.operations.some(
    ({ method, body }) => method === 'POST' && own !== undefined && reference(body?.schema) === own,
  );
  return (
    operation.update === 'unspecified' && isOfCreation && rule === 'required' && /^\/[^/]+$/.test(pointer)
  );
}

/**
 * How binding it is that the API rejects null. An API may treat null as a missing property, so the level is at most that of leaving the
 * property out.
 */
function levelLeftOut(
  contract: Contract,
  operation: Operation,
  body: Json,
  { pointer, level }: Violation,
): Level {
  const [missing, ...others] = bodyViolationsOf(contract, operation, changed(body, pointer, undefined));
  if (!missing) return 'MAY';
  const isOpen = others.length === 0 && isLeftOutOfUpdate(contract, operation, missing);
  return isOpen ? 'MAY' : weakerLevel(level, missing.level);
}
