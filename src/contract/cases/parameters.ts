import { loweredLevel, type Level } from '../schema/certainty.ts';
import { certaintyOfKeyword } from '../schema/keyword-certainty.ts';
import { seededFaker, type DraftSeed } from '../data/drafts.ts';
import type { Contract, DescribedParameter, Operation } from '../operations.ts';
import { valueAt, type Json } from '../schema/pointers.ts';
import { parameterViolations, type Breach } from '../validation/requests.ts';
import type { ParameterValue } from '../schema/serialization.ts';
import { applicableNodes, memberNodes, schemaNode, type SchemaNode } from '../schema/schema-nodes.ts';
import { inline } from '../words.ts';
import { brokenValues, noDay, otherCase } from './broken-values.ts';
import { levelOf } from './legal-values.ts';
import { asText, keywordOf, mayBeMadeUp, sampled, typeOf, type Making } from './sample.ts';

/** A derived case of one query parameter. `value` is undefined when the parameter is left out. */
export interface ParameterCase {
  name: string;
  parameter: string;
  value: ParameterValue | undefined;
  /** How binding it is that the API rejects, or accepts, the value. */
  level: Level;
  /** The constraint that the value breaks; absent for a value that the API must accept. */
  breaks?: Breach;
}

/** The derived cases of an operation's query parameters: values that break exactly one constraint, and values that the API must accept. */
export function parameterCases(contract: Contract, operation: Operation, seed: DraftSeed): ParameterCase[] {
  const making = { ...seed, contract, faker: seededFaker(seed) };
  return operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap((parameter) => [...wrong(making, operation, parameter), ...right(making, operation, parameter)]);
}

/** A valid value of a query parameter: its example, or a generated one. */
export function usualValue(making: Making, parameter: DescribedParameter): ParameterValue {
  const example = valueAt(making.contract.document, parameter.schema.replace(/\/schema$/, '/example'));
  if (example !== undefined) return example as ParameterValue;
  const nodes = parameterNodes(making.contract, parameter);
  const value = sampled(making, nodes);
  return Array.isArray(value) ? (value as string[]) : (value as string | number | boolean);
}

function parameterNodes(contract: Contract, { schema }: DescribedParameter): SchemaNode[] {
  return applicableNodes(contract.document, schemaNode(contract.document, schema), undefined);
}

/** The schema nodes of one value of a parameter: those of its items when it is an array. */
function valueNodes(contract: Contract, parameter: DescribedParameter): SchemaNode[] {
  const nodes = parameterNodes(contract, parameter);
  return typeOf(nodes) === 'array' ? memberNodes(contract.document, nodes, 0, undefined) : nodes;
}

function wrong(making: Making, operation: Operation, parameter: DescribedParameter): ParameterCase[] {
  const { contract } = making;
  if (!isVaried(contract, parameter)) return [];
  const nodes = valueNodes(contract, parameter);
  const usual = usualValue(making, parameter);
  const one = (Array.isArray(usual) ? usual[0] : usual) as Json;
  const broken = brokenValues(making, nodes, one).filter(
    // The documentation does not say whether filters are case-sensitive.
    ({ manner, value }) => manner !== otherCase && (typeof value === 'string' || typeof value === 'number'),
  );
  const found = broken.flatMap(({ rule, manner, value }): ParameterCase[] => {
    const text = asText(value);
    if (text === '' || !breaksOnly(contract, parameter, text, rule)) return [];
    // The documentation does not say whether the API rejects such a value, ignores it or reads it as another day.
    const isOpen = (rule === 'enum' && !parameter.required) || manner === noDay;
    const level = isOpen ? 'MAY' : levelFor(nodes, parameter, rule);
    return [caseOf(parameter, `is ${manner} (${text})`, text, level, rule)];
  });
  const missing = parameter.required
    ? [caseOf(parameter, 'is left out', undefined, levelFor(nodes, parameter), 'required')]
    : [];
  return [...found, ...missing];
}

function right(making: Making, { method }: Operation, parameter: DescribedParameter): ParameterCase[] {
  const nodes = valueNodes(making.contract, parameter);
  const isReference = keywordOf(nodes, 'format') === 'uuid'; // the API is sure to accept existing ids only
  if (method !== 'GET' || isReference) return [];
  const choices = keywordOf(nodes, 'enum');
  const isOpen = mayBeMadeUp(nodes);
  const values = Array.isArray(choices) && isOpen ? (choices as string[]) : [usualValue(making, parameter)];
  return values
    .filter((value) => isRight(making.contract, parameter, value))
    .map((value) => caseOf(parameter, `is ${inWords(value)}`, value, levelFor(nodes, parameter)));
}

function inWords(value: ParameterValue): string {
  return typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value);
}

/** Whether cases are derived from single values of a parameter. Objects and JSON are only sent as a whole. */
function isVaried(contract: Contract, parameter: DescribedParameter): boolean {
  return parameter.style !== 'json' && typeOf(parameterNodes(contract, parameter)) !== 'object';
}

function levelFor(nodes: SchemaNode[], { certainty }: DescribedParameter, keyword?: string): Level {
  const level = loweredLevel(levelOf(nodes), certainty);
  return keyword === undefined ? level : loweredLevel(level, certaintyOfKeyword(nodes, keyword));
}

function caseOf(
  { name }: DescribedParameter,
  manner: string,
  value: ParameterValue | undefined,
  level: Level,
  rule?: string,
): ParameterCase {
  const own = { name: inline(`${name} ${manner}`), parameter: name, value, level };
  return rule === undefined ? own : { ...own, breaks: { pointer: `query ${name}`, rule, level } };
}

/** Whether the description allows a value of a parameter. */
function isRight(contract: Contract, parameter: DescribedParameter, value: ParameterValue): boolean {
  return parameterViolations(contract, parameter, value).length === 0;
}

/** Whether a value of a parameter breaks one rule, and nothing else. */
function breaksOnly(contract: Contract, parameter: DescribedParameter, value: string, rule: string): boolean {
  const violations = parameterViolations(contract, parameter, value);
  return violations.length === 1 && violations[0]?.rule === rule;
}
