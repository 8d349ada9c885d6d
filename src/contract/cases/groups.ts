import type { Level } from '../schema/certainty.ts';
import type { DraftSeed } from '../data/drafts.ts';
import type { Contract, Operation } from '../operations.ts';
import type { JsonObject } from '../schema/pointers.ts';
import { applicableNodes, schemaNode } from '../schema/schema-nodes.ts';
import { controlOf, fieldsOf, variantsOf, withField, type Control, type LegalCase } from './bodies.ts';
import { legalCasesOf } from './legal-cases.ts';
import { refusalsOf, type RefusedCase } from './refusals.ts';
import { typeOf } from './sample.ts';

/** The families of derived cases: the API must reject the body, accept it, store its values unchanged, or at least not damage them. */
export const families = ['refusals', 'boundaries', 'keeping', 'unusual'] as const;

/** A family of derived cases. */
export type Family = (typeof families)[number];

/** The derived cases with the same family and level for one property of one variant of a request body. */
export interface CaseGroup {
  family: Family;
  operation: string;
  /** The value of the body's discriminator, or an empty string. */
  variant: string;
  field: string;
  level: Level;
  /** The number of cases; it is the same for every seed. */
  count: number;
}

/** The cases of a group, and the valid body that each of them varies. */
export interface Cases {
  control: JsonObject;
  /** The body with only the required properties. */
  minimal: JsonObject;
  /** The body with every property that may be sent. */
  full: JsonObject;
  cases: (LegalCase | RefusedCase)[];
}

/** The groups of derived cases of an operation; none when it has no request body. */
export function groupsOf(contract: Contract, operation: Operation, seed: DraftSeed): CaseGroup[] {
  if (!operation.body) return [];
  const asked = isAnsweredAlike(contract, operation) ? families : families.slice(0, 2);
  return variantsOf(contract, operation).flatMap((variant) => {
    const control = controlOf(contract, operation, variant, seed);
    if (!control) return [];
    return fieldsOf(control).flatMap((field) =>
      asked.flatMap((family) => groupsOfField(control, { family, operation: operation.id, variant, field })),
    );
  });
}

/**
 * Whether successful responses hold one resource, which can be compared with the request body. Updates of several resources return a list.
 */
function isAnsweredAlike(contract: Contract, { responses }: Operation): boolean {
  const schemas = ['200', '201'].flatMap((status) => responses[status]?.schema ?? []);
  return schemas.every(
    (schema) =>
      typeOf(applicableNodes(contract.document, schemaNode(contract.document, schema), null)) !== 'array',
  );
}

const levels: readonly Level[] = ['MUST', 'SHOULD', 'MAY'];

/**
 * The groups of one property. MUST cases use bodies with documented properties only, so that the API cannot reject them because of less
 * certain ones.
 */
function groupsOfField(control: Control, of: Omit<CaseGroup, 'level' | 'count'>): CaseGroup[] {
  const sure = allCases(control, of, true);
  const all = allCases(control, of, false);
  return levels.flatMap((level) => {
    const { length } = (level === 'MUST' ? sure : all).filter((each) => each.level === level);
    return length > 0 ? [{ ...of, level, count: length }] : [];
  });
}

/** The cases of a group, with values generated from a seed. Every seed gives the same number of cases in the same order. */
export function casesOf(contract: Contract, group: Omit<CaseGroup, 'count'>, seed: DraftSeed): Cases {
  const control = controlOf(contract, contract.operation(group.operation), group.variant, seed);
  if (!control) return { control: {}, minimal: {}, full: {}, cases: [] };
  const isSure = group.level === 'MUST';
  const cases = allCases(control, group, isSure).filter(({ level }) => level === group.level);
  return {
    control: withField(control, group.field, isSure),
    minimal: control.minimal,
    full: control.full,
    cases,
  };
}

function allCases(
  control: Control,
  { family, field }: Pick<CaseGroup, 'family' | 'field'>,
  isSure: boolean,
): (LegalCase | RefusedCase)[] {
  return family === 'refusals'
    ? refusalsOf(control, field, isSure)
    : legalCasesOf(control, family, field, isSure);
}
