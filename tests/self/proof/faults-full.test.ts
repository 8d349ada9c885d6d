import { describeFaults } from './fault-run.ts';
import { faultGroups } from '../../../src/sandbox/faults/index.ts';

describeFaults(
  'every fault outside the core is noticed by the requirement that it breaks',
  faultGroups.resources,
);
