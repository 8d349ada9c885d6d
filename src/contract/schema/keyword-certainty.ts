import { certainties, certaintyOf, lowestCertainty, type Certainty } from './certainty.ts';
import { isObject, type JsonObject } from './pointers.ts';
import type { SchemaNode } from './schema-nodes.ts';

/**
 * The certainty of one keyword of a value that several schema nodes describe: that of the surest node that has it. For `required`
 * pass the property that is missing: its own mark may say how sure its presence is.
 */
export function certaintyOfKeyword(nodes: SchemaNode[], keyword: string, missing?: string): Certainty {
  const holders = nodes.filter(({ schema }) => holds(schema, keyword, missing));
  const found = holders.map((node) =>
    lowestCertainty(
      node.certainty,
      certaintyOf(node.schema, keyword),
      missing === undefined ? 'documented' : certaintyOfProperty(node.schema, missing),
    ),
  );
  return (
    certainties.find((certainty) => found.includes(certainty)) ??
    lowestCertainty(...nodes.map((node) => node.certainty))
  );
}

function holds(schema: JsonObject, keyword: string, missing: string | undefined): boolean {
  const value = schema[keyword];
  if (missing === undefined) return value !== undefined;
  return Array.isArray(value) && value.includes(missing);
}

function certaintyOfProperty(schema: JsonObject, name: string): Certainty {
  const property = isObject(schema.properties) ? schema.properties[name] : undefined;
  return certaintyOf(property, 'required');
}
