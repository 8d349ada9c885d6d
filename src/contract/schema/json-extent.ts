/** The size of a JSON text, measured without parsing it. */
export interface JsonExtent {
  /** The greatest depth of nested arrays and objects. */
  depth: number;
  /** The greatest number of values that it can hold, including itself. */
  values: number;
}

/** Measures a JSON text. */
export function extentOf(text: string): JsonExtent {
  let depth = 0;
  let greatest = 0;
  let values = 1;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === '"') index = endOfString(text, index);
    else if (sign === '[' || sign === '{') {
      greatest = Math.max(greatest, (depth += 1));
      values += 1;
    } else if (sign === ']' || sign === '}') depth -= 1;
    else if (sign === ',') values += 1;
  }
  return { depth: greatest, values };
}

/**
 * The index at which the string that begins at `start` ends: that of its closing quote, or the length of the text when it is not closed.
 */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text[before] === '\\') before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
