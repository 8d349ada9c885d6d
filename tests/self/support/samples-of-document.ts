import {
  isObject,
  membersOf,
  memberOf,
  toPointer,
  valueAt,
  type Json,
  type Token,
} from '../../../src/contract/schema/pointers.ts';

/** A sample value in a description: its place, its value, and its schema. */
export interface DocumentSample {
  pointer: string;
  value: Json;
  schema: Json;
}

/** Every `example`, `examples` and `default` of a description, of media types, parameters and schemas alike. */
export function samplesOf(document: Json): DocumentSample[] {
  const samples: DocumentSample[] = [];
  const visit = (value: Json, trail: Token[]): void => {
    if (isObject(value) && trail.length > 1) samples.push(...samplesAt(document, value, trail));
    for (const [token, member] of membersOf(value))
      if (token !== 'example' && token !== 'examples') visit(member, [...trail, token]);
  };
  for (const part of ['paths', 'webhooks', 'components']) visit(memberOf(document, part) ?? {}, [part]);
  return samples;
}

function samplesAt(document: Json, holder: Record<string, Json>, trail: Token[]): DocumentSample[] {
  const schema = isObject(holder.schema) ? holder.schema : holder;
  const named = membersOf(isObject(holder.examples) ? holder.examples : undefined).map(
    ([name, example]): [Token[], Json | undefined] => {
      const reference = memberOf(example, '$ref');
      const real = typeof reference === 'string' ? valueAt(document, reference.slice(1)) : example;
      return [['examples', name], memberOf(real, 'value')];
    },
  );
  const listed = membersOf(Array.isArray(holder.examples) ? holder.examples : undefined).map(
    ([index, value]): [Token[], Json] => [['examples', index], value],
  );
  const all: [Token[], Json | undefined][] = [
    [['example'], holder.example],
    [['default'], isSchema(holder) ? holder.default : undefined],
    ...named,
    ...listed,
  ];
  return all.flatMap(([path, value]) =>
    value === undefined ? [] : [{ pointer: toPointer([...trail, ...path]), value, schema }],
  );
}

/** Whether `default` belongs to a schema: among responses it is a status, not a sample. */
function isSchema(holder: Record<string, Json>): boolean {
  return holder.type !== undefined || holder.enum !== undefined || holder.$ref !== undefined;
}
