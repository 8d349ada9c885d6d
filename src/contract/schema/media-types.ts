/** A media type without its parameters, in lower case: what two spellings of it have in common (RFC 9110, section 8.3.1). */
export function essenceOf(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/** Whether a media type is of JSON: `application/json`, or one with the suffix `+json` (RFC 6839). */
export function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(essenceOf(mediaType));
}

/** Whether a described media type, or range such as `application/*`, includes a media type. */
export function covers(described: string, mediaType: string): boolean {
  const [range, essence] = [essenceOf(described), essenceOf(mediaType)];
  return range === '*/*' || range === essence || range === essence.replace(/\/.*$/, '/*');
}

/**
 * The media type that describes JSON among those described for one content: `application/json` first, then any other JSON type, then a
 * range that includes it. Undefined when there is none.
 */
export function jsonTypeIn(described: readonly string[]): string | undefined {
  return (
    described.find((each) => essenceOf(each) === 'application/json') ??
    described.find(isJson) ??
    described.find((each) => covers(each, 'application/json'))
  );
}
