import { createMemory } from '../client-context.ts';
import type { Exchange } from '../../contract/evidence.ts';
import { pathValues } from '../../contract/rules/location-header.ts';
import type { Contract } from '../../contract/operations.ts';
import type { RunSettings, Target } from '../../target/target.ts';
import { removeCreated } from './cleanup.ts';
import { digestsOfRun } from '../redaction/keyed-digests.ts';
import { readLedger } from './ledger.ts';
import { openTransport } from '../transport/open-transport.ts';
import { claimEarlier } from './ownership-claims.ts';
import { createPace } from '../transport/rate-limit.ts';
import type { PreflightFacts } from '../setup/preflight.ts';
import { assertWhole, createRecorder, openEvidenceLog } from '../recorder.ts';
import type { Created } from './ledger-entries.ts';
import { createSession } from '../session.ts';

/** After a run: removes the data that its tests shared, and carries out postponed removals. Records what cannot be removed as left over. */
export async function removeAfterRun(
  contract: Contract,
  target: Target,
  settings: RunSettings,
  { evidenceFile, ledger, redactor, created }: PreflightFacts & { created: Created[] },
): Promise<void> {
  const digests = digestsOfRun(target, redactor);
  const transport = openTransport(target, settings, { contract, digests });
  const log = openEvidenceLog(evidenceFile);
  const requirement = { id: 'CUS-017', level: 'MUST' as const, text: '' };
  const facts = { test: 'farewell', requirement, contract, redactor, strict: false, replay: '', waivers: [] };
  const recorder = createRecorder(log, facts);
  const then = removedThen(contract, transport.recorded?.sentBy(facts.test) ?? []);
  const all = new Map([...created, ...then].map((each) => [each.id, each]));
  try {
    const context = {
      contract,
      target,
      transport,
      redactor,
      emailDomain: settings.emailDomain,
      digests,
      pace: createPace(settings.maxRps),
      memory: createMemory(),
      ledger,
    };
    for (const sign of (ledger && readLedger(ledger.file)?.signs) ?? []) context.memory.signs.set(sign, '');
    claimEarlier(context, recorder, [...all.values()]);
    await removeCreated(context, recorder, createSession(target.credentials), 'last');
    assertWhole(log);
  } finally {
    log.close();
    await transport.close();
  }
}

/** What a recorded run removed at its end; the tests of a rejudgement do not know which of their removals were postponed. */
function removedThen({ table }: Contract, exchanges: readonly Exchange[]): Created[] {
  return exchanges.flatMap(({ operation: id, request }) => {
    const operation = table.operations.find((each) => each.id === id && each.method === 'DELETE');
    const values = operation && Object.entries(pathValues(operation, new URL(request.url)) ?? {});
    return (values ?? []).map(([parameter, value]) => ({ removal: { operation: id, parameter }, id: value }));
  });
}
