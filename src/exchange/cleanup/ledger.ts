import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { FileError } from '../../files/file-error.ts';
import { ledgerMark } from '../../files/marks.ts';
import { assertFree, folderObstacle, isOurs, removeOurs } from '../../files/ours.ts';
import { claimed, removeSocket, standingOf, type Standing } from '../../files/running.ts';
import { createFile, makeFolders, openToAppend } from '../../files/write.ts';
import { ledgerEntry, type Created, type LedgerEntry, type LedgerRun } from './ledger-entries.ts';

/** Where ledgers are kept, relative to the working directory. */
export const ledgerFolder = path.join('.kor', 'ledger');

/** A file that lists what a run created, or was about to create, and has not removed. Several processes may write to it. */
export interface Ledger {
  file: string;
  created(created: Created): void;
  removed(created: Created): void;
  /** Notes why a removal failed; the next attempt is left to a sweep. */
  kept(created: Created, reason: string): void;
  /** Notes that a request is about to be sent that may create something with these signs; returns a key for it. */
  sending(operation: string, signs: readonly string[]): string;
  /** Notes the signs that an update is about to give to a resource. */
  changing(signs: readonly string[]): void;
  /** Notes that it is now known what a request created, if anything. */
  settled(key: string): void;
  /** Notes that a sweep has looked for what unsettled requests may have created. */
  searched(): void;
  /** Notes that its run has ended, even if its process (an editor) continues. */
  ended(): void;
  /** Closes it. Later entries, as from an interrupted test, are not written. */
  close(): void;
}

/** A ledger as it is on disk. */
export interface WrittenLedger {
  file: string;
  run: LedgerRun;
  /** What still exists, the oldest first; `reason`: why an attempt to remove it failed. */
  remaining: (Created & { reason?: string })[];
  /** Signs that identify what the run created where its email addresses do not. */
  signs: readonly string[];
  /** Whether something may have been created whose id is unknown or unreadable, so that only its mark identifies it. */
  hasLost: boolean;
  /** Whether its run has noted its end. */
  hasEnded: boolean;
  /** Time of the last write, in milliseconds since 1970. */
  writtenAt: number;
}

/** The ledgers of the runs on a target. */
export interface Shelf {
  ledgers: (WrittenLedger & { standing: Standing })[];
  /** Files that cannot be read as a ledger, so that their run is unknown. */
  unreadable: string[];
}

const writing = {
  mark: ledgerMark,
  mode: 0o600,
  meaning: 'Without this note, nothing is created at the target.',
};

/** Creates the ledger of a run of this process. Throws a {@link FileError} when its folder cannot be written to. */
export async function beginLedger(
  run: Pick<LedgerRun, 'run' | 'baseUrl'>,
  folder = ledgerFolder,
): Promise<Ledger> {
  makeFolders(path.resolve(folder, '../..'), path.resolve(folder).split(path.sep).slice(-2), 0o700);
  const { runner, release } = await claimed(folder);
  const file = path.resolve(folder, `${run.run}-${randomUUID().slice(0, 8)}.ndjson`);
  const first: LedgerRun = { kind: 'run', ...run, process: runner, start: new Date().toISOString() };
  createFile(file, `${JSON.stringify(first)}\n`, writing);
  const ledger = openLedger(file);
  const close = (): void => {
    ledger.close();
    release();
  };
  return { ...ledger, close };
}

/**
 * Opens an existing ledger. `created` and `sending` are on disk when the call returns. Other entries need not be: without them, a sweep
 * only searches without result. `sending` throws a {@link FileError} when it cannot be written. If a later entry cannot be written, the
 * request stays unsettled, so that a sweep looks for it. Throws a `FileError` if the ledger does not exist: a sweep may have removed it.
 */
export function openLedger(file: string): Ledger {
  const carryingOn = { ...writing, isThere: true };
  const durable = openToAppend(file, { ...carryingOn, isDurable: true });
  const relaxed = openToAppend(file, carryingOn);
  let isOpen = true;
  const at = (): string => new Date().toISOString();
  const write = (entry: LedgerEntry, log = relaxed): void => {
    if (!isOpen) return;
    try {
      log.append(`\n${JSON.stringify(entry)}\n`); // the text before it may be an incomplete line
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
    sending: (operation, signs) => {
      const key = randomUUID();
      write({ kind: 'sending', operation, key, signs, at: at() }, durable);
      return key;
    },
    changing: (signs) => write({ kind: 'changing', signs, at: at() }),
    settled: (key) => write({ kind: 'settled', key, at: at() }),
    searched: () => write({ kind: 'searched', at: at() }),
    ended: () => write({ kind: 'ended', at: at() }),
    close: () => {
      isOpen = false;
      durable.close();
      relaxed.close();
    },
  };
}

/**
 * Reads a ledger; undefined if the file is no ledger or does not exist. A line that was cut off or overwritten counts as an unsettled
 * request, since it may have noted something that was created.
 */
export function readLedger(file: string): WrittenLedger | undefined {
  const text = textOf(file);
  const [first = '', ...lines] = text?.split('\n').filter((line) => line !== '') ?? [];
  const run = ledgerEntry(first);
  if (run?.kind !== 'run') return undefined;
  const remaining = new Map<string, WrittenLedger['remaining'][number]>();
  const unsettled = new Set<string>();
  const entries = lines.map(ledgerEntry);
  for (const [index, entry] of entries.entries()) {
    if (!entry || entry.kind === 'run') unsettled.add(`line ${String(index)}`);
    else if (entry.kind === 'sending') unsettled.add(entry.key);
    else if (entry.kind === 'settled') unsettled.delete(entry.key);
    else if (entry.kind === 'searched') unsettled.clear();
    else if ('id' in entry) noteIn(remaining, entry);
  }
  return {
    ...{ file, run, remaining: [...remaining.values()], hasLost: unsettled.size > 0 },
    signs: entries.flatMap((entry) => (entry && 'signs' in entry ? (entry.signs ?? []) : [])),
    hasEnded: entries.some((entry) => entry?.kind === 'ended'),
    writtenAt: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // it does not exist, is no file or must not be read
  }
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

/** All ledgers of a target, of running and ended runs. Throws a {@link FileError} when their folder is a link to another. */
export function ledgersOf(baseUrl: string, folder = ledgerFolder): WrittenLedger[] {
  const ledgers = filesIn(folder)
    .filter((file) => isOurs(file, ledgerMark))
    .map(readLedger);
  return ledgers.filter((ledger) => ledger !== undefined).filter(({ run }) => run.baseUrl === baseUrl);
}

/** The ledgers of the runs on a target, and whether each run is still running. */
export async function shelfOf(baseUrl: string, folder = ledgerFolder): Promise<Shelf> {
  const ledgers = ledgersOf(baseUrl, folder).map(async (each) => {
    const { hasEnded, run, writtenAt } = each;
    const standing = hasEnded ? 'ended' : await standingOf(run.process, { folder, writtenAt });
    return { ...each, standing };
  });
  const unreadable = filesIn(folder).filter(
    (file) => existsSync(file) && !(isOurs(file, ledgerMark) && readLedger(file)),
  );
  return { ledgers: await Promise.all(ledgers), unreadable };
}

function filesIn(folder: string): string[] {
  assertFree([path.dirname(folder), folder].map((each) => [each, folderObstacle(each)]));
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ndjson')) : [];
  return names.sort().map((name) => path.join(folder, name));
}

/** Notes that the run of a ledger has ended, and deletes the ledger when nothing remains in it. Returns whether it is kept for a sweep. */
export function endLedger(ledger: Ledger): boolean {
  ledger.ended();
  ledger.close();
  const written = readLedger(ledger.file);
  const isKept = written?.remaining.length !== 0 || written.hasLost;
  if (!isKept) {
    removeOurs(ledger.file, ledgerMark);
    removeSocket(written.run.process, path.dirname(ledger.file));
  }
  return isKept;
}
