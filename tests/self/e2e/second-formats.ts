import { formatSamples } from './second-format-samples.ts';
import { pickOf, type Random } from './second-random.ts';

/** A known and accepted difference between the two checks of a format, and the texts it concerns. */
export interface FormatDifference {
  format: string;
  /** The result of the suite's check for these texts; the other check gives the opposite. */
  ours: 'accepts' | 'refuses';
  reason: string;
  about: RegExp;
}

/** Every known difference between the checks of formats (mostly between ajv-formats and a literal reading of the RFCs). */
export const formatDifferences: readonly FormatDifference[] = [
  {
    format: 'date-time',
    ours: 'accepts',
    reason: 'a leap second at the end of a June or December that had none',
    about: /^.{11}\d\d:\d\d:60/,
  },
  { format: 'email', ours: 'refuses', reason: 'a domain of one label', about: /@[^.]*$/ },
  { format: 'email', ours: 'refuses', reason: 'a quoted local part', about: /^"/ },
  { format: 'email', ours: 'refuses', reason: 'an address literal', about: /@\[/ },
  {
    format: 'uri',
    ours: 'refuses',
    reason: 'a scheme with nothing but a query or a fragment after it',
    about: /^[a-z][a-z0-9+.-]*:(?:[?#]|$)/i,
  },
  {
    format: 'uri',
    ours: 'accepts',
    reason: 'an authority that is none, as part of a path',
    about: /^[a-z][a-z0-9+.-]*:\/\/?[^/?#]*[:@[]/i,
  },
  {
    format: 'uri-reference',
    ours: 'accepts',
    reason: 'an authority that is none, as part of a path',
    about: /^(?:[a-z][a-z0-9+.-]*:)?\/\/?[^/?#]*[:@[]/i,
  },
  {
    format: 'uri-reference',
    ours: 'accepts',
    reason: 'a colon in the first segment of a path',
    about: /^[^/?#]*:/,
  },
  { format: 'uri-reference', ours: 'accepts', reason: 'a quotation mark', about: /"/ },
];

/** The string formats that both implementations check. */
export const comparedFormats = Object.keys(formatSamples);

const signs = Array.from('0123456789abcdefzTtZ:-+. /@[]%#?"_~!\\\n\u00e4\u{1F600}');

/** A text for a format: a sample, half of the time with one or two characters changed, added or removed. */
export function formatted(format: string, random: Random): string {
  const text = Array.from(pickOf(formatSamples[format] ?? [''], random));
  for (let edits = random() < 0.5 ? 0 : Math.ceil(random() * 2); edits > 0; edits -= 1) {
    const at = Math.floor(random() * (text.length + 1));
    const fresh = random() < 0.3 ? [] : [pickOf(signs, random)];
    text.splice(at, random() < 0.6 ? 1 : 0, ...fresh);
  }
  return text.join('');
}

/** The known difference that a text concerns, given the suite's result; undefined when both must agree. */
export function knownDifference(
  format: string,
  text: string,
  accepted: boolean,
): FormatDifference | undefined {
  const ours = accepted ? 'accepts' : 'refuses';
  return formatDifferences.find(
    (each) => each.format === format && each.ours === ours && each.about.test(text),
  );
}

/** A text for a format that no known difference concerns, whatever the suite's result; `fair`: the share of unchanged samples. */
export function undisputed(format: string, random: Random, fair = 0): string {
  const text = random() < fair ? (formatSamples[format]?.[0] ?? '') : formatted(format, random);
  const isKnown = formatDifferences.some((each) => each.format === format && each.about.test(text));
  return isKnown ? undisputed(format, random, fair) : text;
}
