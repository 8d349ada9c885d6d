import type { Contract } from '../../contract/operations.ts';
import { sequenceFaults } from '../../sandbox/faults/sequences.ts';
import { exploredSandbox } from '../runs/explored-sandbox.ts';

/** The result of a fault that only sequences of calls show. */
export interface SequenceFate {
  name: string;
  /** The requirement that noticed it, in how many steps and seconds; undefined when none did within a minute. */
  found?: { requirement: string; steps: number; seconds: number };
}

/** Explores the sandbox with a fault for at most a minute. Throws for a name that no fault has. */
export async function sequenceFate(contract: Contract, name: string): Promise<SequenceFate> {
  const fault = sequenceFaults.find((each) => each.name === name);
  if (!fault) throw new Error(`there is no fault ${name}`);
  const started = performance.now();
  const { failure } = await exploredSandbox(contract, fault.apply, 'proof', { milliseconds: 60_000 });
  const requirement = failure?.broken[0].requirement ?? '';
  if (!failure || !fault.requirement.includes(requirement)) return { name };
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  return { name, found: { requirement, steps: failure.steps.length, seconds } };
}
