import { certaintyOf, lowestCertainty, type Certainty } from '../../contract/schema/certainty.ts';
import {
  fromPointer,
  isObject,
  memberOf,
  textOf,
  valueAt,
  type Json,
  type JsonObject,
} from '../../contract/schema/pointers.ts';
import { surest } from './equivalents.ts';

/** A schema that describes a value, and the lowest certainty on the way to it. */
export interface Described {
  schema: JsonObject;
  certainty: Certainty;
}

/**
 * All schemas that describe a value. Reads the description independently of the code that judges responses, so that the two do not
 * share a mistake.
 */
export function describing(
  document: JsonObject,
  schema: Json | undefined,
  certainty: Certainty,
  value: Json | undefined,
): Described[] {
  if (!isObject(schema)) return [];
  const own = lowestCertainty(certainty, certaintyOf(schema));
  const further = (other: Json | undefined): Described[] => describing(document, other, own, value);
  const { $ref, allOf, oneOf, if: condition, then: met, else: unmet } = schema;
  return [
    { schema, certainty: own },
    ...(typeof $ref === 'string' ? further(valueAt(document, $ref)) : []),
    ...(Array.isArray(allOf) ? allOf.flatMap(further) : []),
    ...(Array.isArray(oneOf) ? further(chosenBranch(document, schema, value)) : []),
    ...(isObject(condition) ? further(meets(condition, value) ? met : unmet) : []),
  ];
}

/** The branch that the discriminator names. Throws for `oneOf` without a discriminator, which the description does not have. */
function chosenBranch(
  document: JsonObject,
  { discriminator }: JsonObject,
  value: Json | undefined,
): Json | undefined {
  if (!isObject(discriminator)) throw new Error('oneOf needs a discriminator');
  const name = textOf(memberOf(value, textOf(discriminator.propertyName)));
  const branch = memberOf(discriminator.mapping, name);
  return typeof branch === 'string' ? valueAt(document, branch) : undefined;
}

/** Whether a value meets a condition made of `required` and of properties with `const` or `enum`. */
function meets({ required, properties }: JsonObject, value: Json | undefined): boolean {
  const names = Array.isArray(required) ? required.map(textOf) : [];
  const isThere = (name: string): boolean => memberOf(value, name) !== undefined;
  const fits = ([name, { const: only, enum: listed }]: [string, JsonObject]): boolean => {
    const member = memberOf(value, name);
    if (member === undefined) return true;
    return only === undefined ? !Array.isArray(listed) || listed.includes(member) : member === only;
  };
  const conditions = Object.entries(isObject(properties) ? properties : {});
  return names.every(isThere) && conditions.every(([name, each]) => !isObject(each) || fits([name, each]));
}

/** The schemas that describe a member of a value; none when it is not declared. `isMap`: the member is an entry of a map. */
export function describingMember(
  document: JsonObject,
  nodes: readonly Described[],
  name: string | number,
  value: Json | undefined,
): { nodes: Described[]; isMap: boolean } {
  const of = (keyword: string): Described[] =>
    nodes.flatMap(({ schema, certainty }) => describing(document, schema[keyword], certainty, value));
  if (typeof name === 'number') return { nodes: of('items'), isMap: false };
  const declared = nodes.flatMap(({ schema, certainty }) =>
    describing(document, memberOf(schema.properties, name), certainty, value),
  );
  if (declared.length > 0) return { nodes: declared, isMap: false };
  return { nodes: of('additionalProperties'), isMap: true };
}

/** The value of a keyword, from the first schema that has it. */
export function keywordIn(nodes: readonly Described[], keyword: string): Json | undefined {
  return nodes.find(({ schema }) => schema[keyword] !== undefined)?.schema[keyword];
}

/** The highest certainty of a keyword among the schemas that have it; undefined when none has. */
export function keywordCertainty(nodes: readonly Described[], keyword: string): Certainty | undefined {
  const holders = nodes.filter(({ schema }) => schema[keyword] !== undefined);
  return surest(
    holders.map(({ schema, certainty }) => lowestCertainty(certainty, certaintyOf(schema, keyword))),
  );
}

/** The highest certainty with which a property is required; undefined when it is not required. */
export function requiredCertainty(nodes: readonly Described[], name: string): Certainty | undefined {
  const holders = nodes.filter(
    ({ schema: { required } }) => Array.isArray(required) && required.includes(name),
  );
  return surest(
    holders.map(({ schema, certainty }) =>
      lowestCertainty(
        certainty,
        certaintyOf(schema, 'required'),
        certaintyOf(memberOf(schema.properties, name), 'required'),
      ),
    ),
  );
}

/** The schema at a pointer of the description. */
export function schemaAt(document: JsonObject, pointer: string): Json | undefined {
  return fromPointer(pointer).reduce<Json | undefined>(memberOf, document);
}
