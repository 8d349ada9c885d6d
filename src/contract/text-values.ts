import type { Validator } from './operations.ts';

/**
 * Whether a value of a parameter or header is valid as what it is on the wire, a text: read as it is, as a number, or as the only
 * item of a list. Leaves the errors of the last reading in the validator.
 */
export function isValidAsText(validate: Validator, value: unknown): boolean {
  if (typeof value !== 'string') return validate(value);
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(value);
  return validate([value]) || validate(value) || (isNumber && validate(Number(value)));
}
