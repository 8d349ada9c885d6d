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

/** The checks of formats: those of ajv-formats, except where they accept more than RFC 9562 and RFC 3339 allow. */
export const formats = {
  ...fullFormats,
  uuid: /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  'date-time': isDateTime,
};
