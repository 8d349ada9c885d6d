import { isObject, textOf, type Json, type JsonObject } from './pointers.ts';

/** The branch of an `if` that does not apply to a value; undefined when that is uncertain. Both branches may apply to a missing value. */
export function idleBranch(
  { if: condition }: JsonObject,
  value: Json | undefined,
): 'then' | 'else' | undefined {
  if (!isObject(condition) || !isObject(value)) return undefined;
  const isPlain = Object.keys(condition).every(
    (keyword) => keyword === 'required' || keyword === 'properties',
  );
  const properties = isObject(condition.properties) ? Object.entries(condition.properties) : [];
  const responses = properties.map(([name, asked]) => meets(asked, value[name]));
  const required = Array.isArray(condition.required) ? condition.required : [];
  if (required.some((name) => value[textOf(name)] === undefined) || responses.includes(false)) return 'then';
  return isPlain && !responses.includes(undefined) ? 'else' : undefined;
}

/** Whether a value meets the `enum` or `const` of a condition; undefined when the condition has other keywords. */
function meets(asked: Json, value: Json | undefined): boolean | undefined {
  if (value === undefined) return true;
  if (!isObject(asked)) return undefined;
  const choices = Array.isArray(asked.enum) ? asked.enum : [asked.const];
  const isPlain = Object.keys(asked).every((keyword) => keyword === 'enum' || keyword === 'const');
  return isPlain ? choices.includes(value) : undefined;
}

/** Pointer to the schema that the discriminator of a schema selects for a value; undefined when it selects none. */
export function discriminated({ discriminator }: JsonObject, value: Json | undefined): string | undefined {
  if (!isObject(discriminator) || !isObject(discriminator.mapping) || !isObject(value)) return undefined;
  const key = value[textOf(discriminator.propertyName)];
  const target = typeof key === 'string' ? discriminator.mapping[key] : undefined;
  return typeof target === 'string' ? target.slice(1) : undefined;
}

/** Whether the further schemas that describe a value together with this one depend on the value. */
export function dependsOnValue({ if: condition, discriminator }: JsonObject): boolean {
  return isObject(condition) || isObject(discriminator);
}
