import { existsSync, readFileSync } from 'node:fs';
import type {
  Check,
  EvidenceRecord,
  Exchange,
  Finding,
  Leftover,
  OpenPoint,
  PlanRecord,
  TargetRecord,
} from '../contract/evidence.ts';

/** `there`: how many lines the evidence log has of a test; `said`: how many the test says it wrote, undefined if it never ended. */
export interface TestLines {
  there: number;
  said: number | undefined;
}

/** The records in the evidence log of a run. */
export interface Evidence {
  exchanges: Exchange[];
  findings: Finding[];
  leftovers: Leftover[];
  observations: OpenPoint[];
  /** Which checks judged which responses. */
  checks: Check[];
  /** What was found out about the target before the run; undefined if the run ended before that. */
  target?: TargetRecord | undefined;
  /** The verdicts that the run planned; undefined if it ended before its first request. */
  plan?: PlanRecord | undefined;
  /** The line counts by test id. */
  lines: ReadonlyMap<string, TestLines>;
  /** What cannot be read in the log, a sentence for each problem. */
  problems: string[];
}

/** Reads an evidence log from a file; returns an empty one if there is no file. Ignores a last line that a crash cut off. */
export function readEvidence(file: string): Evidence {
  return evidenceIn(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

/** Reads an evidence log from its text. */
export function evidenceIn(text: string): Evidence {
  const lines = text.split('\n');
  const parsed = lines.map(parsedLine);
  const records = parsed.filter((record) => record !== undefined);
  const lost = parsed.filter((record, index) => record === undefined && index < lines.length - 1).length;
  return {
    exchanges: records.filter((record) => record.kind === 'exchange'),
    findings: records.filter((record) => record.kind === 'finding'),
    leftovers: records.filter((record) => record.kind === 'leftover'),
    observations: records.filter((record) => record.kind === 'observation'),
    checks: records.filter((record) => record.kind === 'check'),
    target: records.find((record) => record.kind === 'target'),
    plan: records.find((record) => record.kind === 'plan'),
    lines: linesByTest(records),
    problems: lost === 0 ? [] : [`${String(lost)} lines of the evidence log cannot be read`],
  };
}

function linesByTest(records: readonly EvidenceRecord[]): Map<string, TestLines> {
  const lines = new Map<string, TestLines>();
  for (const record of records) {
    const { there, said } = lines.get(record.test) ?? { there: 0, said: undefined };
    const isEnd = record.kind === 'end';
    lines.set(record.test, isEnd ? { there, said: (said ?? 0) + record.lines } : { there: there + 1, said });
  }
  return lines;
}

/** The evidence with every exchange once: when a run is judged again, several workers may repeat the same recorded exchange. */
export function withoutRepeats(evidence: Evidence): Evidence {
  const keys = new Set<string>();
  const exchanges = evidence.exchanges.filter(({ test, nth }) => {
    const key = `${test}\n${String(nth)}`;
    return !keys.has(key) && keys.add(key);
  });
  return { ...evidence, exchanges };
}

function parsedLine(line: string): EvidenceRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as EvidenceRecord) : undefined;
  } catch {
    return undefined;
  }
}
