import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Exchange } from '../../contract/evidence.ts';
import { noteFileName } from '../../exchange/transport/open-transport.ts';
import type { RejudgementNote } from '../../exchange/replay/recorded-transport.ts';
import { FileError } from '../../files/file-error.ts';
import { createFile } from '../../files/write.ts';
import { rejudgingEnvironment } from '../../target/environment.ts';
import { RecordError, recordedRun } from '../../target/recorded-run.ts';
import { readRun } from '../../verdict/reports/conformance-file.ts';
import type { Conformance } from '../../verdict/reports/report-types.ts';
import { ended, playwrightCli } from '../../proof/runs/suite-run.ts';
import { brokenOrder, recordedExchanges } from './recorded-evidence.ts';
import { summariesApart, verdictsApart } from './verdict-differences.ts';

/** Milliseconds after which judging a run again is stopped. */
const timeout = 30 * 60_000;

/** The differences found by judging a recorded run again, in sentences; none if all is as it was recorded. */
export interface Rejudgement {
  agrees: boolean;
  /** Verdicts that the evidence does not support. */
  verdicts: string[];
  /** Requests that differ from the recorded ones, or are not recorded. */
  requests: string[];
  /** Exchanges that are recorded, but were not requested again. */
  unused: string[];
  /** Parts of the evidence that cannot have been recorded in this way. */
  evidence: string[];
  /** How many verdicts were compared. */
  compared: number;
  milliseconds: number;
}

/**
 * Judges a recorded run again: the same tests with the same seed, on the recorded responses. It sends nothing and waits for nothing.
 * `requirements`: only their tests are run again, and only their verdicts compared. Throws a `RecordError` if the folder holds no
 * run that can be judged, and a `FileError` if the disk has no room to judge it.
 */
export async function rejudgement(folder: string, requirements?: readonly string[]): Promise<Rejudgement> {
  const started = performance.now();
  const { folder: whole } = recordedRun(folder);
  const recorded = recordedConformance(folder);
  const exchanges = recordedExchanges(whole);
  const into = mkdtempSync(path.join(whole, 'again-'));
  try {
    createFile(path.join(into, 'no-waivers.yaml'), '');
    createFile(path.join(into, noteFileName), '');
    const output = await runTests(whole, into, requirements);
    assertWritten(output);
    const rejudged = rejudgedConformance(folder, into, output);
    const found = comparison({ recorded, rejudged, exchanges, notes: notesIn(into) }, requirements);
    return { ...found, milliseconds: Math.round(performance.now() - started) };
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

function recordedConformance(folder: string): Conformance {
  const read = readRun(path.join(folder, 'conformance.json'));
  if ('problems' in read) throw new RecordError(folder, read.problems);
  return read.run;
}

/** Throws a `FileError` if the tests could not write a file, since then the disk is at fault and not the evidence. */
function assertWritten(output: string): void {
  const [trouble] = /^.* could not be written: .*$/m.exec(output) ?? [];
  if (trouble !== undefined) throw new FileError(`The run was not judged again: ${trouble}`);
}

function rejudgedConformance(folder: string, into: string, output: string): Conformance {
  const file = path.join(into, 'conformance.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Conformance;
  const last = output.trim().split('\n').slice(-15);
  throw new RecordError(folder, ['judging it again ended without verdicts:', ...last]);
}

async function runTests(folder: string, into: string, requirements?: readonly string[]): Promise<string> {
  const grep = requirements ? ['--grep', requirements.map((id) => `@${id}\\b`).join('|')] : [];
  const args = [playwrightCli, 'test', '--max-failures=0', ...grep];
  const { output } = await ended(args, { env: rejudgingEnvironment(folder, into), timeout });
  return output;
}

function notesIn(into: string): RejudgementNote[] {
  const lines = readFileSync(path.join(into, noteFileName), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RejudgementNote);
}

/** Both judgements of a run, and the notes of the second. */
interface Judgements {
  recorded: Conformance;
  rejudged: Conformance;
  exchanges: readonly Exchange[];
  notes: readonly RejudgementNote[];
}

function comparison(
  { recorded, rejudged, exchanges, notes }: Judgements,
  requirements: readonly string[] | undefined,
): Omit<Rejudgement, 'milliseconds'> {
  const titles = new Map(notes.flatMap((note) => (note.kind === 'test' ? [[note.test, note.title]] : [])));
  const titleOf = (test: string): string => titles.get(test) ?? test;
  const isMeant = (id: string): boolean => requirements?.includes(id) ?? true;
  const served = new Set(notes.flatMap((note) => (note.kind === 'served' ? [keyOf(note)] : [])));
  const owners = new Set(notes.map(({ test }) => test));
  const isOfRun = ({ test }: Exchange): boolean => !requirements || (owners.has(test) && test !== 'farewell');
  const own = exchanges.filter(isOfRun);
  const found = {
    verdicts: [
      ...verdictsApart(recorded, rejudged, isMeant),
      ...(requirements ? [] : summariesApart(recorded, rejudged)),
    ],
    requests: requestsApart(notes, titleOf),
    unused: own
      .filter((each) => !served.has(keyOf(each)))
      .map(
        (each) => `${titleOf(each.test)}: exchange ${String(each.nth)} (${nameOf(each)}) was never asked for`,
      ),
    evidence: brokenOrder(own, titleOf),
  };
  const compared = recorded.requirements.filter(({ id }) => isMeant(id)).flatMap(({ verdicts }) => verdicts);
  if (compared.length === 0) found.verdicts.push('no verdict is recorded');
  return {
    agrees: Object.values(found).every((sentences) => sentences.length === 0),
    ...found,
    compared: compared.length,
  };
}

function keyOf({ test, nth = 0 }: Pick<Exchange, 'test' | 'nth'>): string {
  return `${test}\n${String(nth)}`;
}

function nameOf({ request }: Exchange): string {
  return `${request.method} ${URL.parse(request.url)?.pathname ?? request.url}`;
}

function requestsApart(notes: readonly RejudgementNote[], titleOf: (test: string) => string): string[] {
  const sentences = notes.flatMap((note) => {
    if (note.kind === 'differs')
      return [`${titleOf(note.test)}: request ${String(note.nth)} differs: ${note.differences.join('; ')}`];
    return note.kind === 'unrecorded' ? [`${titleOf(note.test)}: ${note.request} is not recorded`] : [];
  });
  return [...new Set(sentences)];
}
