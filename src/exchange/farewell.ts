import type { Contract } from '../contract/operations.ts';
import { secretsOf, type RunSettings, type Target } from '../target/target.ts';
import { removeCreated } from './cleanup.ts';
import type { Ledger } from './ledger.ts';
import { createPace } from './pace.ts';
import { createRecorder, openEvidenceLog, type Created } from './recorder.ts';
import { createRedactor } from './redaction.ts';
import { createSession } from './session.ts';
import { createTransport } from './transport.ts';

/** After a run: removes what all of its tests shared. What cannot be removed is recorded as left over. */
export async function farewell(
  contract: Contract,
  target: Target,
  { exchangeTimeout, maxRps }: RunSettings,
  { evidenceFile, ledger, created }: { evidenceFile: string; ledger: Ledger | undefined; created: Created[] },
): Promise<void> {
  const transport = createTransport(exchangeTimeout, target.proxy);
  const redactor = createRedactor(secretsOf(target));
  const log = openEvidenceLog(evidenceFile);
  const requirement = { id: 'CUS-017', level: 'MUST' as const, text: '' };
  const facts = { test: 'farewell', requirement, contract, redactor, strict: false, replay: '', waivers: [] };
  const recorder = createRecorder(log, facts);
  recorder.created.push(...created);
  recorder.known.push(...created.map(({ id }) => id));
  try {
    const line = { contract, target, transport, redactor, pace: createPace(maxRps), ledger };
    await removeCreated(line, recorder, createSession(target.credentials));
  } finally {
    log.close();
    await transport.close();
  }
}
