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

/** Where evidence goes: one JSON value a line, whole lines only, safe for several processes at once. */
export interface EvidenceLog {
  /** Never throws for a file that cannot be written: what was created meanwhile is still to be removed. */
  write(record: EvidenceRecord): void;
  /** Writes that a test has ended, with how many lines of its own stand here. */
  end?: (test: string) => void;
  /** Why something could not be written; undefined while all is there. */
  lost?: () => FileError | undefined;
  close(): void;
}

/**
 * The evidence log in a file, created with its folder when there is none. Throws a {@link FileError} where that cannot be done, or
 * something else has the name.
 */
export function openEvidenceLog(file: string): EvidenceLog {
  makeFolder(path.dirname(file));
  const meaning = 'What is not recorded cannot be judged, so there is no whole verdict.';
  const log = openToAppend(file, { mark: evidenceMark, meaning });
  const losses: FileError[] = [];
  const lines = new Map<string, number>();
  const write = (record: EvidenceRecord): void => {
    if (losses.length > 0) return; // behind half a line it could not be read
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

/** Throws why something could not be written to a log, where that is so. */
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

/** What a recorder needs to know of its test. */
export interface TestFacts {
  /** Playwright's id of the test. */
  test: string;
  requirement: TestedRequirement;
  contract: Contract;
  redactor: Redactor;
  /** Whether a broken SHOULD fails the test. */
  strict: boolean;
  /** A shell line that runs the test again with the same values. */
  replay: string;
  /** Known deviations that hold today. */
  waivers: readonly Waiver[];
}

/** An answer that has come in during a test, with the violations that were found in it. */
export interface RecordedResponse {
  response: ApiResponse;
  violations: Violation[];
  /** Whether a matcher has judged the violations already, or they are of a removal that no test is about. */
  examined: boolean | 'cleanup';
}

/** What one test sent, received and found. */
export interface Recorder extends TestFacts {
  exchanges: Exchange[];
  responses: RecordedResponse[];
  created: Created[];
  /** Ids of everything that the test has created, whether it is still there or not. */
  known: string[];
  /** What the test knows of whose the things are that it has met. */
  belongings: OwnershipRecord;
  /** The checks that have judged something, as a reader of the test knows them. */
  checks: string[];
  /** What of the environment has kept the test from judging. */
  hindrances: EnvironmentFault[];
  /** Counts a request that is about to be sent: which one of the test it is. */
  sending(): number;
  exchanged(exchange: Omit<Exchange, 'kind' | 'test' | 'index'>): Exchange;
  received(response: ApiResponse, violations: Violation[]): void;
  /** The violations of an answer, which from now on count as examined. */
  examine(response: ApiResponse, purpose?: 'cleanup'): Violation[];
  found(finding: Omit<Finding, 'kind' | 'test' | 'requirement'> & { requirement?: string }): void;
  /** Notes that a check judged an answer, or else what was captured; what it finds is no more binding than what was wrong about the request on purpose. */
  checked(call: string, response?: Pick<ApiResponse, 'exchange' | 'breach'>): void;
  leftOver(operation: Exchange['operation'], id: string, reason: string): void;
  /** Notes what the target does at a point that the documentation leaves open; once a test is enough. */
  observed(about: string, seen: string, operation?: Exchange['operation']): void;
  /** Whether a waiver covers a violation. */
  isWaived(violation: Omit<Waivable, 'requirement'> & { requirement?: string }): boolean;
}

/** A recorder for one test, which writes everything to the evidence log as it happens. */
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
      const index = exchanges.length + 1; // what it holds was redacted where it was received
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

/** What is noted beside exchanges and answers: it leaves without secrets, whatever says it. */
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

/** Whether what could not be judged lies in the last exchange; what was never sent, or thrown, has none. */
function isOfLastResponse({ judged, blame }: Pick<Finding, 'judged' | 'blame'>): boolean {
  return !judged && (blame === 'environment' || blame === 'api');
}

/** What names an exchange in the evidence log. */
export function witnessOf(exchange: Exchange | undefined): Finding['exchange'] {
  return exchange && { test: exchange.test, index: exchange.index };
}

const recorderByResponse = new WeakMap<ApiResponse, Recorder>();

/** The recorder of the test that received an answer. Throws for anything that did not come from `api`. */
export function recorderOf(response: unknown): Recorder {
  const recorder =
    typeof response === 'object' && response !== null
      ? recorderByResponse.get(response as ApiResponse)
      : undefined;
  if (!recorder) throw new TypeError('expected an answer of api.send or api.attempt');
  return recorder;
}
