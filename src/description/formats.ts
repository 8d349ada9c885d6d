import { fullFormats } from 'ajv-formats/dist/formats.js';

/** The formats a description may use; each is checked in full. */
export const knownFormats: ReadonlySet<string> = new Set([
  'uuid',
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'byte',
  'int32',
  'int64',
  'float',
  'double',
]);

/** How formats are checked: as ajv-formats does, but for those of which it takes more than RFC 9562 and RFC 3339 say. */
export const formats = {
  ...fullFormats,
  uuid: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  'date-time': isDateTime,
};

const dateTime =
  /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d):([0-5]\d|60)(?:\.\d+)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** A `date-time` of RFC 3339, section 5.6; a second 60 only where section 5.7 says that there may be one. */
function isDateTime(text: string): boolean {
  const [, date = '', minute = '', second = '', offset = ''] = dateTime.exec(text) ?? [];
  return isDay(date) && (second !== '60' || isLeapSecond(`${date}T${minute}:59${offset.toUpperCase()}`));
}

function isDay(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.valueOf()) && midnight.toISOString().startsWith(date);
}

/** Whether a leap second may follow a second: the last one of June or December in UTC. */
function isLeapSecond(before: string): boolean {
  return /-(?:06-30|12-31)T23:59:59/.test(new Date(before).toISOString());
}
