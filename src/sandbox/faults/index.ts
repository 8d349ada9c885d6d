import { customerFaults } from './customers.ts';
import type { Fault } from './fault.ts';
import { derivedFaults } from './inputs.ts';
import { journeyFaults } from './journeys.ts';
import { listFaults } from './lists.ts';
import { faultsInFull } from './resources.ts';
import { singleCheckFaults } from './single-checks.ts';

export type { Fault } from './fault.ts';

/** Every fault that one exchange shows, by what it is about. */
export const faultGroups = {
  journeys: journeyFaults,
  customers: customerFaults,
  lists: listFaults,
  resources: faultsInFull,
  inputs: derivedFaults,
  singleChecks: singleCheckFaults,
} satisfies Record<string, readonly Fault[]>;

/** Every fault that one exchange shows. */
export const faults: readonly Fault[] = Object.values(faultGroups).flat();
