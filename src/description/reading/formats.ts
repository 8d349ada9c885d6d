import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isDateTime } from '../../contract/schema/date-times.ts';

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
