import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EvidenceRecord, Exchange } from '../../contract/evidence.ts';
import { RecordError } from '../../target/recorded-run.ts';
import { grouped } from '../../verdict/verdicts.ts';

/** The most bytes of an evidence log that are read. */
const mostBytes = 400 * 1024 * 1024;

const text = z.string();
const places = z.record(text, text);
const level = z.enum(['MUST', 'SHOULD', 'MAY']);
const faults = ['dns', 'refused', 'reset', 'tls', 'timeout', 'protocol', 'tooLarge'] as const;

const exchange = z.strictObject({
  kind: z.literal('exchange'),
  test: text.min(1),
  index: z.int().positive(),
  nth: z.int().positive(),
  operation: text,
  startedAt: z.iso.datetime(),
  milliseconds: z.number().nonnegative(),
  breaks: z.strictObject({ pointer: text, rule: text }).optional(),
  control: z.literal(true).optional(),
  request: z.strictObject({ method: text, url: z.url(), headers: places, body: text.optional() }),
  answer: z
    .strictObject({
      status: z.int().min(100).max(999),
      headers: z.array(z.tuple([text, text])),
      body: text,
    })
    .optional(),
  failure: z.strictObject({ fault: z.enum(faults), message: text }).optional(),
  hidden: z
    .strictObject({
      request: places.optional(),
      answer: places.optional(),
      broken: z.array(z.strictObject({ pointer: text, rule: text, level, source: text })).optional(),
    })
    .optional(),
});

/** The form of a line of evidence, as far as a re-judgement reads it. It does not read findings, since it makes them again. */
const record = z.discriminatedUnion('kind', [
  exchange.refine(({ answer: response, failure }) => (response === undefined) !== (failure === undefined), {
    message: 'must have either `answer` or `failure`',
  }),
  z.strictObject({ kind: z.literal('sharing'), test: text.min(1), owner: text.min(1) }),
  ...(['finding', 'leftover', 'observation', 'check', 'target', 'plan', 'end'] as const).map((kind) =>
    z.object({ kind: z.literal(kind), test: text }),
  ),
]);

/** The exchanges in the evidence log of a folder, in the order of its lines. Throws a {@link RecordError} with all problems. */
export function recordedExchanges(folder: string): Exchange[] {
  const problems: string[] = [];
  const records: EvidenceRecord[] = [];
  for (const [index, line] of linesOf(folder).entries()) {
    if (line === '') continue;
    const { data, error } = record.safeParse(parsed(line));
    const issue = error?.issues[0];
    if (data) records.push(data as EvidenceRecord);
    else problems.push(`evidence.ndjson:${String(index + 1)} is not a line of evidence${inWords(issue)}`);
  }
  if (problems.length > 0) throw new RecordError(folder, problems);
  return records.filter((each) => each.kind === 'exchange');
}

function inWords(issue: z.core.$ZodIssue | undefined): string {
  return issue ? `: /${issue.path.map(String).join('/')} ${issue.message}` : '';
}

function linesOf(folder: string): string[] {
  const file = path.join(folder, 'evidence.ndjson');
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true) throw new RecordError(folder, ['evidence.ndjson does not exist']);
  if (found.size > mostBytes)
    throw new RecordError(folder, [
      `evidence.ndjson is longer than ${String(mostBytes / 1024 / 1024)} MB and was not read`,
    ]);
  const lines = readFileSync(file, 'utf8').split('\n');
  if (lines.at(-1) !== '')
    throw new RecordError(folder, ['evidence.ndjson ends within a line: it was cut off']);
  return lines;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Says which exchanges are missing, are there twice, or are in another order than recorded. `titleOf`: the name of a test. */
export function brokenOrder(exchanges: readonly Exchange[], titleOf: (test: string) => string): string[] {
  return [...grouped(exchanges, ({ test }) => test)].flatMap(([test, own]) => {
    const numbers = own.map(({ nth }) => nth ?? 0);
    const known = new Set(numbers);
    const missing = Array.from({ length: Math.max(...numbers) }, (_, index) => index + 1).filter(
      (number) => !known.has(number),
    );
    const isMoved = own.some(({ index }, at) => index <= (own[at - 1]?.index ?? 0));
    return [
      ...missing.map((number) => `${titleOf(test)}: exchange ${String(number)} is not in the evidence`),
      ...(known.size < numbers.length ? [`${titleOf(test)}: an exchange is in the evidence twice`] : []),
      ...(isMoved
        ? [`${titleOf(test)}: its exchanges are not in the order in which they were recorded`]
        : []),
    ];
  });
}
