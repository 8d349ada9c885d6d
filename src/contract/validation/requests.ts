import { loweredLevel, type Level } from '../schema/certainty.ts';
import { certaintyOfKeyword } from '../schema/keyword-certainty.ts';
import { isJson } from '../schema/media-types.ts';
import type { Contract, DescribedParameter, Operation } from '../operations.ts';
import type { Json } from '../schema/pointers.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';
import { maskedBody } from '../privacy/sensitive.ts';
import { pathText, queryPairs, type ParameterValue, type Writing } from '../schema/serialization.ts';
import { isValidAsText } from '../schema/text-values.ts';
import { bodyViolations } from './body-violations.ts';
import type { Violation } from './violation.ts';
import { shown } from '../words.ts';

/** The parts of a request that the description covers. Parameter values are as the caller gave them. */
export interface RequestParts {
  path?: Record<string, ParameterValue> | undefined;
  query?: Record<string, ParameterValue | undefined> | undefined;
  body?: unknown;
  /** Sent unchanged in place of a JSON body. */
  raw?: RawBody | undefined;
  /** Further headers that the description does not have. */
  headers?: Readonly<Record<string, string>> | undefined;
}

/** A body of any text and media type, valid JSON or not. */
export interface RawBody {
  text: string;
  mediaType: string;
}

/** The one constraint that a request breaks on purpose. */
export interface Breach {
  /** A JSON Pointer into the body, or `path <name>`, `query <name>`, `header <name>`. */
  pointer: string;
  /** The JSON Schema keyword that is broken there; `json` for a body that is not JSON, `content-type` for one with another media type. */
  rule: string;
  /** How binding it is that the API rejects the request, when that is weaker than the description says. */
  level?: Level;
  /** The valid value that the API may accept the invalid one as. */
  meant?: Json;
}

/** The violation that a request was sent with on purpose. */
export type SentBreach = Violation & Pick<Breach, 'meant'>;

/** Every way in which a request breaks the description. */
export function requestViolations(
  contract: Contract,
  operation: Operation,
  parts: RequestParts,
): Violation[] {
  return [
    ...operation.parameters.flatMap((parameter) =>
      parameter.in === 'path' || parameter.in === 'query'
        ? parameterViolations(contract, parameter, parts[parameter.in]?.[parameter.name])
        : [],
    ),
    ...undeclaredParameters(operation, parts),
    ...sentBodyViolations(contract, operation, parts),
  ];
}

/** Every way in which a value of a parameter, or its absence, breaks the description. */
export function parameterViolations(
  contract: Contract,
  parameter: DescribedParameter,
  value: ParameterValue | undefined,
): Violation[] {
  const pointer = `${parameter.in} ${parameter.name}`;
  const level = loweredLevel('MUST', parameter.certainty);
  const at = { pointer, level, source: parameter.schema };
  if (value === undefined) {
    return parameter.required ? [{ ...at, rule: 'required', message: `${pointer} is missing` }] : [];
  }
  const validate = contract.request[parameter.schema];
  const isValid = parameter.style === 'json' ? validate?.(value) : validate && isValidAsText(validate, value);
  if (!validate || isValid === true) return [];
  const nodes = valueNodes(contract, parameter);
  return (validate.errors ?? []).map(({ keyword, message }) => ({
    ...at,
    rule: keyword,
    level: loweredLevel(level, certaintyOfKeyword(nodes, keyword)),
    message: `${pointer} ${message ?? keyword}, was ${shown(value as Json)}`,
  }));
}

/** The violation of a body that is not JSON, or is sent with another media type. */
function unreadable(operation: Operation, { text, mediaType }: RawBody): Violation {
  const isOther = !isJson(mediaType);
  const rule = isOther ? 'content-type' : 'json';
  const message = isOther ? `the body is sent as ${mediaType}` : `the body is not JSON: ${shown(text)}`;
  return { pointer: '', rule, message, level: 'MUST', source: operation.pointer };
}

/** The schema nodes that describe a parameter, and its items when it is an array. */
function valueNodes({ document }: Contract, { schema }: DescribedParameter): SchemaNode[] {
  const own = applicableNodes(document, schemaNode(document, schema), undefined);
  return [...own, ...memberNodes(document, own, 0, undefined)];
}

function sentBodyViolations(
  contract: Contract,
  operation: Operation,
  { body, raw }: RequestParts,
): Violation[] {
  const described = operation.body;
  if (raw) return [unreadable(operation, raw)];
  if (!described) {
    if (body === undefined) return [];
    return [
      {
        pointer: '',
        rule: 'undeclared',
        message: 'the operation takes no body',
        level: 'MUST',
        source: operation.pointer,
      },
    ];
  }
  if (body === undefined) {
    if (!described.required) return [];
    return [
      {
        pointer: '',
        rule: 'required',
        message: 'the body is missing',
        level: 'MUST',
        source: described.schema,
      },
    ];
  }
  if (contract.request[described.schema]?.(body) === true) return [];
  const display = maskedBody(contract, described.schema, body as Json);
  return bodyViolations(contract, 'request', described.schema, body as Json, display);
}

function undeclaredParameters(operation: Operation, parts: RequestParts): Violation[] {
  return (['path', 'query'] as const).flatMap((place) =>
    Object.keys(parts[place] ?? {})
      .filter((name) => !operation.parameters.some((each) => each.in === place && each.name === name))
      .map((name) => {
        const pointer = `${place} ${name}`;
        const source = `${operation.pointer}/parameters`;
        return {
          pointer,
          rule: 'undeclared',
          message: `${pointer} is not described`,
          level: 'MUST' as const,
          source,
        };
      }),
  );
}

/** The path and query of a request, with every parameter serialized as it is described and percent-encoded. */
export function requestTarget({ path: template, parameters }: Operation, parts: RequestParts): string {
  const writingOf = (place: string, name: string): Writing =>
    parameters.find((each) => each.in === place && each.name === name) ?? { name, style: '', explode: true };
  const path = template.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    pathText(writingOf('path', name), parts.path?.[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts.query ?? {})) {
    const pairs = value === undefined ? [] : queryPairs(writingOf('query', name), value);
    for (const pair of pairs) query.append(...pair);
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
