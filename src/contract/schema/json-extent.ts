/** How far a JSON text goes, told without reading it. */
export interface JsonExtent {
  /** How many arrays and objects stand inside one another. */
  depth: number;
  /** How many values it holds at most, itself included. */
  values: number;
}

/** How far a JSON text goes. */
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

/** Where the string that begins at an index of a JSON text ends: at the text's end when it is never closed. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text[before] === '\\') before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
