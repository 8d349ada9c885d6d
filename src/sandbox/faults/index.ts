import { accessFaults } from './access.ts';
import { responseFaults } from './responses.ts';
import { customerFaults } from './customers.ts';
import { damageFaults } from './damage.ts';
import type { Fault } from './fault.ts';
import { inputFaults } from './inputs.ts';
import { listFaults } from './lists.ts';
import { peopleFaults } from './people.ts';
import { resourceFaults } from './resources.ts';
import { singleCheckFaults } from './single-checks.ts';

export type { Fault } from './fault.ts';

/** Every fault that one exchange shows. */
export const faults: readonly Fault[] = [
  ...accessFaults,
  ...customerFaults,
  ...damageFaults,
  ...listFaults,
  ...responseFaults,
  ...inputFaults,
  ...peopleFaults,
  ...resourceFaults,
  ...singleCheckFaults,
];
