import { describeFaults } from './fault-run.ts';
import { faultFiles } from '../../../src/sandbox/faults/index.ts';

const { people, resources } = faultFiles;
describeFaults('every fault outside the core is noticed by the requirement that it breaks', [
  ...people,
  ...resources,
]);
