import { isObject, textOf, toPointer, type Json, type JsonObject } from '../../contract/schema/pointers.ts';
import type { DescriptionProblem } from './description-error.ts';
import { objectAt, operationsOf, resolved, type OperationSite } from '../reading/document.ts';
import { statusesOf } from '../output/operation-table.ts';

/** The problems of paths, and of the parameters, statuses and security of operations. */
export function routeProblems(document: JsonObject): DescriptionProblem[] {
  const paths = Object.keys(objectAt(document, '/paths'));
  return [
    ...paths.flatMap((path, index) => pathProblems(path, paths.slice(0, index))),
    ...operationsOf(document).flatMap((site) => [
      ...parameterProblems(document, site),
      ...statusProblems(site),
      ...securityProblems(document, site.operation.security, site.pointer),
    ]),
    ...securityProblems(document, document.security, ''),
  ];
}

function pathProblems(path: string, others: readonly string[]): DescriptionProblem[] {
  if (path.startsWith('x-')) return [];
  const pointer = toPointer(['paths', path]);
  const same = others.find((each) => shapeOf(each) === shapeOf(path));
  return [
    ...(path.startsWith('/') ? [] : [{ pointer, reason: 'is a path without a leading slash' }]),
    ...(/[?#]/.test(path) ? [{ pointer, reason: 'is a path with a query or a fragment' }] : []),
    ...(same === undefined
      ? []
      : [{ pointer, reason: `is the same path as #${toPointer(['paths', same])}` }]),
  ];
}

function shapeOf(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}');
}

function parameterProblems(document: JsonObject, site: OperationSite): DescriptionProblem[] {
  const own = parametersAt(document, site.operation.parameters, `${site.pointer}/parameters`);
  return own.flatMap(({ place, name, pointer }, index): DescriptionProblem[] => {
    if (!['path', 'query', 'header', 'cookie'].includes(place))
      return [{ pointer, reason: `is in "${place}"; parameters are in path, query, header or cookie` }];
    const isSecond = own.findIndex((each) => each.place === place && each.name === name) !== index;
    return isSecond ? [{ pointer, reason: `repeats the ${place} parameter "${name}"` }] : [];
  });
}

interface Named {
  pointer: string;
  name: string;
  place: string;
}

function parametersAt(document: JsonObject, list: Json | undefined, pointer: string): Named[] {
  return (Array.isArray(list) ? list : []).map((_, index) => {
    const at = `${pointer}/${String(index)}`;
    const { object } = resolved(document, at);
    return { pointer: at, name: textOf(object.name), place: textOf(object.in) };
  });
}

function statusProblems({ operation, pointer }: OperationSite): DescriptionProblem[] {
  return statusesOf(operation)
    .filter((status) => !/^(?:[1-5]\d\d|[1-5][Xx]{2}|default)$/.test(status))
    .map((status) => ({
      pointer: pointer + toPointer(['responses', status]),
      reason: 'is not a status: use three digits, a range such as 4XX, or default',
    }));
}

function securityProblems(
  document: JsonObject,
  security: Json | undefined,
  pointer: string,
): DescriptionProblem[] {
  const schemes = objectAt(document, '/components/securitySchemes');
  const list = Array.isArray(security) ? security : [];
  return list.flatMap((each, index) =>
    Object.keys(isObject(each) ? each : {})
      .filter((name) => !Object.hasOwn(schemes, name))
      .map((name) => ({
        pointer: `${pointer}${toPointer(['security', index, name])}`,
        reason: 'is not a security scheme of the components',
      })),
  );
}
