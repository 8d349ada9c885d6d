import { readFileSync } from 'node:fs';
import path from 'node:path';
import { requirements, type Requirement, type RequirementId } from '../../../specs/requirements/index.ts';
import type { OperationKind } from '../../../specs/requirements/requirement.ts';
import type { Operation, OperationTable } from '../operations.ts';
import type { Json } from '../schema/pointers.ts';
import { applicableNodes, schemaNode } from '../schema/schema-nodes.ts';
import type { CaseIndex, ParameterGroup } from './case-index.ts';
import type { CaseGroup } from './groups.ts';
import { isRepeatable } from './read-operations.ts';
import { keywordOf } from './sample.ts';

/** The parts of a description that decide which tests are collected. */
export interface TestedDescription {
  table: Pick<OperationTable, 'operations'>;
  document: Json;
  index: CaseIndex;
}

/** Reads, from the folder of a generated description, the parts that decide which tests are collected. */
export function testedDescription(folder: string): TestedDescription {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  return {
    table: read('operations.json') as OperationTable,
    document: read('description.json') as Json,
    index: read('cases.json') as CaseIndex,
  };
}

/** The groups of derived body cases that test a requirement. */
export function bodyGroups(id: RequirementId, { table, index }: TestedDescription): CaseGroup[] {
  const { cases, level, casesOf = level }: Requirement = requirements[id];
  const repeatable = table.operations.filter(isRepeatable).map((operation) => operation.id);
  return index.bodies
    .filter((group) => group.family === cases && group.level === casesOf)
    .filter(({ operation }) => cases === 'refusals' || repeatable.includes(operation));
}

/** The groups of derived query parameter cases that test a requirement. */
export function parameterGroups(id: RequirementId, { index }: TestedDescription): ParameterGroup[] {
  const { cases, level }: Requirement = requirements[id];
  return index.parameters.filter((group) => group.family === cases && group.level === level);
}

/** The ids of the operations on which a requirement is tested; none when it is not tested per operation. */
export function testedOperations(id: RequirementId, description: TestedDescription): string[] {
  const { operations = [] }: Requirement = requirements[id];
  const isTested = (operation: Operation): boolean =>
    typeof operations === 'string'
      ? kinds[operations](operation, description)
      : operations.includes(operation.id);
  return description.table.operations.filter(isTested).map((operation) => operation.id);
}

const kinds: Record<OperationKind, (operation: Operation, description: TestedDescription) => boolean> = {
  body: ({ body }) => body !== undefined,
  id: ({ parameters }) => parameters.some((parameter) => parameter.in === 'path'),
  uuid: ({ parameters }, { document }) =>
    parameters.some(({ in: part, schema }) => part === 'path' && formatOf(document, schema) === 'uuid'),
  token: ({ security }) => security === 'bearer',
  customer: ({ parameters }) => parameters.some(({ name }) => name === 'customerId'),
  limits: ({ path: of }) => of.startsWith('/v1/limits'),
  documents: ({ path: of }) => of.startsWith('/v1/documents'),
  changing: ({ method, parameters }) =>
    ['PUT', 'PATCH', 'DELETE'].includes(method) &&
    parameters.every(({ name }) => name === 'customerId') &&
    parameters.length > 0,
  writing: (each, { index }) =>
    isRepeatable(each) &&
    index.bodies.some(({ operation, family }) => operation === each.id && family === 'keeping'),
  presuming: (each, description) =>
    kinds.writing(each, description) && description.index.serverSet.includes(each.id),
};

function formatOf(document: Json, schema: string): Json | undefined {
  return keywordOf(applicableNodes(document, schemaNode(document, schema), ''), 'format');
}
