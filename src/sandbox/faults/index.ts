import { accessFaults } from './access.ts';
import { answerFaults } from './answers.ts';
import { customerFaults } from './customers.ts';
import { damageFaults } from './damage.ts';
import type { Fault } from './fault.ts';
import { inputFaults } from './inputs.ts';
import { listFaults } from './lists.ts';
import { peopleFaults } from './people.ts';
import { resourceFaults } from './resources.ts';

export type { Fault } from './fault.ts';

/** Every fault that one exchange shows, by the file that holds it. */
export const faultFiles = {
  access: accessFaults,
  customers: customerFaults,
  damage: damageFaults,
  lists: listFaults,
  answers: answerFaults,
  inputs: inputFaults,
  people: peopleFaults,
  resources: resourceFaults,
} satisfies Record<string, readonly Fault[]>;

/** Every fault that one exchange shows. */
export const faults: readonly Fault[] = Object.values(faultFiles).flat();
