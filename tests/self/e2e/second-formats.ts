import { formatSamples } from './second-format-samples.ts';
import { pickOf, type Random } from './second-random.ts';

/** A way in which our check of a format and the other one differ and may, and which texts it is about. */
export interface FormatDifference {
  format: string;
  /** What ours does with these texts; the other one does the opposite. */
  ours: 'accepts' | 'refuses';
  reason: string;
  about: RegExp;
}

/** Every known difference between the checks of formats (mostly those of ajv-formats, and RFCs read to the letter). */
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

/** The formats of texts that both implementations check. */
export const comparedFormats = Object.keys(formatSamples);

const signs = Array.from('0123456789abcdefzTtZ:-+. /@[]%#?"_~!\\\n\u00e4\u{1F600}');

/** A text for a format: one worth trying, half of the time with a sign or two changed, added or taken out. */
export function formatted(format: string, random: Random): string {
  const text = Array.from(pickOf(formatSamples[format] ?? [''], random));
  for (let edits = random() < 0.5 ? 0 : Math.ceil(random() * 2); edits > 0; edits -= 1) {
    const at = Math.floor(random() * (text.length + 1));
    const fresh = random() < 0.3 ? [] : [pickOf(signs, random)];
    text.splice(at, random() < 0.6 ? 1 : 0, ...fresh);
  }
  return text.join('');
}

/** The known difference that a text is about, given what ours makes of it; undefined when it should be judged alike. */
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

/** A text for a format about which no difference is known, whatever ours makes of it; `fair`: how often it is one that is right. */
export function undisputed(format: string, random: Random, fair = 0): string {
  const text = random() < fair ? (formatSamples[format]?.[0] ?? '') : formatted(format, random);
  const isKnown = formatDifferences.some((each) => each.format === format && each.about.test(text));
  return isKnown ? undisputed(format, random, fair) : text;
}
