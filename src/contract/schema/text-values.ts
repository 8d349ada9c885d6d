import type { Validator } from '../operations.ts';

/**
 * Whether the text of a parameter or header is valid when it is read as a string, as a number, or as the only item of a list. The validator
 * keeps the errors of the reading that has the right type.
 */
export function isValidAsText(validate: Validator, value: unknown): boolean {
  if (typeof value !== 'string') return validate(value);
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(value);
  const readings: unknown[] = [value, ...(isNumber ? [Number(value)] : []), [value]];
  const fitting = readings.find((reading) => validate(reading) || !hasOtherType(validate)) ?? value;
  return validate(fitting);
}

function hasOtherType({ errors }: Validator): boolean {
  return errors?.some(({ keyword, instancePath }) => keyword === 'type' && instancePath === '') ?? false;
}
