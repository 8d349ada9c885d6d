import { gunzipSync, inflateRawSync } from 'node:zlib';

/** A value that must not occur anywhere. */
export interface Canary {
  name: string;
  value: string;
}

/** A file or a stream. */
export interface Artifact {
  name: string;
  bytes: Buffer;
}

const withinBase64 = (value: string, offset: number): string => {
  const padded = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
  const [start, end] = [Math.ceil((offset * 4) / 3), Math.floor((padded.length * 4) / 3)];
  return padded.toString('base64').slice(start, end);
};
const inBase64url = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
const inUnits = (value: string): string =>
  Array.from({ length: value.length }, (_, index) => {
    return `\\u${value.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');

/** The ways to encode a value, by the name of the encoding: bytes as Latin-1. */
export const encodings: Record<string, (value: string) => string> = {
  raw: (value) => asLatin1(value),
  'base64 after 0 bytes': (value) => withinBase64(value, 0),
  'base64 after 1 byte': (value) => withinBase64(value, 1),
  'base64 after 2 bytes': (value) => withinBase64(value, 2),
  'base64url after 0 bytes': (value) => inBase64url(withinBase64(value, 0)),
  'base64url after 1 byte': (value) => inBase64url(withinBase64(value, 1)),
  'base64url after 2 bytes': (value) => inBase64url(withinBase64(value, 2)),
  hex: (value) => Buffer.from(value).toString('hex'),
  HEX: (value) => Buffer.from(value).toString('hex').toUpperCase(),
  URL: (value) => encodeURIComponent(value),
  'url in small escapes': (value) =>
    encodeURIComponent(value).replaceAll(/%../g, (escape) => escape.toLowerCase()),
  form: (value) => new URLSearchParams([['', value]]).toString().slice(1),
  JSON: (value) => asLatin1(JSON.stringify(value).slice(1, -1)),
  'JSON in JSON': (value) => asLatin1(JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1)),
  'JSON escapes': inUnits,
  'HTML entities': (value) =>
    asLatin1(value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')),
  'UTF-16LE': (value) => Buffer.from(value, 'utf16le').toString('latin1'),
  'URL twice': (value) => encodeURIComponent(encodeURIComponent(value)),
  'base64 of base64': (value) => withinBase64(Buffer.from(value).toString('base64'), 0),
  'HTML entities of every character': (value) =>
    Array.from(value, (character) => `&#${String(character.codePointAt(0))};`).join(''),
  reversed: (value) => asLatin1(Array.from(value).reverse().join('')),
  'upper case': (value) => asLatin1(value.toUpperCase()),
  'lower case': (value) => asLatin1(value.toLowerCase()),
  'base64 of upper case': (value) => withinBase64(value.toUpperCase(), 0),
  'JSON Pointer': (value) => asLatin1(value.replaceAll('~', '~0').replaceAll('/', '~1')),
  'torn apart': (value) => asLatin1(Array.from(value).join(' ')),
  'torn apart by lines': (value) => asLatin1(value.replaceAll(/(.{6})/gsu, '$1\n')),
};

/** Every canary in every artifact, with the encoding it was found in; also searches compressed and embedded content. */
export function canariesIn(artifacts: readonly Artifact[], canaries: readonly Canary[]): string[] {
  const forms = canaries.flatMap(({ name, value }) =>
    Object.entries(encodings).map(([encoding, encoded]) => ({ name, encoding, form: encoded(value) })),
  );
  return artifacts.flatMap((artifact) =>
    layersOf(artifact.bytes).flatMap((layer, depth) => {
      const text = layer.toString('latin1');
      const found = forms.filter(({ form }) => text.includes(form));
      return found.map(({ name, encoding }) => {
        return `${name} in ${artifact.name} as ${encoding}, layer ${String(depth)}`;
      });
    }),
  );
}

const deepest = 4;

/** The bytes themselves, and everything in them that is compressed or encoded in base64. */
function layersOf(bytes: Buffer, depth = 0): Buffer[] {
  if (depth === deepest) return [bytes];
  const inner = [...inflated(bytes), ...embedded(bytes)].flatMap((each) => layersOf(each, depth + 1));
  return [bytes, ...inner];
}

/** A gzip file, or the entries of a zip archive. */
function inflated(bytes: Buffer): Buffer[] {
  if (bytes.length > 2 && bytes.readUInt16BE(0) === 0x1f8b) return attempted(() => gunzipSync(bytes));
  const found: Buffer[] = [];
  const mark = Buffer.from('PK\u0003\u0004');
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 4)) {
    if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) continue; // stored entries are not compressed
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    found.push(...attempted(() => inflateRawSync(bytes.subarray(start))));
  }
  return found;
}

/** Runs of base64 that are long enough to contain a file. */
function embedded(bytes: Buffer): Buffer[] {
  const runs = bytes.toString('latin1').match(/[A-Za-z0-9+/]{64,}/g) ?? [];
  return runs.map((run) => Buffer.from(run, 'base64'));
}

function attempted(read: () => Buffer): Buffer[] {
  try {
    return [read()];
  } catch {
    return [];
  }
}

function asLatin1(value: string): string {
  return Buffer.from(value).toString('latin1');
}
