import { copyFileSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EvidenceRecord, Exchange } from '../../../src/contract/evidence.ts';
import type { RunRecord } from '../../../src/target/recorded-run.ts';
import type { Conformance } from '../../../src/verdict/reports/report-types.ts';
import type { CommandResult } from './conformance-run.ts';
import type { Rejudgement } from '../../../src/certificate/rejudgement/rejudgement.ts';

/** The key of the digests in the evidence recorded here. */
export const evidenceKey = '5a'.repeat(32);

/** What a run left, as an evidence archive contains it. */
export function recordedFolder({ folder, report, evidence }: CommandResult): string {
  const into = mkdtempSync(path.join(tmpdir(), 'kor-recorded-run-'));
  for (const name of ['evidence.ndjson', 'conformance.json'])
    copyFileSync(path.join(folder, name), path.join(into, name));
  writeFileSync(path.join(into, 'evidence.key'), `${evidenceKey}\n`);
  const [first] = evidence.exchanges;
  if (!report || !first) throw new Error('the run left nothing to judge again');
  const { seed, runId, profile, strict, startedAt, finishedAt, target, description } = report;
  const run: RunRecord = {
    ...{ schemaVersion: 1, seed, runId, profile, strict, startedAt, finishedAt },
    ...{ staleness: 0, descriptionDigest: description.digest },
    target: { kind: target.kind, baseUrl: new URL(first.request.url).origin },
    credentials: { other: true, shortLived: false, expiredToken: false },
    ...{ exchangeTimeout: 10_000, testTimeout: 60_000, overlays: [], webhookCaptures: [] },
  };
  writeFileSync(path.join(into, 'run.json'), JSON.stringify(run));
  return into;
}

/** What a forger can change. */
export interface Forgery {
  /** All lines of the evidence: exchanges may be changed, moved and removed in place. */
  records: EvidenceRecord[];
  conformance: Conformance;
  setup: RunRecord;
  /** The exchanges of the only test of a requirement. */
  of: (requirement: string) => Exchange[];
  /** The first of them with an operation. */
  first: (requirement: string, operation: string) => Exchange;
}

/** A copy of a recorded run after some changes. */
export function forged(folder: string, change: (forgery: Forgery) => void): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'kor-forged-run-'));
  cpSync(folder, copy, { recursive: true });
  const file = (name: string): string => path.join(copy, name);
  const lines = readFileSync(file('evidence.ndjson'), 'utf8').trimEnd().split('\n');
  const records = lines.map((line) => JSON.parse(line) as EvidenceRecord);
  const conformance = JSON.parse(readFileSync(file('conformance.json'), 'utf8')) as Conformance;
  const setup = JSON.parse(readFileSync(file('run.json'), 'utf8')) as RunRecord;
  const of = (requirement: string): Exchange[] => {
    const [test] = conformance.requirements.find(({ id }) => id === requirement)?.evidence.tests ?? [];
    return records.filter((record) => record.kind === 'exchange').filter((each) => each.test === test);
  };
  const first = (requirement: string, operation: string): Exchange => {
    const found = of(requirement).find((each) => each.operation === operation);
    if (!found) throw new Error(`the test of ${requirement} has not sent ${operation}`);
    return found;
  };
  change({ records, conformance, setup, of, first });
  writeFileSync(file('evidence.ndjson'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  writeFileSync(file('conformance.json'), JSON.stringify(conformance));
  writeFileSync(file('run.json'), JSON.stringify(setup));
  return copy;
}

/** A change of what a run has left, in the exchanges or verdicts of one requirement, and what is to be said of it. */
export interface ForgeryCase {
  name: string;
  requirement: string;
  change: (forgery: Forgery, requirement: string) => void;
  /** Where it is said, and what. */
  told: [keyof Pick<Rejudgement, 'verdicts' | 'requests' | 'unused' | 'evidence'>, RegExp];
}
