import { setTimeout as elapsed } from 'node:timers/promises';
import type { Api } from '../exchange/api.ts';
import type { ApiResponse } from '../exchange/response.ts';
import type { Recorder } from '../exchange/recorder.ts';
import type { BodySeed } from './bodies.ts';
import type { ExplorationJudge } from './judge.ts';

/** What the steps of one run of a sequence share. */
export interface Stage {
  api: Api;
  recorder: Recorder;
  judge: ExplorationJudge;
  seed: BodySeed;
  /** Milliseconds that reads may lag behind writes. */
  staleness: number;
  /** When something was last written, on the clock of performance.now(). */
  writtenAt: number;
  /** Bodies made so far. */
  bodies: number;
}

/** Makes a call and judges what every response must be. */
export async function told<Each extends ApiResponse>(stage: Stage, call: () => Promise<Each>): Promise<Each> {
  const response = await call();
  if (stage.recorder.contract.operation(response.operation).method !== 'GET')
    stage.writtenAt = performance.now();
  stage.judge.shape(response);
  return response;
}

/** The same for a call about existing resources: it is sent when reads must show everything written before. */
export async function asked<Each extends ApiResponse>(
  stage: Stage,
  call: () => Promise<Each>,
): Promise<Each> {
  await settled(stage);
  return told(stage, call);
}

/** Waits until reads must show everything written before. */
export async function settled({ staleness, writtenAt }: Stage): Promise<void> {
  const wait = writtenAt + staleness - performance.now();
  if (staleness > 0 && wait > 0) await elapsed(wait);
}

/** Has a resource that should already be gone removed at the end. */
export function keepForRemoval({ recorder }: Stage, id: string): void {
  const { removal } = recorder.contract.operation('createCustomer');
  const isNoted = recorder.created.some((each) => each.id === id);
  if (removal && !isNoted) recorder.created.push({ removal, id });
}
