/** The formats a description may use; each is checked in full by ajv-formats. */
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
