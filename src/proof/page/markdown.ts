/** The lines of a table in Markdown; `first` is the heading of the first column. */
export function table(
  first: string,
  others: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string[] {
  const header = [first, ...others];
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)];
}

function cell(value: string | number): string {
  return String(value)
    .replaceAll('|', String.raw`\|`)
    .replaceAll('*', String.raw`\*`);
}

/** The lines of a part that the reader can unfold. */
export function folded(summary: string, lines: readonly string[]): string[] {
  return ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>', ''];
}
