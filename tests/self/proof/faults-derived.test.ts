import { describeFaults } from './fault-run.ts';
import { faultGroups } from '../../../src/sandbox/faults/index.ts';

describeFaults(
  'every fault is noticed by the derived checks of the requirement that it breaks',
  faultGroups.inputs,
);
