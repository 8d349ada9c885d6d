import { requirements } from '../../specs/requirements/index.ts';
import type { DraftSeed } from '../contract/data/drafts.ts';
import type { Exchange } from '../contract/evidence.ts';
import type { Waiver } from '../contract/waivers.ts';
import { createApi } from '../exchange/api.ts';
import { removeCreated } from '../exchange/cleanup/cleanup.ts';
import type { ClientContext } from '../exchange/client-context.ts';
import type { NotTestable } from '../exchange/not-testable.ts';
import { createRecorder, type EvidenceLog, type Recorder } from '../exchange/recorder.ts';
import type { Session } from '../exchange/session.ts';
import { create, remove, retrieve, setSuspended, update } from './actions.ts';
import { UnmetRequirement, createJudge, type Broken } from './judge.ts';
import { list } from './lists.ts';
import { customerAt, emptyModel, type Model } from './model.ts';
import type { Stage } from './stage.ts';
import { mostCustomers, operationOf, type ExplorationStep } from './steps.ts';

/** What every sequence of an exploration needs. */
export interface Ground extends DraftSeed {
  context: ClientContext;
  session: Session;
  log: EvidenceLog;
  /** Whether SHOULD violations are binding. */
  strict: boolean;
  /** The waivers that have not expired. */
  waivers: readonly Waiver[];
  /** Milliseconds that reads may lag behind writes. */
  staleness: number;
}

/** A sequence with a binding violation. */
export interface FailedSequence {
  steps: readonly ExplorationStep[];
  broken: readonly [Broken, ...Broken[]];
  /** The exchanges of the sequence, up to the one that shows it. */
  exchanges: readonly Exchange[];
}

/** One run of a sequence, which the caller must always close. */
export interface SequenceRun {
  model: Model;
  /** Whether a step can be taken: there is a customer for it, or room for another. */
  isPossible(step: ExplorationStep): boolean;
  /** Takes a step. Throws a {@link UnmetRequirement} when a response has binding violations. */
  take(step: ExplorationStep): Promise<void>;
  /** The failure, after a step has thrown. */
  failure(error: UnmetRequirement | NotTestable): FailedSequence;
  /** Removes what the sequence created. Returns the ids of all that it had created. */
  close(): Promise<string[]>;
}

/** Begins a run of a sequence. Violations that are not binding are passed to `note`. */
export function beginSequence(ground: Ground, occasion: number, note: (broken: Broken) => void): SequenceRun {
  const { context, session, staleness } = ground;
  const recorder = sequenceRecorder(ground, `sequence ${String(occasion)}`);
  const stage: Stage = {
    api: createApi(context, recorder, session),
    recorder,
    judge: createJudge(recorder, note),
    seed: { seed: ground.seed, runId: ground.runId, emailDomain: ground.emailDomain, occasion },
    ...{ staleness, writtenAt: -Infinity, bodies: 0 },
  };
  const model = emptyModel();
  const steps: ExplorationStep[] = [];
  return {
    model,
    isPossible: (step) => {
      const count = model.customers.length;
      return isDescribed(context, step) && (step.do === 'create' ? count < mostCustomers : count > 0);
    },
    take: async (step) => {
      steps.push('of' in step ? { ...step, of: step.of % model.customers.length } : step);
      await taken(model, stage, step);
    },
    failure: (error) => ({
      steps,
      broken: error instanceof UnmetRequirement ? error.broken : [tokenRefused(error, recorder)],
      exchanges: recorder.exchanges.filter(({ operation }) => operation !== 'exchangeApiKey'),
    }),
    close: async () => {
      const known = [...recorder.known];
      await removeCreated(context, recorder, session, 'last');
      return known;
    },
  };
}

/** A recorder of the exchanges of a sequence, which belong to no single requirement. */
export function sequenceRecorder({ context, log, strict, waivers }: Ground, test: string): Recorder {
  const requirement = { id: 'CUS-041', ...requirements['CUS-041'] };
  const { contract, redactor } = context;
  return createRecorder(log, { test, requirement, contract, redactor, strict, replay: '', waivers });
}

function isDescribed({ contract }: ClientContext, step: ExplorationStep): boolean {
  return contract.table.operations.some(({ id }) => id === operationOf[step.do]);
}

async function taken(model: Model, stage: Stage, step: ExplorationStep): Promise<void> {
  if (step.do === 'create') return create(model, stage, step);
  const customer = customerAt(model, step.of);
  if (!customer) return undefined;
  if (step.do === 'update') return update(model, stage, customer, step);
  if (step.do === 'list') return list(model, stage, customer, step);
  if (step.do === 'retrieve') return retrieve(stage, customer);
  if (step.do === 'remove') return remove(model, stage, customer);
  return setSuspended(model, stage, customer, step.do);
}

/** The violation of a target that issued no access token in the middle of a sequence. */
function tokenRefused({ reason }: NotTestable, { responses, contract }: Recorder): Broken {
  const [last] = responses.slice(-1);
  if (!last) throw new Error('no response was received');
  const source = contract.operation('exchangeApiKey').pointer;
  const violation = { pointer: '', rule: 'token', message: reason, level: 'MUST' as const, source };
  return { requirement: 'AUT-001', response: last.response, violation };
}
