import path from 'node:path';
import { weighed, type Level } from '../contract/schema/certainty.ts';
import type { EnvironmentFault, EvidenceRecord, Exchange, Finding } from '../contract/evidence.ts';
import { covers, type Waivable, type Waiver } from '../contract/waivers.ts';
import type { Contract } from '../contract/operations.ts';
import type { Json } from '../contract/schema/pointers.ts';
import { placeOf, type Violation } from '../contract/validation/violation.ts';
import { FileError } from '../files/file-error.ts';
import { evidenceMark } from '../files/marks.ts';
import { makeFolder, openToAppend } from '../files/write.ts';
import type { ApiResponse } from './response.ts';
import { createOwnershipRecord, type OwnershipRecord } from './cleanup/ownership-record.ts';
import type { Created } from './cleanup/ledger-entries.ts';
import type { Redactor } from './redaction/redaction.ts';

/** The evidence log: one JSON value per line, only complete lines; several processes may write to it at the same time. */
export interface EvidenceLog {
  /** Never throws when the file cannot be written, because the test must still remove what it created. */
  write(record: EvidenceRecord): void;
  /** Writes that a test has ended, with the number of lines that it wrote here. */
  end?: (test: string) => void;
  /** Why something could not be written; undefined if everything was written. */
  lost?: () => FileError | undefined;
  close(): void;
}

/**
 * Opens the evidence log in a file; creates the file and its folder if they do not exist. Throws a {@link FileError} when that fails,
 * or when a file of another kind has that name.
 */
export function openEvidenceLog(file: string): EvidenceLog {
  makeFolder(path.dirname(file));
  const meaning = 'What is not recorded cannot be judged, so the verdict is incomplete.';
  const log = openToAppend(file, { mark: evidenceMark, meaning });
  const losses: FileError[] = [];
  const lines = new Map<string, number>();
  const write = (record: EvidenceRecord): void => {
    if (losses.length > 0) return; // a line after an incomplete one could not be read
    try {
      log.append(`${JSON.stringify(record)}\n`);
      lines.set(record.test, (lines.get(record.test) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      losses.push(error);
    }
  };
  return {
    write,
    end: (test) => {
      write({ kind: 'end', test, lines: lines.get(test) ?? 0 });
      lines.delete(test);
    },
    lost: () => losses[0],
    close: log.close,
  };
}

/** Throws the error that kept something from being written to a log, if there was one. */
export function assertWhole({ lost }: EvidenceLog): void {
  const loss = lost?.();
  if (loss) throw loss;
}

/** The requirement that a test verifies. */
export interface TestedRequirement {
  id: string;
  level: Level;
  text: string;
}

/** What a recorder needs to know about its test. */
export interface TestFacts {
  /** Playwright's id of the test. */
  test: string;
  requirement: TestedRequirement;
  contract: Contract;
  redactor: Redactor;
  /** Whether a broken SHOULD fails the test. */
  strict: boolean;
  /** A shell command that runs the test again with the same values. */
  replay: string;
  /** Waivers of known deviations that are in force today. */
  waivers: readonly Waiver[];
}

/** A response that a test received, with the violations that were found in it. */
export interface RecordedResponse {
  response: ApiResponse;
  violations: Violation[];
  /** Whether a matcher has already judged the violations; `cleanup`: the response is to a removal in the cleanup, which no test is about. */
  examined: boolean | 'cleanup';
}

/** What one test sent, received and found. */
export interface Recorder extends TestFacts {
  exchanges: Exchange[];
  responses: RecordedResponse[];
  created: Created[];
  /** Ids of everything that the test created, whether it still exists or not. */
  known: string[];
  /** What the test knows about who owns the ids that it has seen. */
  belongings: OwnershipRecord;
  /** The checks that have judged something, as they are written in the test. */
  checks: string[];
  /** The environment faults that kept the test from judging. */
  hindrances: EnvironmentFault[];
  /** Counts a request that is about to be sent; returns its number within the test, from 1. */
  sending(): number;
  exchanged(exchange: Omit<Exchange, 'kind' | 'test' | 'index'>): Exchange;
  received(response: ApiResponse, violations: Violation[]): void;
  /** Returns the violations of a response and marks them as examined. */
  examine(response: ApiResponse, purpose?: 'cleanup'): Violation[];
  found(finding: Omit<Finding, 'kind' | 'test' | 'requirement'> & { requirement?: string }): void;
  /** Notes that a check judged a response, or captured events. Its findings are no more binding than the deliberate violation in the request. */
  checked(call: string, response?: Pick<ApiResponse, 'exchange' | 'breach'>): void;
  leftOver(operation: Exchange['operation'], id: string, reason: string): void;
  /** Notes what the target does where the documentation leaves its behaviour open; the same observation only once per test. */
  observed(about: string, seen: string, operation?: Exchange['operation']): void;
  /** Whether a waiver covers a violation. */
  isWaived(violation: Omit<Waivable, 'requirement'> & { requirement?: string }): boolean;
}

/** A recorder for one test. It writes everything to the evidence log immediately. */
export function createRecorder(log: EvidenceLog, facts: TestFacts): Recorder {
  const exchanges: Exchange[] = [];
  const responses: RecordedResponse[] = [];
  const checks: string[] = [];
  const hindrances: EnvironmentFault[] = [];
  let sent = 0;
  const recorder: Recorder = {
    ...facts,
    ...notesOf(log, facts, { exchanges, checks, hindrances }),
    exchanges,
    responses,
    checks,
    hindrances,
    created: [],
    known: [],
    belongings: createOwnershipRecord(),
    sending: () => (sent += 1),
    exchanged: (given) => {
      const index = exchanges.length + 1; // its content was redacted on receipt
      const exchange: Exchange = { kind: 'exchange', test: facts.test, index, ...given };
      exchanges.push(exchange);
      log.write(exchange);
      return exchange;
    },
    received: (response, violations) => {
      responses.push({ response, violations, examined: false });
      recorderByResponse.set(response, recorder);
    },
    examine: (response, purpose) => {
      const recorded = responses.find((each) => each.response === response);
      if (recorded) recorded.examined = purpose ?? true;
      return recorded?.violations ?? [];
    },
  };
  return recorder;
}

/** The notes beside exchanges and responses. Secrets are removed from all of them before they are written. */
function notesOf(
  log: EvidenceLog,
  { test, requirement, redactor, waivers }: TestFacts,
  { exchanges, checks, hindrances }: Pick<Recorder, 'exchanges' | 'checks' | 'hindrances'>,
): Pick<Recorder, 'found' | 'checked' | 'leftOver' | 'observed' | 'isWaived'> {
  const observations = new Set<string>();
  const write = (record: EvidenceRecord): void =>
    log.write(redactor.json(record as unknown as Json) as unknown as EvidenceRecord);
  return {
    found: (finding) => {
      if (finding.fault) hindrances.push(finding.fault);
      write({
        ...{ kind: 'finding', test, requirement: requirement.id },
        ...(isOfLastResponse(finding) && exchanges.length > 0 && { exchange: witnessOf(exchanges.at(-1)) }),
        ...finding,
      });
    },
    checked: (call, response) => {
      checks.push(call);
      if (!response) return;
      const level = weighed(requirement.level, response.breach?.level ?? 'MUST');
      const exchange = { test: response.exchange.test, index: response.exchange.index };
      write({ kind: 'check', test, requirement: requirement.id, level, call, exchange });
    },
    leftOver: (operation, id, reason) => {
      write({ kind: 'leftover', test, operation, id, reason });
    },
    observed: (about, seen, operation) => {
      const key = [operation, about, seen].join('\n');
      if (!observations.has(key)) write({ kind: 'observation', test, operation, about, seen });
      observations.add(key);
    },
    isWaived: (violation) => {
      const place = { requirement: requirement.id, ...violation, pointer: placeOf(violation.pointer) };
      return waivers.some((waiver) => covers(waiver, place));
    },
  };
}

/** Whether a finding without judgement is about the last exchange. A request that was not sent, or a defect of the suite, has no exchange. */
function isOfLastResponse({ judged, blame }: Pick<Finding, 'judged' | 'blame'>): boolean {
  return !judged && (blame === 'environment' || blame === 'api');
}

/** The test and index that identify an exchange in the evidence log. */
export function witnessOf(exchange: Exchange | undefined): Finding['exchange'] {
  return exchange && { test: exchange.test, index: exchange.index };
}

const recorderByResponse = new WeakMap<ApiResponse, Recorder>();

/** The recorder of the test that received a response. Throws a `TypeError` for a value that `api` did not return. */
export function recorderOf(response: unknown): Recorder {
  const recorder =
    typeof response === 'object' && response !== null
      ? recorderByResponse.get(response as ApiResponse)
      : undefined;
  if (!recorder) throw new TypeError('expected a response of api.send or api.attempt');
  return recorder;
}
