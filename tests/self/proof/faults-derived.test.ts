import { describeFaults } from './fault-run.ts';
import { faultFiles } from '../../../src/sandbox/faults/index.ts';

const { damage, inputs } = faultFiles;
describeFaults('every fault is noticed by the derived checks of the requirement that it breaks', [
  ...damage,
  ...inputs,
]);
