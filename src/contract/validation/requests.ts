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

/** The parts of a request that the description speaks of. Values of parameters as the caller gave them. */
export interface RequestParts {
  path?: Record<string, ParameterValue> | undefined;
  query?: Record<string, ParameterValue | undefined> | undefined;
  body?: unknown;
  /** Sent in place of a body made of JSON: what it is, to the letter. */
  raw?: RawBody | undefined;
  /** Headers that no description knows, sent besides. */
  headers?: Readonly<Record<string, string>> | undefined;
}

/** A body that no schema can describe. */
export interface RawBody {
  text: string;
  mediaType: string;
}

/** The one thing that is wrong about a request sent on purpose. */
export interface Breach {
  /** A JSON Pointer into the body, or `path <name>`, `query <name>`, `header <name>`. */
  pointer: string;
  /** The JSON Schema keyword that is broken there; `json` for a body that is none, `content-type` for one that says so. */
  rule: string;
  /** How binding it is that it is refused, where that is less than the description says. */
  level?: Level;
  /** The value that the API may take the wrong one for. */
  meant?: Json;
}

/** What was wrong about a request on purpose, as it was sent. */
export type SentBreach = Violation & Pick<Breach, 'meant'>;

/** Every way in which a request of ours departs from what the description allows. */
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

/** Every way in which a value of a parameter, or that it is left out, departs from what the description allows. */
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

/** A body that is not JSON, or says that it is something else. */
function unreadable(operation: Operation, { text, mediaType }: RawBody): Violation {
  const isOther = !isJson(mediaType);
  const rule = isOther ? 'content-type' : 'json';
  const message = isOther ? `the body is sent as ${mediaType}` : `the body is no JSON: ${shown(text)}`;
  return { pointer: '', rule, message, level: 'MUST', source: operation.pointer };
}

/** The schema nodes that describe a parameter, and its items where it is a list. */
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

/** The path and query of a request: the template filled in, every value written as its parameter is described and percent-encoded. */
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
