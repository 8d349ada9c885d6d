import type { Body } from './tampering.ts';

/** Changes a body in place. */
export type Edit = (body: Body) => void;

/** Changes the values at a JSON Pointer of a body, in which `*` is every entry of an array. A value that becomes undefined is left out. */
export function at(pointer: string, change: (value: unknown) => unknown): Edit {
  const [, ...tokens] = pointer.split('/');
  return (body) => {
    changeBelow(body, tokens, change);
  };
}

/** Sets the value at a JSON Pointer. */
export const set = (pointer: string, value: unknown): Edit => at(pointer, () => value);

/** Removes the value at a JSON Pointer. */
export const drop = (pointer: string): Edit => set(pointer, undefined);

/** Changes the texts at a JSON Pointer. */
export function text(pointer: string, change: (text: string) => unknown): Edit {
  return at(pointer, (value) => (typeof value === 'string' ? change(value) : value));
}

/** Changes the lists at a JSON Pointer. */
export function list(pointer: string, change: (entries: Body[]) => unknown): Edit {
  return at(pointer, (value) => (Array.isArray(value) ? change(value as Body[]) : value));
}

/** Replaces one value at a JSON Pointer with another. */
export const instead = (pointer: string, of: unknown, value: unknown): Edit =>
  at(pointer, (present) => (present === of ? value : present));

function changeBelow(
  value: unknown,
  [token = '', ...others]: string[],
  change: (value: unknown) => unknown,
): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Body;
  for (const name of token === '*' ? Object.keys(holder) : [token]) {
    if (others.length > 0) changeBelow(holder[name], others, change);
    else holder[name] = change(holder[name]);
  }
}
