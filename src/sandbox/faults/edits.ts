import type { Body } from './tampering.ts';

/** A change of a body, in place. */
export type Edit = (body: Body) => void;

/** Changes what is at a place of a body: a JSON Pointer, in which `*` is every entry of an array. What becomes undefined is left out. */
export function at(pointer: string, change: (value: unknown) => unknown): Edit {
  const [, ...tokens] = pointer.split('/');
  return (body) => {
    changeBelow(body, tokens, change);
  };
}

/** Puts a value at a place of a body. */
export const set = (pointer: string, value: unknown): Edit => at(pointer, () => value);

/** Leaves out what is at a place of a body. */
export const drop = (pointer: string): Edit => set(pointer, undefined);

/** Changes texts at a place of a body. */
export function text(pointer: string, change: (text: string) => unknown): Edit {
  return at(pointer, (value) => (typeof value === 'string' ? change(value) : value));
}

/** Changes lists at a place of a body. */
export function list(pointer: string, change: (entries: Body[]) => unknown): Edit {
  return at(pointer, (value) => (Array.isArray(value) ? change(value as Body[]) : value));
}

/** Puts a value in the place of another. */
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
