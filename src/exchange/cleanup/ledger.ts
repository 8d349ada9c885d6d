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

/** What a run has created, or was about to, and not removed: on disk before the next step. Several processes may write to one. */
export interface Ledger {
  file: string;
  created(created: Created): void;
  removed(created: Created): void;
  /** Notes why a removal was in vain, so that nobody tries again before the next sweep. */
  kept(created: Created, reason: string): void;
  /** Notes that a request is about to be sent which may create something that shows these signs; returns a key for it. */
  sending(operation: string, signs: readonly string[]): string;
  /** Notes the signs of what a request is about to make of something that was created. */
  changing(signs: readonly string[]): void;
  /** Notes that it is known what a request has created, if anything. */
  settled(key: string): void;
  /** Notes that a sweep has looked for what was created by requests that were never settled. */
  searched(): void;
  /** Notes that its run has ended, though the process of an editor may go on. */
  ended(): void;
  /** Closes it: a test that was interrupted may have something to say after that, which is not written any more. */
  close(): void;
}

/** A ledger as it is on disk. */
export interface WrittenLedger {
  file: string;
  run: LedgerRun;
  /** What is still there, the oldest first; `reason`: why it could not be removed, where that was tried. */
  remaining: (Created & { reason?: string })[];
  /** What tells what the run created where its email addresses do not. */
  signs: readonly string[];
  /** Whether something may have been created whose id never came or cannot be read, so that only its mark tells of it. */
  hasLost: boolean;
  /** Whether its run has said that it has ended. */
  hasEnded: boolean;
  /** Milliseconds since 1970 at which it was written to last. */
  writtenAt: number;
}

/** What ledgers say of the runs on a target. */
export interface Shelf {
  ledgers: (WrittenLedger & { standing: Standing })[];
  /** Files that are no ledger that can be read, so that nobody knows whose they are. */
  unreadable: string[];
}

const writing = {
  mark: ledgerMark,
  mode: 0o600,
  meaning: 'Nothing is created at the target that cannot be noted there first.',
};

/** Begins the ledger of a run of this process. Throws a {@link FileError} when there is no folder that it can be written to. */
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
 * A ledger that has begun, to be carried on: what tells of something to remove is on disk when the call returns. What says that
 * there is nothing more to do need not be, since a sweep that does not know it only looks in vain. `sending` throws a
 * {@link FileError} where it cannot be written; what cannot be written later leaves it unsettled, so that a sweep looks for it. Throws
 * one where the ledger is not there: another sweep may have removed it.
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
 * A ledger on disk; undefined where the file is none, or is gone. A line that was cut off or overwritten may have told of something
 * that was created.
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
    return undefined; // it is gone, or no file, or nobody may read it
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

/** Every ledger of a target, whether its run goes on or not. Throws a {@link FileError} where their folder is a link to another. */
export function ledgersOf(baseUrl: string, folder = ledgerFolder): WrittenLedger[] {
  const ledgers = filesIn(folder)
    .filter((file) => isOurs(file, ledgerMark))
    .map(readLedger);
  return ledgers.filter((ledger) => ledger !== undefined).filter(({ run }) => run.baseUrl === baseUrl);
}

/** What ledgers say of the runs on a target, and which of these go on. */
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

/** Notes that the run of a ledger has ended, and forgets it when nothing remains in it. Returns whether it is kept, for a sweep. */
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
