import type { Contract } from '../contract/operations.ts';
import { secretsOf, type RunSettings, type Target } from '../target/target.ts';
import { removeCreated } from './cleanup.ts';
import { digestsOfRun } from './digests.ts';
import type { Ledger } from './ledger.ts';
import { openTransport } from './open-transport.ts';
import { createPace } from './pace.ts';
import { createRecorder, openEvidenceLog, type Created } from './recorder.ts';
import { createRedactor } from './redaction.ts';
import { createSession } from './session.ts';

/** After a run: removes what all of its tests shared. What cannot be removed is recorded as left over. */
export async function farewell(
  contract: Contract,
  target: Target,
  settings: RunSettings,
  { evidenceFile, ledger, created }: { evidenceFile: string; ledger: Ledger | undefined; created: Created[] },
): Promise<void> {
  const redactor = createRedactor(secretsOf(target));
  const digests = digestsOfRun(target, redactor);
  const transport = openTransport(target, settings, { contract, digests });
  const log = openEvidenceLog(evidenceFile);
  const requirement = { id: 'CUS-017', level: 'MUST' as const, text: '' };
  const facts = { test: 'farewell', requirement, contract, redactor, strict: false, replay: '', waivers: [] };
  const recorder = createRecorder(log, facts);
  recorder.created.push(...created);
  recorder.known.push(...created.map(({ id }) => id));
  try {
    const line = {
      contract,
      target,
      transport,
      redactor,
      digests,
      pace: createPace(settings.maxRps),
      ledger,
    };
    await removeCreated(line, recorder, createSession(target.credentials));
  } finally {
    log.close();
    await transport.close();
  }
}
