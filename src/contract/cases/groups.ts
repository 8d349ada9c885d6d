import type { Level } from '../schema/certainty.ts';
import type { DraftSeed } from '../data/drafts.ts';
import type { Contract, Operation } from '../operations.ts';
import type { JsonObject } from '../schema/pointers.ts';
import { applicableNodes, schemaNode } from '../schema/schema-nodes.ts';
import { controlOf, fieldsOf, variantsOf, withField, type Control, type LegalCase } from './bodies.ts';
import { legalCasesOf } from './legal-cases.ts';
import { refusalsOf, type RefusedCase } from './refusals.ts';
import { typeOf } from './sample.ts';

/** What derived cases ask of an operation: to refuse a body, to take it, to keep what it holds, or at least not to damage it. */
export const families = ['refusals', 'boundaries', 'keeping', 'unusual'] as const;

/** What derived cases ask of an operation. */
export type Family = (typeof families)[number];

/** The derived cases of one field of one variant of an operation's body that are equally binding. */
export interface CaseGroup {
  family: Family;
  operation: string;
  /** The value of the body's discriminator, or an empty string. */
  variant: string;
  field: string;
  level: Level;
  /** How many cases there are, whatever the seed. */
  count: number;
}

/** The cases of a group: the body that all of them vary, and what is tried. */
export interface Cases {
  control: JsonObject;
  /** The least that the operation takes. */
  minimal: JsonObject;
  /** Every field that it takes. */
  full: JsonObject;
  cases: (LegalCase | RefusedCase)[];
}

/** Every group of derived cases of an operation with a body. */
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

/** Whether an operation answers with what it was sent: changes to several resources are answered with a list of these. */
function isAnsweredAlike(contract: Contract, { responses }: Operation): boolean {
  const schemas = ['200', '201'].flatMap((status) => responses[status]?.schema ?? []);
  return schemas.every(
    (schema) =>
      typeOf(applicableNodes(contract.document, schemaNode(contract.document, schema), null)) !== 'array',
  );
}

const levels: readonly Level[] = ['MUST', 'SHOULD', 'MAY'];

/** What is documented is tried on documented bodies alone, so that nothing less certain can stand in its way. */
function groupsOfField(control: Control, of: Omit<CaseGroup, 'level' | 'count'>): CaseGroup[] {
  const sure = allCases(control, of, true);
  const all = allCases(control, of, false);
  return levels.flatMap((level) => {
    const { length } = (level === 'MUST' ? sure : all).filter((each) => each.level === level);
    return length > 0 ? [{ ...of, level, count: length }] : [];
  });
}

/** The cases of a group, with the values that a seed makes up: the same number in the same order for every seed. */
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
