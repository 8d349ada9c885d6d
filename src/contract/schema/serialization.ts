import type { DescribedParameter } from '../operations.ts';

type Scalar = string | number | boolean;

/** How a parameter is serialized: `style` and `explode` of OpenAPI 3.1, section 4.8.12, or `json` when `content` describes it. */
export type Writing = Pick<DescribedParameter, 'name' | 'style' | 'explode'>;

/** The name and value pairs of a query parameter, before percent-encoding. */
export function queryPairs({ name, style, explode }: Writing, value: ParameterValue): [string, string][] {
  if (style === 'json') return [[name, JSON.stringify(value)]];
  if (!isMany(value)) return [[name, String(value)]];
  const delimiter = style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
  if (!isMap(value)) {
    return explode ? value.map((item) => [name, String(item)]) : [[name, value.join(delimiter)]];
  }
  if (style === 'deepObject')
    return Object.entries(value).map(([key, item]) => [`${name}[${key}]`, String(item)]);
  return explode
    ? Object.entries(value).map(([key, item]) => [key, String(item)])
    : [[name, Object.entries(value).flat().join(delimiter)]];
}

/** A path parameter as it stands in the path, percent-encoded. */
export function pathText({ name, style, explode }: Writing, value: ParameterValue): string {
  if (style === 'json') return encodeURIComponent(JSON.stringify(value));
  const encoded = (item: Scalar): string => encodeURIComponent(String(item));
  const before = style === 'label' ? '.' : style === 'matrix' ? ';' : '';
  const named = style === 'matrix' ? `${name}=` : '';
  if (!isMany(value)) return before + named + encoded(value);
  const isApart = explode && before !== '';
  if (!isMap(value)) {
    const items = value.map(encoded);
    return isApart ? items.map((item) => before + named + item).join('') : before + named + items.join(',');
  }
  const pairs = Object.entries(value).map(([key, item]) => [encoded(key), encoded(item)]);
  if (!explode) return before + named + pairs.flat().join(',');
  return isApart
    ? pairs.map((pair) => before + pair.join('=')).join('')
    : pairs.map((pair) => pair.join('=')).join(',');
}

function isMany(value: ParameterValue): value is Exclude<ParameterValue, Scalar> {
  return typeof value === 'object';
}

function isMap(value: Exclude<ParameterValue, Scalar>): value is Readonly<Record<string, Scalar>> {
  return !Array.isArray(value);
}

/** A value of a parameter. */
export type ParameterValue =
  | string
  | number
  | boolean
  | readonly (string | number)[]
  | Readonly<Record<string, string | number | boolean>>;
