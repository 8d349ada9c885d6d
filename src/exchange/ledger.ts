import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { FileError } from '../files/file-error.ts';
import { ledgerMark } from '../files/marks.ts';
import { assertFree, folderObstacle, isOurs, removeOurs } from '../files/ours.ts';
import { createFile, makeFolders, openToAppend } from '../files/write.ts';
import type { Created } from './recorder.ts';

/** Where ledgers are kept, relative to the working directory. */
export const ledgerFolder = path.join('.kor', 'ledger');

/** What a run has created, or was about to, and not removed: on disk before the next step. Several processes may write to one. */
export interface Ledger {
  file: string;
  created(created: Created): void;
  removed(created: Created): void;
  /** Notes why a removal was in vain, so that nobody tries again before the next sweep. */
  kept(created: Created, reason: string): void;
  /** Notes that a request is about to be sent which may create something; returns a key for it. */
  sending(operation: string): string;
  /** Notes that it is known what a request has created, if anything. */
  settled(key: string): void;
  /** Notes that a sweep has looked for what was created by requests that were never settled. */
  searched(): void;
  close(): void;
}

/** The first line of a ledger. */
export interface LedgerRun {
  kind: 'run';
  run: string;
  /** Id of the process whose end is the end of the run. */
  process: number;
  /** The target, without credentials. */
  baseUrl: string;
  start: string;
}

type LedgerEntry =
  | { kind: 'created'; operation: string; parameter: string; id: string; at: string }
  | { kind: 'removed'; operation: string; id: string; at: string }
  | { kind: 'kept'; operation: string; id: string; reason: string; at: string }
  | { kind: 'sending'; operation: string; key: string; at: string }
  | { kind: 'settled'; key: string; at: string }
  | { kind: 'searched'; at: string };

/** A ledger as it is on disk. */
export interface WrittenLedger {
  file: string;
  run: LedgerRun;
  /** What is still there, the oldest first; `reason`: why it could not be removed, where that was tried. */
  remaining: (Created & { reason?: string })[];
  /** Whether something may have been created whose id never came, so that only its mark tells of it. */
  hasLost: boolean;
}

const writing = {
  mark: ledgerMark,
  mode: 0o600,
  meaning: 'Nothing is created at the target that cannot be noted there first.',
};

/** Begins the ledger of a run of this process. Throws a {@link FileError} when there is no folder that it can be written to. */
export function beginLedger(run: Pick<LedgerRun, 'run' | 'baseUrl'>, folder = ledgerFolder): Ledger {
  makeFolders(path.resolve(folder, '../..'), path.resolve(folder).split(path.sep).slice(-2), 0o700);
  const file = path.resolve(folder, `${run.run}-${randomUUID().slice(0, 8)}.ndjson`);
  const first: LedgerRun = { kind: 'run', ...run, process: process.pid, start: new Date().toISOString() };
  createFile(file, `${JSON.stringify(first)}\n`, writing);
  return openLedger(file);
}

/**
 * A ledger that has begun, to be carried on: what tells of something to remove is on disk when the call returns. What says that
 * there is nothing more to do need not be, since a sweep that does not know it only looks in vain. `sending` throws a
 * {@link FileError} where it cannot be written; what cannot be written later leaves it unsettled, so that a sweep looks for it.
 */
export function openLedger(file: string): Ledger {
  const durable = openToAppend(file, { ...writing, isDurable: true });
  const relaxed = openToAppend(file, writing);
  const at = (): string => new Date().toISOString();
  const write = (entry: LedgerEntry, log = relaxed): void => {
    try {
      log.append(`\n${JSON.stringify(entry)}\n`); // what stands before it may be half a line
    } catch (error) {
      if (entry.kind === 'sending' || !(error instanceof FileError)) throw error;
    }
  };
  return {
    file,
    created: ({ removal: { operation, parameter }, id }) =>
      write({ kind: 'created', operation, parameter, id, at: at() }, durable),
    removed: ({ removal: { operation }, id }) => write({ kind: 'removed', operation, id, at: at() }),
    kept: ({ removal: { operation }, id }, reason) =>
      write({ kind: 'kept', operation, id, reason, at: at() }),
    sending: (operation) => {
      const key = randomUUID();
      write({ kind: 'sending', operation, key, at: at() }, durable);
      return key;
    },
    settled: (key) => write({ kind: 'settled', key, at: at() }),
    searched: () => write({ kind: 'searched', at: at() }),
    close: () => {
      durable.close();
      relaxed.close();
    },
  };
}

/** A ledger on disk; undefined where the file is none. A line that was cut off says nothing. */
export function readLedger(file: string): WrittenLedger | undefined {
  const [run, ...entries] = readFileSync(file, 'utf8').split('\n').map(parsed);
  if (run?.kind !== 'run') return undefined;
  const remaining = new Map<string, WrittenLedger['remaining'][number]>();
  const unsettled = new Set<string>();
  for (const entry of entries) {
    if (entry?.kind === 'sending') unsettled.add(entry.key);
    else if (entry?.kind === 'settled') unsettled.delete(entry.key);
    else if (entry?.kind === 'searched') unsettled.clear();
    else if (entry && entry.kind !== 'run') noteIn(remaining, entry);
  }
  return { file, run, remaining: [...remaining.values()], hasLost: unsettled.size > 0 };
}

function noteIn(
  remaining: Map<string, WrittenLedger['remaining'][number]>,
  entry: Extract<LedgerEntry, { id: string }>,
): void {
  const { operation, id } = entry;
  const key = `${operation} ${id}`;
  const known = remaining.get(key);
  if (entry.kind === 'removed') remaining.delete(key);
  if (entry.kind === 'kept' && known) remaining.set(key, { ...known, reason: entry.reason });
  if (entry.kind === 'created')
    remaining.set(key, { removal: { operation, parameter: entry.parameter }, id });
}

/** Every ledger of a target, whether its run goes on or not. Throws a {@link FileError} where their folder is a link to another. */
export function ledgersOf(baseUrl: string, folder = ledgerFolder): WrittenLedger[] {
  assertFree([path.dirname(folder), folder].map((each) => [each, folderObstacle(each)]));
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ndjson')) : [];
  const files = names.sort().map((name) => path.join(folder, name));
  const ledgers = files.filter((file) => isOurs(file, ledgerMark)).map(readLedger);
  return ledgers.filter((ledger) => ledger !== undefined).filter(({ run }) => run.baseUrl === baseUrl);
}

/** Closes a ledger, and forgets it when nothing remains in it. Returns whether it is kept, for a sweep. */
export function endLedger(ledger: Ledger): boolean {
  ledger.close();
  const written = readLedger(ledger.file);
  const isKept = written?.remaining.length !== 0 || written.hasLost;
  if (!isKept) removeOurs(ledger.file, ledgerMark);
  return isKept;
}

/** Whether a process of this machine is there, and has not ended without anybody having asked how. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !hasEnded(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'; // it is somebody else's
  }
}

/** Whether a process is a zombie, where the system tells (Linux, proc_pid_stat(5)): its parent was killed with it. */
function hasEnded(pid: number): boolean {
  const file = `/proc/${String(pid)}/stat`;
  return existsSync(file) && /\) [ZX] /.test(readFileSync(file, 'utf8'));
}

function parsed(line: string): LedgerRun | LedgerEntry | undefined {
  try {
    return JSON.parse(line) as LedgerRun | LedgerEntry;
  } catch {
    return undefined;
  }
}
