import { isObject, textOf, type Json, type JsonObject } from './pointers.ts';

/** The branch of an `if` that does not apply to a value, where that can be told: both may apply to what is not there. */
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

/** Whether a value is what a condition asks for; undefined where more than the value itself is asked. */
function meets(asked: Json, value: Json | undefined): boolean | undefined {
  if (value === undefined) return true;
  if (!isObject(asked)) return undefined;
  const choices = Array.isArray(asked.enum) ? asked.enum : [asked.const];
  const isPlain = Object.keys(asked).every((keyword) => keyword === 'enum' || keyword === 'const');
  return isPlain ? choices.includes(value) : undefined;
}

/** Pointer to the schema that the discriminator of another one chooses for a value; undefined when it chooses none. */
export function discriminated({ discriminator }: JsonObject, value: Json | undefined): string | undefined {
  if (!isObject(discriminator) || !isObject(discriminator.mapping) || !isObject(value)) return undefined;
  const key = value[textOf(discriminator.propertyName)];
  const target = typeof key === 'string' ? discriminator.mapping[key] : undefined;
  return typeof target === 'string' ? target.slice(1) : undefined;
}

/** Whether what describes a value, besides the schema itself, depends on what the value is. */
export function dependsOnValue({ if: condition, discriminator }: JsonObject): boolean {
  return isObject(condition) || isObject(discriminator);
}
