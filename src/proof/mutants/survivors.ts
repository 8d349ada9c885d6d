import type { MutantFate } from './score.ts';

/** Mutants that are left alive for one reason. */
export interface Family {
  /** Why no check notices them, in one sentence. */
  why: string;
  /** Which they are; a part that is left out is any. */
  operation?: RegExp;
  status?: number;
  place?: RegExp;
  kind?: RegExp;
}

/** Every mutant that the suite is known not to notice, and why. */
export const families: readonly Family[] = [
  {
    why: 'The one change of an owner that is read back has no shipping address with a middle name; the derived cases that send one look at the answer alone.',
    operation: /^updateBeneficialOwner$/,
    status: 200,
    place: /^\/addresses\/\*\/name\/middleName$/,
    kind: /^(?:dropped|renamed|nulled|minLength)$/,
  },
  {
    why: 'An update that takes the reference number of another customer is a step on the way to CUS-066, which looks at whom the number finds afterwards; what the update itself is answered is not documented.',
    operation: /^updateCustomer$/,
    status: 409,
    place: /^status$/,
  },
];

/** The family that explains a survivor; undefined where none does. */
export function familyOf({ mutant }: Pick<MutantFate, 'mutant'>): Family | undefined {
  return families.find(
    ({ operation, status, place, kind }) =>
      (operation?.test(mutant.operation) ?? true) &&
      (status === undefined || status === mutant.status) &&
      (place?.test(mutant.place) ?? true) &&
      (kind?.test(mutant.kind) ?? true),
  );
}
