/** Something that is removed from an evidence log before the run is judged. */
export interface LogEdit {
  name: string;
  apply: (lines: string[]) => string[];
}

const isOf =
  (kind: string) =>
  (line: string): boolean =>
    line.startsWith(`{"kind":"${kind}"`);

/** The edits of the evidence of a run. */
export const logEdits: readonly LogEdit[] = [
  { name: 'half of its evidence', apply: (lines) => lines.slice(0, lines.length / 2) },
  {
    name: 'every second line of its evidence',
    apply: (lines) => lines.filter((_, index) => index % 2 === 0),
  },
  { name: 'all of its evidence', apply: () => [] },
  { name: 'one exchange', apply: (lines) => withoutLast(lines, isOf('exchange')) },
  { name: 'one check', apply: (lines) => withoutLast(lines, isOf('check')) },
  { name: 'the end of a test', apply: (lines) => withoutLast(lines, isOf('end')) },
  { name: 'its plan', apply: (lines) => lines.filter((line) => !isOf('plan')(line)) },
  {
    name: 'a plan of its own: that of an earlier run stands there',
    apply: (lines) =>
      lines.map((line) => (isOf('plan')(line) ? line.replace(/"runId":"/, '"runId":"r-old-') : line)),
  },
  {
    name: 'one verdict in its plan',
    apply: (lines) =>
      lines.map((line) =>
        isOf('plan')(line) ? line.replace(/"verdicts":\[\{[^}]*\},/, '"verdicts":[') : line,
      ),
  },
];

function withoutLast(lines: string[], isMeant: (line: string) => boolean): string[] {
  return lines.toSpliced(
    lines.findLastIndex((line) => isMeant(line)),
    1,
  );
}
