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

/** How many lines of a test stand in the evidence log, and how many it says that there are; undefined where it never ended. */
export interface TestLines {
  there: number;
  said: number | undefined;
}

/** What a run left in its evidence log. */
export interface Evidence {
  exchanges: Exchange[];
  findings: Finding[];
  leftovers: Leftover[];
  observations: OpenPoint[];
  /** Which checks judged which answers. */
  checks: Check[];
  /** What was found out about the target before the run; undefined where it ended before that. */
  target?: TargetRecord | undefined;
  /** What the run was to come to; undefined where it ended before its first request. */
  plan?: PlanRecord | undefined;
  /** By test: how many lines it has left, and how many it says that there are; undefined where it never ended. */
  lines: ReadonlyMap<string, TestLines>;
  /** What of it cannot be read. */
  problems: string[];
}

/** The evidence log in a file, empty when there is none, and what of it cannot be read. A last line that a crash cut off is passed over. */
export function readEvidence(file: string): Evidence {
  return evidenceIn(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

/** The evidence log in a text. */
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

/** Evidence in which every exchange stands once: what several workers of a run that is judged again have asked for is recorded once. */
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
