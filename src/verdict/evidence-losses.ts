import { isDeepStrictEqual } from 'node:util';
import type { PlanRecord } from '../contract/evidence.ts';
import type { Evidence } from './evidence-file.ts';
import type { TestOutcome } from './verdicts.ts';

/** Returns a problem if the evidence log has no plan, or the plan of another run. */
export function planProblems(
  recorded: PlanRecord | undefined,
  { runId, verdicts }: Pick<PlanRecord, 'runId' | 'verdicts'>,
): string[] {
  if (recorded === undefined)
    return ['the evidence log has no plan, which a run writes before its first request'];
  const isOfRun = recorded.runId === runId && isDeepStrictEqual(recorded.verdicts, asWritten(verdicts));
  return isOfRun ? [] : ['the plan in the evidence log is of another run'];
}

function asWritten<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** Returns a problem that names the ended tests with more or fewer lines in the evidence log than they say they wrote. */
export function lossProblems(
  { lines }: Pick<Evidence, 'lines'>,
  outcomes: readonly Pick<TestOutcome, 'id' | 'status' | 'requirement' | 'unrecorded'>[],
): string[] {
  const ended = outcomes.filter(({ status }) => status !== 'skipped' && status !== 'interrupted');
  const short = ended.filter(({ id }) => {
    const { there, said } = lines.get(id) ?? { there: 0, said: undefined };
    return there !== said;
  });
  if (short.length === 0) return [];
  const names = [...new Set(short.map(({ requirement }) => requirement))].slice(0, 10).join(', ');
  const count = short.length === 1 ? '1 test' : `${String(short.length)} tests`;
  return [`the lines of ${count} are not all in the evidence log: ${names}`];
}
