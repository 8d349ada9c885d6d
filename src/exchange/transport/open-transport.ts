import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EvidenceRecord } from '../../contract/evidence.ts';
import type { Contract } from '../../contract/operations.ts';
import { vocabulary } from '../../contract/schema/vocabulary.ts';
import { rejudgedFolder } from '../../target/environment.ts';
import { recordedRun } from '../../target/recorded-run.ts';
import type { RunSettings, Target } from '../../target/target.ts';
import type { Digests } from '../redaction/keyed-digests.ts';
import { createRecordedTransport } from '../replay/recorded-transport.ts';
import { createTransport, type Transport } from './transport.ts';

/** The file for notes of a rejudgement. */
export const noteFileName = 'rejudgement.ndjson';

/** The transport of this process: to the target or, in a rejudgement, the recorded transport. */
export function openTransport(
  { proxy }: Target,
  { exchangeTimeout, reportFolder }: RunSettings,
  { contract, digests }: { contract: Contract; digests: Digests | undefined },
): Transport {
  const folder = rejudgedFolder();
  if (folder === undefined) return createTransport(exchangeTimeout, proxy);
  if (!digests) throw new Error('a recorded run cannot be judged again without the key of its digests');
  const lines = readFileSync(path.join(recordedRun(folder).folder, 'evidence.ndjson'), 'utf8').split('\n');
  const records = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as EvidenceRecord);
  const words = vocabulary(contract.document);
  return createRecordedTransport({
    records,
    digests,
    words,
    noteFile: path.join(reportFolder, noteFileName),
  });
}
