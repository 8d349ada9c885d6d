import { existsSync, readFileSync } from 'node:fs';
import type { EvidenceRecord, Exchange, Finding, Leftover } from '../contract/evidence.ts';

/** What a run left in its evidence log. */
export interface Evidence {
  exchanges: Exchange[];
  findings: Finding[];
  leftovers: Leftover[];
}

/** The evidence log in a file; empty when there is none. A last line that was cut off by a crash is passed over. */
export function readEvidence(file: string): Evidence {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const records = text.split('\n').flatMap(parsedLine);
  return {
    exchanges: records.filter((record) => record.kind === 'exchange'),
    findings: records.filter((record) => record.kind === 'finding'),
    leftovers: records.filter((record) => record.kind === 'leftover'),
  };
}

function parsedLine(line: string): EvidenceRecord[] {
  try {
    return [JSON.parse(line) as EvidenceRecord];
  } catch {
    return [];
  }
}
