/**
 * A telephone number as E.164. Documented forms: `+`, country code and number; country code and number; national number.
 * Without a plus, what starts with 1 or is longer than ten digits has its country code; everything else belongs to +1, also what
 * starts with 0, since no country code does.
 */
export function e164(number: string): string {
  if (number.startsWith('+')) return number;
  return /^(1|[2-9]\d{10}|\d{15})/.test(number) ? `+${number}` : `+1${number}`;
}
