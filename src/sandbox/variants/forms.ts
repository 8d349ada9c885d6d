import type { Json } from '../http/json.ts';
import { bodies, withObjects, type Alteration, type Variant } from './variant.ts';

const hour = 3_600_000;

/** Differences of the forms in which values are written. */
export const formVariants: readonly Variant[] = [
  {
    name: 'key-order',
    difference: 'writes the members of objects in another order',
    apply: bodies((body) => withObjects(body, (entries) => entries.toReversed())),
  },
  {
    name: 'arrays-reversed',
    difference: 'shows addresses and contacts in another order than they were sent in',
    apply: bodies((body) =>
      withObjects(body, (entries) =>
        entries.map(([name, value]) => [name, isUnordered(name, value) ? value.toReversed() : value]),
      ),
    ),
  },
  {
    name: 'texts-composed',
    difference: 'writes letters with their marks as one character where there is one (NFC)',
    apply: bodies((body) => JSON.parse(JSON.stringify(body).normalize('NFC')) as Json),
  },
  {
    name: 'texts-decomposed',
    difference: 'writes letters and their marks as several characters (NFD)',
    apply: bodies((body) => JSON.parse(JSON.stringify(body).normalize('NFD')) as Json),
  },
  {
    name: 'times-with-offset',
    difference: 'writes times with an offset from UTC',
    apply: times((time) => `${new Date(Date.parse(time) + 5.5 * hour).toISOString().slice(0, -1)}+05:30`),
  },
  {
    name: 'times-in-seconds',
    difference: 'writes times without a fraction of a second',
    apply: times((time) => time.replace(/\.\d+/, '')),
  },
  {
    name: 'times-in-microseconds',
    difference: 'writes times with six fractional digits',
    apply: times((time) => time.replace('Z', '417Z')),
  },
  {
    name: 'times-in-nanoseconds',
    difference: 'writes times with nine fractional digits and an offset of zero',
    apply: times((time) => time.replace('Z', '417093+00:00')),
  },
  {
    name: 'times-trimmed',
    difference: 'writes times with only the fractional digits that they need',
    apply: times((time) => time.replace(/\.?0+Z/, 'Z')),
  },
];

function isUnordered(name: string, value: Json): value is Json[] {
  return ['addresses', 'contacts'].includes(name) && Array.isArray(value);
}

/** Every time in responses, in the form that `written` returns. */
function times(written: (time: string) => string): Alteration {
  const edited = (name: string, value: Json): Json =>
    /(?:At|Range|^timestamp)$/.test(name) && typeof value === 'string' && /T[\d:.]+Z$/.test(value)
      ? written(value)
      : value;
  return bodies((body) =>
    withObjects(body, (entries) => entries.map(([name, value]) => [name, edited(name, value)])),
  );
}
