import type { FastifyRequest } from 'fastify';
import type { Contract, DescribedParameter, Operation } from '../../contract/operations.ts';
import type { Reading } from './reading.ts';
import { textOf, type Json, type JsonObject } from './json.ts';
import { problemsOf } from './validation-problems.ts';
import { Refusal, refuseInvalid, type Problem } from './refusal.ts';
import { followed, nodeAt } from './schemas.ts';

/** The described parameters of a request, as the types that the description gives them. */
export interface Parameters {
  path: Record<string, string>;
  query: Record<string, Json>;
}

interface Received {
  parameter: DescribedParameter;
  value: Json | undefined;
}

/** A request, and how it is read. */
interface Incoming {
  request: FastifyRequest;
  reading: Reading;
}

/** The parameters of a request. Throws a `Refusal` that lists everything wrong about them. */
export function readParameters(contract: Contract, operation: Operation, incoming: Incoming): Parameters {
  const received = operation.parameters.map((parameter): Received => {
    const texts = sentTexts(incoming, parameter);
    return {
      parameter,
      value: texts.length === 0 ? undefined : typedValue(contract.document, parameter, texts),
    };
  });
  const problems = (inPath: boolean): Problem[] =>
    received
      .filter(({ parameter }) => (parameter.in === 'path') === inPath)
      .flatMap((each) => parameterProblems(contract, each, incoming.reading));
  const inPath = problems(true);
  if (inPath.length > 0) throw new Refusal('malformedId', inPath);
  refuseInvalid(problems(false));
  const valuesIn = (place: string): [string, Json][] =>
    received.flatMap(({ parameter, value }) =>
      parameter.in === place && value !== undefined ? [[parameter.name, value]] : [],
    );
  return {
    path: Object.fromEntries(valuesIn('path').map(([name, value]) => [name, textOf(value)])),
    query: Object.fromEntries(valuesIn('query')),
  };
}

/** The texts sent for a parameter: none, one, or several for one that is repeated. */
function sentTexts(
  { request: { params, headers }, reading }: Incoming,
  { name, in: place }: DescribedParameter,
): string[] {
  if (place === 'query') return reading.query.getAll(name);
  const values = place === 'path' ? (params as Record<string, string>) : headers;
  const value = values[place === 'path' ? name : name.toLowerCase()];
  return value === undefined ? [] : [value].flat();
}

function typedValue(document: JsonObject, { schema: pointer }: DescribedParameter, texts: string[]): Json {
  const schema = nodeAt(document, pointer);
  if (schema.type !== 'array') {
    const [first = ''] = texts;
    return texts.length === 1 ? typedText(schema, first) : texts;
  }
  const separated = nodeAt(document, pointer.replace(/\/schema$/, '')).explode === false;
  const items = separated ? texts.flatMap((text) => text.split(',')) : texts;
  return items.map((item) => typedText(followed(document, schema.items), item));
}

/** A text that does not parse as the type stays a text, so that the validator refuses it. */
function typedText(schema: JsonObject, text: string): Json {
  const { type } = schema;
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function parameterProblems(contract: Contract, { parameter, value }: Received, reading: Reading): Problem[] {
  const { name, required, schema } = parameter;
  if (value === undefined)
    return required ? [{ path: name, message: 'is required', errorCode: 'REQUIRED' }] : [];
  return problemsOf(contract.request[schema], value, reading, name);
}
