import type { Removal } from '../../contract/operations.ts';

/** The first line of a ledger. */
export interface LedgerRun {
  kind: 'run';
  run: string;
  /** The process of the run, which ends with it: a `Runner`, or only the process id in a ledger of release 0.1.0. */
  process: unknown;
  /** The target, without credentials. */
  baseUrl: string;
  start: string;
}

/** Any other line of a ledger. */
export type LedgerEntry =
  | { kind: 'created'; operation: string; parameter: string; id: string; at: string }
  | { kind: 'removed'; operation: string; id: string; at: string }
  | { kind: 'kept'; operation: string; id: string; reason: string; at: string }
  | { kind: 'sending'; operation: string; key: string; signs?: readonly string[]; at: string }
  | { kind: 'changing'; signs: readonly string[]; at: string }
  | { kind: 'settled'; key: string; at: string }
  | { kind: 'searched'; at: string }
  | { kind: 'ended'; at: string };

/** The properties of each kind of line that must be strings. */
const texts: Record<LedgerEntry['kind'] | 'run', readonly string[]> = {
  run: ['run', 'baseUrl', 'start'],
  created: ['operation', 'parameter', 'id'],
  removed: ['operation', 'id'],
  kept: ['operation', 'id', 'reason'],
  sending: ['operation', 'key'],
  changing: [],
  settled: ['key'],
  searched: [],
  ended: [],
};

/** Parses a line of a ledger; undefined if it is invalid: cut off, overwritten, or of another release. */
export function ledgerEntry(line: string): LedgerRun | LedgerEntry | undefined {
  const value = parsed(line);
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  const { kind, signs = [], ...members } = value as Record<string, unknown>;
  const wanted = Object.entries(texts).find(([name]) => name === kind)?.[1];
  const hasTexts = wanted?.every((name) => typeof members[name] === 'string');
  const hasSigns = Array.isArray(signs) && signs.every((each) => typeof each === 'string');
  return hasTexts && hasSigns ? (value as LedgerRun | LedgerEntry) : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A resource that a test created and has not removed yet. */
export interface Created {
  removal: Pick<Removal, 'operation' | 'parameter'>;
  id: string;
}
